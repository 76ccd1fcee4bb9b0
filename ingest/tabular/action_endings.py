"""Who is to do an action and by when, where a register prints both behind its text, as in `Renew the felt (Clerk, June
2024)` and `Renew the felt – Clerk – by 30 Jun 2024`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from risktrail.ingest.fields.due_dates import read_due
from risktrail.ingest.tabular.settings import SETTINGS

_DATE = (
    r"(?:by |due |due by |by the )?(?:end (?:of )?|mid-?|early |late )?"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)?[ -])?[A-Z][a-z]{2,8}\.?[ '’-]?(?:\d{4}|\d{2})|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|\d{4}-\d\d-\d\d|Q[1-4] \d{4}(?:[/-]\d{2,4})?)"
)
_OWNER = r"[A-Z][^()\[\],;:–—\d]{1,60}?"
_APART = r"\s*(?:[,;:]|\s[–—-])\s+"
_ENDINGS = (
    re.compile(rf"(?P<text>.+?)\s*[(\[](?:(?P<owner>{_OWNER}){_APART})?(?P<due>{_DATE})[)\]]\.?", re.DOTALL),
    re.compile(rf"(?P<text>.+?)\s[–—-]\s+(?P<owner>{_OWNER}){_APART}(?P<due>{_DATE})\.?", re.DOTALL),
)


class Ending(NamedTuple):
    """An action's text without its ending, who is to do it, if that is said, and by when, as printed."""

    text: str
    owner: str | None
    due: str


def ending_of(text: str) -> Ending | None:
    """The parts of an action that ends with a date, and its owner before that; None where it does not."""
    for pattern in _ENDINGS:
        match = pattern.fullmatch(text)
        if match is None or read_due(match["due"]).date is None:
            continue
        if match["owner"] is None or len(match["owner"].split()) <= SETTINGS.owner_words:
            return Ending(match["text"], match["owner"], match["due"])
    return None


def are_signed(texts: Collection[str]) -> bool:
    """Whether a register ends its actions like this: at least half of these texts do. One alone may be a remark."""
    return 2 * sum(ending_of(text) is not None for text in texts) >= len(texts) > 0
