"""A profile that begins with `extends = "sec"`: the first family's words, with a user's own over them.

Such a profile has the tables and keys of `ingest/profiles/sec.toml`, and `register` in `[paper]`. Lists are added to
the family's own; a phrase that is given another role loses the first; any other value takes the place of the family's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from risktrail.ingest.profile import DEFAULT_PROFILE, Profile, default_text, folded, profile_of
from risktrail.ingest.table_profile import error_at

_OF_A_FILE = {"name", "describes", "extends"}
_OWN_KEYS = {"paper": {"register"}}
_ROLES = ("columns", "headings", "status")  # tables of phrases, each of which has one role


def extend_default(text: str, file: str) -> Profile:
    """Check a profile's text that extends the first family's, and put it over that.

    Args:
        text: TOML, read before without an error.
        file: The name that errors give it.

    Raises:
        ProfileError: A key is unknown, a value of another type than the family's, a pattern wrong, or a phrase has
            two roles. The message has the file, the line and what is wrong.
    """
    own, base = tomllib.loads(text), tomllib.loads(default_text())
    if not isinstance(own.get("name"), str):
        raise error_at(text, file, 'name is missing: the profile\'s own name, as in name = "my-register"')
    both = dict(base, name=own["name"])
    for table, values in own.items():
        if table in _OF_A_FILE:
            continue
        if table not in base:
            raise error_at(text, file, f"[{table}] is not a table of “{DEFAULT_PROFILE}”", table)
        _check_keys(text, file, table, values, base[table])
        both[table] = _over(base[table], values, has_roles=table in _ROLES)
    try:
        return profile_of(both)
    except re.error as error:
        pattern = error.pattern if isinstance(error.pattern, str) else ""
        message = f"“{pattern}” is not a regular expression: {error.msg}"
        raise error_at(text, file, message, pattern) from None


def _check_keys(text: str, file: str, table: str, own: Mapping[str, Any], base: Mapping[str, Any]) -> None:
    known = base.keys() | _OWN_KEYS.get(table, set())
    roles: dict[str, str] = {}
    for key, value in own.items():
        if key not in known:
            raise error_at(text, file, f"[{table}]: “{key}” is not a key; there are: {', '.join(sorted(known))}", key)
        if key in base and not isinstance(value, type(base[key])):
            kind = "a list" if isinstance(base[key], list) else "one text in quotes"
            raise error_at(text, file, f"[{table}]: {key} is {kind}", key)
        for phrase in value if table in _ROLES and isinstance(value, list) else ():
            before = roles.setdefault(folded(str(phrase)), key)
            if before != key:
                raise error_at(text, file, f"[{table}]: “{phrase}” has two roles, {before} and {key}", str(phrase))


def _over(base: Mapping[str, Any], own: Mapping[str, Any], *, has_roles: bool) -> dict[str, Any]:
    lists = [value for value in own.values() if isinstance(value, list)]
    given = {folded(str(phrase)) for phrases in lists for phrase in phrases} if has_roles else set()
    both: dict[str, Any] = {}
    for key in (*base, *(key for key in own if key not in base)):
        before, value = base.get(key), own.get(key)
        kept = [each for each in before if folded(str(each)) not in given] if isinstance(before, list) else before
        both[key] = _joined(value, kept) if isinstance(value, list) else (kept if value is None else value)
    return both


def _joined(own: Sequence[Any], base: Sequence[Any] | None) -> list[Any]:
    are_bands = any(isinstance(each, Mapping) for each in own)  # a scale stands for itself
    return [*own, *(() if are_bands else base or ())]
