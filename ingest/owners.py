"""Who an action names to carry it out: the words before `to do`, as in `DCC and Suppliers to confirm …`."""

from __future__ import annotations

import re

from ingest.profile import Profile

_OWNER = r"(?:the\s+)?[A-Z][\w&.'’-]*(?:\s+(?:of\s+the\s+|of\s+|for\s+)?[A-Z(][\w&.'’)-]*){0,4}"
_LEAD = re.compile(
    rf"^(?P<names>{_OWNER}(?:\s*(?:/|,|&|\+|\band\b|,\s*and\b)\s*{_OWNER})*)(?:\s*[:–-])?\s+(?:to|will|shall|must)\s+(?=[a-z(])"
)
_BETWEEN = re.compile(r"\s*(?:/|,|\s&\s|\+|\band\b)\s*")


def read_owners(action: str, profile: Profile) -> tuple[str, ...]:
    """The owners an action's text begins with, in its order; none where it begins with what is to be done."""
    match = _LEAD.match(action)
    if match is None:
        return ()
    names = [re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE) for name in _BETWEEN.split(match["names"])]
    names = [name for name in names if name]
    if any(name.split()[0].casefold() in profile.not_owners for name in names):
        return ()
    return tuple(dict.fromkeys(names))
