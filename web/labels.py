"""How statuses, bands and odd characters are said on the pages; what the terminal says too is in `store.labels`."""

from __future__ import annotations

import re
from typing import Any

from risktrail.store.labels import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS, NOT_RATED, band_level, rating_label

STATUSES = {
    "ongoing": "Ongoing", "completed": "Completed", "not_started": "Not started", "on_hold": "On hold",
    "recurring": "Recurring", "not_stated": "No status", "other": "Other",
}  # fmt: skip
SIGNS = {
    "ongoing": "●", "completed": "✓", "not_started": "○", "on_hold": "‖", "recurring": "↻", "not_stated": "?",
    "other": "·",
}  # fmt: skip

_UNSEEN = re.compile(f"[{CONTROL_CHARACTERS}{INVISIBLE_CHARACTERS}]")  # shown by its number instead
_RATING = re.compile(r"(?P<score>\d+)?\s*\(?(?P<band>[^()]*)\)?")


def band_class(band: str | None) -> str:
    """The style of a band, or of a rating such as `20 (Critical)`."""
    found = _RATING.fullmatch((band or "").strip())
    return (band_level(found["band"]) if found else None) or "other"


def rating(score: int | None, band: str | None) -> str:
    """`20 (Critical)`, of which either part may be missing."""
    return rating_label(score, band) or NOT_RATED


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
