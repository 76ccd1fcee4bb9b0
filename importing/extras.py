"""How a package that is not installed comes to this installation: by name, or to the checkout that runs."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit
from urllib.request import url2pathname

NAME = "risktrail"


def install_command(extra: str) -> str:
    """The command that adds an extra of risktrail to this installation.

    Args:
        extra: The extra, as pyproject.toml names it.

    Returns:
        `pip install 'risktrail[EXTRA]'`; where risktrail was installed from a folder, such as a checkout, that folder
        takes the place of the name, because the package index may have another risktrail or none.
    """
    folder, option = _installed_from()
    return f"pip install {option}'{folder or NAME}[{extra}]'"


def _installed_from() -> tuple[str | None, str]:
    """The folder that risktrail was installed from, where it was one, and the option that installs it in place."""
    try:
        written = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:  # it runs without being installed
        return None, ""
    origin = json.loads(written or "{}")
    if "dir_info" not in origin:
        return None, ""
    folder = url2pathname(urlsplit(origin["url"]).path)
    return folder, "-e " if origin["dir_info"].get("editable") else ""
