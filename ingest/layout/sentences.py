"""Where a sentence ends, told by its last characters: every reader of lines asks this here."""

from __future__ import annotations

_CLOSING = "\"'”’)]"  # may follow the stop of what stands in quotation marks or brackets
_STOPS = (".", "!", "?")
_CLAUSE_STOPS = (*_STOPS, ":", ";")


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, an exclamation mark or a question mark."""
    return text.rstrip(_CLOSING).endswith(_STOPS)


def ends_clause(text: str) -> bool:
    """Whether a text ends as a sentence does, or with a colon or semicolon: nothing has to follow it."""
    return text.rstrip(_CLOSING).endswith(_CLAUSE_STOPS)
