"""Wordings made comparable: keys that leave aside what no reader would call a change."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LINKING = r"(?:and|of|the|for|on|in)"
_OWNER = re.compile(
    rf"(?P<owner>[^\W_a-z][^\s]*(?:\s+(?:[^\W_a-z][^\s]*|&|/|{_LINKING}(?=\s))){{0,6}})\s+(?:to|will|should|must)\s+"
    r"(?P<rest>(?!be\b|[A-Z]{2})\w.*)",
    re.DOTALL,
)
_SPLIT = re.compile(r"\s*(?:/|,|&(?=\s)|\band\b)\s*")


@lru_cache(maxsize=20_000)
def key(text: str | None) -> str:
    """Compatibility-normalised and case-folded, with white space and punctuation gone.

    Two wordings with the same key differ in nothing material: `change-over` is `Change over`. Signs that
    carry meaning (£, +, <) stay.
    """
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] not in "PZC")


def split_owner(text: str) -> tuple[str, str]:
    """Who is to act, and what is to be done: `DCC to draft a plan` is (`DCC`, `draft a plan`).

    The owner is a run of capitalised words before the first `to`, `will`, `should` or `must`; without one it
    is empty and the text comes back whole.
    """
    found = _OWNER.match(text.strip())
    return (found["owner"], found["rest"]) if found else ("", text.strip())


def owners(owner: str) -> list[str]:
    """The bodies an owner prefix names, as compare keys: `SECAS/DCC` is [`secas`, `dcc`]."""
    return [folded for part in _SPLIT.split(owner) if (folded := key(part))]
