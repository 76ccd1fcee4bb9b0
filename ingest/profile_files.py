"""Where profiles are: those that come with the program, and a user's own."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from risktrail.ingest.errors import ProfileError
from risktrail.ingest.profile import DEFAULT_PROFILE
from risktrail.ingest.table_profile import TableProfile, read_profile

FOLDER_VARIABLE = "RISKTRAIL_PROFILES"


def own_folder() -> Path:
    """The folder of the user's own profiles: `RISKTRAIL_PROFILES`, else one in the user's configuration folder."""
    if given := os.environ.get(FOLDER_VARIABLE):
        return Path(given)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "risktrail" / "profiles"


@cache
def built_in() -> Mapping[str, str]:
    """The texts of the profiles of tables that come with the program, by name."""
    folder = files("risktrail.ingest") / "profiles"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    texts = {name.removesuffix(".toml"): (folder / name).read_text(encoding="utf-8") for name in names}
    of_tables = {name: text for name, text in texts.items() if name != DEFAULT_PROFILE}
    return dict(sorted(of_tables.items(), key=lambda pair: "extends" in tomllib.loads(pair[1])))


@cache
def table_profiles() -> tuple[TableProfile, ...]:
    """All profiles of tables: the user's own first, then those that come with the program.

    Raises:
        ProfileError: One of them is wrong.
    """
    folder = own_folder()
    own = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    found = [_of_file(path) for path in own]
    names = {profile.name for profile in found}
    built = (read_profile(text, f"{name}.toml", _bases()) for name, text in built_in().items())
    return (*found, *(profile for profile in built if profile.name not in names))


def find_profile(name: str) -> TableProfile:
    """The profile of a name, or of a file.

    Raises:
        ProfileError: There is none, or it is wrong.
    """
    if name.endswith(".toml") or os.sep in name:
        return _of_file(Path(name))
    found = next((profile for profile in table_profiles() if profile.name == name), None)
    if found is None:
        names = ", ".join([DEFAULT_PROFILE, *(profile.name for profile in table_profiles())])
        raise ProfileError(f"there is no profile “{name}”; there are: {names}")
    return found


@cache
def _bases() -> Mapping[str, Mapping[str, Any]]:
    return {name: tomllib.loads(text) for name, text in built_in().items()}


def _of_file(path: Path) -> TableProfile:
    try:
        return read_profile(path.read_text(encoding="utf-8"), str(path), _bases())
    except FileNotFoundError:
        raise ProfileError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise ProfileError(f"{path}: the file is not text in UTF-8") from None
