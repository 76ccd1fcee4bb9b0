"""How the pages label statuses and bands; what the terminal shows in the same words is in `store.labels`."""

from __future__ import annotations

import re

from risktrail.store.labels import CONTROL_CHARACTERS, INVISIBLE_CHARACTERS, band_level, status_label

SIGNS = {
    "ongoing": "●", "completed": "✓", "not_started": "○", "on_hold": "‖", "recurring": "↻", "not_stated": "?",
    "other": "·",
}  # fmt: skip

_INVISIBLE = re.compile(f"[{CONTROL_CHARACTERS}{INVISIBLE_CHARACTERS}]")


def band_class(band: str | None) -> str:
    """The style class of a band: its level, or `other`."""
    return band_level(band) or "other"


def status(value: str | None, printed: str | None = None) -> str:
    """A status in words; `printed` are the paper's own, which are given for the status `other`."""
    return "No status" if value == "not_stated" else status_label(value, printed, capital=True)


def visible(value: object) -> object:
    """A value as a page shows it: None is empty, and invisible characters of a text are given by their numbers.

    Among these are the characters that turn the order of letters around.
    """
    if value is None:
        return ""
    if type(value) is str and _INVISIBLE.search(value):
        return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", value)
    return value
