"""Keys of a wording by which it is equal to another: the cheapest question, which settles nearly every action."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from risktrail.schema.action_text import read_action_text
from risktrail.store.text_keys import text_key


class Wording(NamedTuple):
    """The keys of an action's wording; text_keys.py tells what they leave aside."""

    full: str
    """The key of the whole text."""
    bare: str
    """The key of the text without its owners."""


@lru_cache(maxsize=5_000)  # more than the wordings of one register, of which many are linked in one import
def wording(text: str) -> Wording:
    """The keys of an action's text."""
    return Wording(text_key(text), text_key(owners_and_deed(text)[1]))


@lru_cache(maxsize=5_000)
def owners_and_deed(text: str) -> tuple[tuple[str, ...], str]:
    """Whom an action's text names to do it, and what they are to do."""
    action = read_action_text(text)
    return action.owners, action.deed
