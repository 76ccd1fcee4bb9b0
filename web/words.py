"""How months, statuses, bands and odd characters are said to people."""

from __future__ import annotations

import re
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# Bands as registers commonly name them, as one of four; a band that is not here is drawn without a colour.
BANDS = {
    "very low": "low", "low": "low", "green": "low", "minor": "low", "negligible": "low",
    "moderate": "moderate", "medium": "moderate", "amber": "moderate",
    "high": "high", "major": "high", "significant": "high",
    "critical": "critical", "very high": "critical", "severe": "critical", "extreme": "critical", "red": "critical",
}  # fmt: skip
STATUSES = {
    "ongoing": "Ongoing", "completed": "Completed", "not_started": "Not started", "on_hold": "On hold",
    "recurring": "Recurring", "not_stated": "No status", "other": "Other",
}  # fmt: skip
SIGNS = {
    "ongoing": "●", "completed": "✓", "not_started": "○", "on_hold": "‖", "recurring": "↻", "not_stated": "?",
    "other": "·",
}  # fmt: skip

# What turns the order of letters round, hides, or rings a bell: shown by its number instead.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RATING = re.compile(r"(?P<score>\d+)?\s*\(?(?P<band>[^()]*)\)?")


def month(period: str | None, *, year: bool = True, full: bool = False) -> str:
    """`2021-07` as `Jul 2021`, without the year as `Jul`, in full as `July 2021`."""
    if not period:
        return ""
    name = MONTHS[int(period[5:7]) - 1][: None if full else 3]
    return f"{name} {period[:4]}" if year else name


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 action`, `3 actions`; `many` where the plural is not one with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def band_class(band: str | None) -> str:
    """The style of a band, or of a rating such as `20 (Critical)`."""
    found = _RATING.fullmatch((band or "").strip())
    return BANDS.get(found["band"].strip().lower(), "other") if found else "other"


def rating(score: int | None, band: str | None) -> str:
    """`20 (Critical)`, of which either part may be missing."""
    if score is None:
        return band or "not rated"
    return f"{score} ({band})" if band else str(score)


def status(value: str | None, words: str | None = None) -> str:
    """A status as people say it; `words` are the paper's own, for one that fits none."""
    return words if value == "other" and words else STATUSES.get(value or "", value or "")


def visible(value: Any) -> Any:
    """Text with every unseen or order-turning character shown by its number; anything else as it is."""
    if value is None:
        return ""
    if type(value) is str and _UNSEEN.search(value):
        return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", value)
    return value
