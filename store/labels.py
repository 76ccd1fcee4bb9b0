"""How a rating, a band, a status, a month and a number are written for people: one place for the terminal and the web.

Answers carry values (a score, a band, a status). What is drawn from them, on a terminal or on a page, is labelled here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

NOT_RATED, NO_BAND = "not rated", "without a band"

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

STATUS_LABELS = {
    "ongoing": "ongoing", "completed": "completed", "not_started": "not started", "on_hold": "on hold",
    "recurring": "recurring", "not_stated": "not stated", "other": "other",
}  # fmt: skip

# Characters of a paper that must not reach a screen as they are, as the inside of a regular expression's [...].
CONTROL_CHARACTERS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Those that ring a bell, move the cursor, or reverse the order of letters. Tab and line ends are not among them."""
INVISIBLE_CHARACTERS = "\u200b-\u200d\u2060-\u2065\ufeff"
"""Those that have no width, so that two texts can look alike and differ."""


class BandLevel(StrEnum):
    """How serious a band is, whatever word a register has for it; from the least to the most serious."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    CRITICAL = "critical"


_LEVEL_OF_BAND = {
    "very low": BandLevel.LOW, "low": BandLevel.LOW, "green": BandLevel.LOW, "minor": BandLevel.LOW,
    "negligible": BandLevel.LOW,
    "moderate": BandLevel.MODERATE, "medium": BandLevel.MODERATE, "amber": BandLevel.MODERATE,
    "high": BandLevel.HIGH, "major": BandLevel.HIGH, "significant": BandLevel.HIGH,
    "critical": BandLevel.CRITICAL, "very high": BandLevel.CRITICAL, "severe": BandLevel.CRITICAL,
    "extreme": BandLevel.CRITICAL, "red": BandLevel.CRITICAL,
}  # fmt: skip


@dataclass(frozen=True)
class RatingValue:
    """A rating as an answer carries it. Either part may be None, and both where the paper states no rating."""

    score: int | None = None
    band: str | None = None

    @property
    def label(self) -> str | None:
        """The rating as papers print it; see `rating_label`."""
        return rating_label(self.score, self.band)


NO_RATING = RatingValue()


def rating_label(score: int | None, band: str | None) -> str | None:
    """`20 (Critical)`, `20` or `Critical`; None where there is neither. The SQL macro of that name says the same."""
    if score is None:
        return band
    return f"{score} ({band})" if band else str(score)


def band_label(score: int | None, band: str | None) -> str:
    """The band of a rating; `without a band` of a score alone, `not rated` where there is neither."""
    return band or (NOT_RATED if score is None else NO_BAND)


def band_level(band: str | None) -> BandLevel | None:
    """How serious a band is, by its usual names; None for a band of another name, which is drawn without a colour."""
    return _LEVEL_OF_BAND.get((band or "").strip().lower())


def status_label(status: str | None, printed: str | None = None, *, capital: bool = False) -> str:
    """A status in words.

    Args:
        status: The status as the store has it, such as `not_started`; None is an empty text.
        printed: The paper's own words, which are given for the status `other`.
        capital: Begin with a capital letter; the paper's own words stay as they are.

    Returns:
        `not started`, or `Not started`. A status without a label is its name with spaces.
    """
    if status == "other" and printed:
        return printed
    label = STATUS_LABELS.get(status or "", (status or "").replace("_", " "))
    return label[:1].upper() + label[1:] if capital else label


def doubt_label(kind: str, message: str) -> tuple[str, str]:
    """A doubt in words: of which kind it is, and what is doubted.

    Args:
        kind: The kind, as `to_check` has it.
        message: Its message, which for a doubt of the reader begins with the code of that.

    Returns:
        `status not stated` and the message after the code, or the kind in words and the message.
    """
    code, colon, rest = message.partition(": ")
    named, said = (code, rest) if kind == "reading_warning" and colon else (kind, message)
    return named.replace("_", " "), said


def month_label(period: str | None, *, year: bool = True, full: bool = False) -> str:
    """A period such as `2021-07` as `Jul 2021`; without the year `Jul`; in full `July 2021`; None is an empty text."""
    if not period:
        return ""
    name = MONTH_NAMES[int(period[5:7]) - 1][: None if full else 3]
    return f"{name} {period[:4]}" if year else name


def day_label(day: dt.date | None, *, full: bool = False) -> str:
    """A day as `5 Jul 2021`, in full `5 July 2021`; None is an empty text."""
    return "" if day is None else f"{day.day} {month_label(day.isoformat(), full=full)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 action`, `3 actions`; `many` is the plural where it is not formed with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class DatedAction(Protocol):
    """What an action's row says of when it is due, and how far it is."""

    @property
    def ref(self) -> str | None: ...
    @property
    def due_date(self) -> dt.date | None: ...
    @property
    def due_text(self) -> str | None: ...
    @property
    def completed_date(self) -> dt.date | None: ...
    @property
    def percent(self) -> int | None: ...
    @property
    def note_date(self) -> dt.date | None: ...
    @property
    def first_due_date(self) -> dt.date | None: ...
    @property
    def times_moved(self) -> int | None: ...


def action_dates(action: DatedAction) -> str:
    """When an action is due, how often that was moved, how far it is, and the paper's own code of it; empty where the
    paper prints none of this."""
    due = action.due_date or action.due_text
    moved = f" (moved {count(action.times_moved, 'time')} since {action.first_due_date})" if action.times_moved else ""
    told = [
        f"ref {action.ref}" if action.ref else None,
        f"due {due}{moved}" if due else None,
        f"completed on {action.completed_date}" if action.completed_date else None,
        f"{action.percent}% done" if action.percent is not None else None,
        f"note of {action.note_date}" if action.note_date else None,
    ]
    return "; ".join(each for each in told if each)
