"""Where profiles are: those that come with the program, and a user's own."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from risktrail.ingest.errors import ProfileError
from risktrail.ingest.extended_profile import extend_default
from risktrail.ingest.profile import DEFAULT_PROFILE, Profile, default_text, load_profile
from risktrail.ingest.table_profile import TableProfile, read_profile

FOLDER_VARIABLE = "RISKTRAIL_PROFILES"
AnyProfile = Profile | TableProfile


class ProfileFile(NamedTuple):
    """A profile as a file: its name, its text, and where it is; None where it came with the program."""

    name: str
    text: str
    path: Path | None

    def load(self) -> AnyProfile:
        """The profile itself.

        Raises:
            ProfileError: It is wrong.
        """
        if self.path is None and self.name == DEFAULT_PROFILE:
            return load_profile()
        return profile_of_text(self.text, str(self.path or f"{self.name}.toml"))

    @property
    def own_name(self) -> str:
        """The name that reports which were read with it have: that in its text, else its file's."""
        return self._said("name") or self.name

    @property
    def describes(self) -> str:
        """What family it is of, in its own words."""
        return self._said("describes") or ""

    def _said(self, key: str) -> str | None:
        """A text at the top of the file; None where it has none, or is not right as TOML."""
        with contextlib.suppress(tomllib.TOMLDecodeError):
            said = tomllib.loads(self.text).get(key)
            return said if isinstance(said, str) else None
        return None


def own_folder() -> Path:
    """The folder of the user's own profiles: `RISKTRAIL_PROFILES`, else one in the user's configuration folder."""
    if given := os.environ.get(FOLDER_VARIABLE):
        return Path(given)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "risktrail" / "profiles"


def profile_files() -> list[ProfileFile]:
    """All profiles there are: the user's own by their file names, then those that come with the program; of two with
    the same name the user's.

    Raises:
        ProfileError: One of the user's own is no text.
    """
    folder = own_folder()
    own = [ProfileFile(path.stem, text_of(path), path) for path in sorted(folder.glob("*.toml"))]
    names = {each.name for each in own}
    return [*own, *(each for each in built_in() if each.name not in names)]


@cache
def built_in() -> tuple[ProfileFile, ...]:
    """The profiles that come with the program: the first family's, then those of tables, what others extend first."""
    folder = files("risktrail.ingest") / "profiles"
    names = sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))
    found = [
        ProfileFile(name, (folder / f"{name}.toml").read_text(encoding="utf-8"), None)
        for name in names
        if name != DEFAULT_PROFILE
    ]
    found.sort(key=lambda each: "extends" in tomllib.loads(each.text))
    return ProfileFile(DEFAULT_PROFILE, default_text(), None), *found


class Profiles(NamedTuple):
    """The profiles to read a paper with: the one that was `named`; else that of `own` and the built-in ones which
    explains most. It is picklable, so that readers elsewhere need no profile's file."""

    named: AnyProfile | None = None
    own: tuple[AnyProfile, ...] = ()

    @property
    def all(self) -> list[AnyProfile]:
        """A user's own profiles, then those that come with the program and have other names."""
        names = {each.name for each in self.own}
        return [*self.own, *(_built_in_profile(each) for each in built_in() if each.name not in names)]


def profiles_for(named: str | ProfileFile | None) -> Profiles:
    """The profiles to read papers with: the one that was named, itself or by its name or file; else all there are.

    Raises:
        ProfileError: There is none of that name, or it or one of the user's own is wrong.
    """
    if named is None:
        return Profiles(own=tuple(each.load() for each in profile_files() if each.path is not None))
    return Profiles((find_file(named) if isinstance(named, str) else named).load())


def find_file(name: str) -> ProfileFile:
    """The profile's file of a name or a path, not checked yet: what ends with `.toml` or names a folder is a path.

    Raises:
        ProfileError: There is none, or it is no text.
    """
    if name.endswith(".toml") or os.sep in name:
        path = Path(name)
        return ProfileFile(path.stem, text_of(path), path)
    there_are = profile_files()
    found = next((each for each in there_are if each.name == name), None)
    if found is None:
        names = ", ".join(each.name for each in there_are)
        raise ProfileError(f"there is no profile “{name}”. There are: {names}")
    return found


def text_of(path: Path) -> str:
    """What stands in a profile's file.

    Raises:
        ProfileError: It cannot be read, or is no text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ProfileError(f"{path}: the file is not text in UTF-8") from None
    except OSError as error:
        raise ProfileError(f"{path}: the file cannot be read ({error.strerror})") from None


def profile_of_text(text: str, file: str) -> AnyProfile:
    """A profile from its text; `file` is the name that errors give it.

    Raises:
        ProfileError: It is wrong.
    """
    try:
        extends = tomllib.loads(text).get("extends")
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{file}: not TOML: {error}") from None
    return extend_default(text, file) if extends == DEFAULT_PROFILE else read_profile(text, file, _bases())


@cache
def _built_in_profile(file: ProfileFile) -> AnyProfile:
    return file.load()


@cache
def _bases() -> Mapping[str, Mapping[str, Any]]:
    return {each.name: tomllib.loads(each.text) for each in built_in() if each.name != DEFAULT_PROFILE}
