"""How the pages label statuses and bands; what the terminal shows in the same words is in `store.labels`."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable

from risktrail.store.labels import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS, band_level, day_label, status_label

SIGNS = {
    "ongoing": "●", "completed": "✓", "not_started": "○", "on_hold": "‖", "recurring": "↻", "not_stated": "?",
    "other": "·",
}  # fmt: skip

BAND_ORDER = ("critical", "high", "moderate", "low", "other")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INVISIBLE = re.compile(f"[{CONTROL_CHARACTERS}{INVISIBLE_CHARACTERS}]")


def band_class(band: str | None) -> str:
    """The style class of a band: its level, or `other`."""
    return band_level(band) or "other"


def by_seriousness(bands: Iterable[tuple[str, int | None]]) -> list[str]:
    """Bands in their order, the most serious first, each once.

    Those whose name says how serious they are come first; those of one level, and all others, by their highest score.

    Args:
        bands: Bands, each with the score of a rating that has it; None where it has none.
    """
    highest: dict[str, int] = {}
    for band, score in bands:
        highest[band] = max(highest.get(band, -1), -1 if score is None else score)
    return sorted(highest, key=lambda band: (BAND_ORDER.index(band_class(band)), -highest[band], band))


def status(value: str | None, printed: str | None = None) -> str:
    """A status in words; `printed` are the paper's own, which are given for the status `other`."""
    return "No status" if value == "not_stated" else status_label(value, printed, capital=True)


def value(text: str | None) -> str:
    """A changed value as a page shows it: a day such as `2021-07-31` as `31 Jul 2021`, all else as it is."""
    if text and _DAY.fullmatch(text):
        with contextlib.suppress(ValueError):  # a paper may print a day that no month has
            return day_label(dt.date.fromisoformat(text))
    return text or ""


def visible(value: object) -> object:
    """A value as a page shows it: None is empty, and invisible characters of a text are given by their numbers.

    Among these are the characters that turn the order of letters around.
    """
    if value is None:
        return ""
    if type(value) is str and _INVISIBLE.search(value):
        return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", value)
    return value
