"""When an action is due, as registers print it: a day, `Apr-25`, `Q1 2025/26`, `end of 2025`, `Mar-25 now Jun-25`.

A month alone is its last day, a quarter or a term the last day of its last month, a year its last day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from risktrail.ingest.fields.dates import find_dates, last_day, month_of, without_dates
from risktrail.ingest.fields.quarters import find_part_of_year
from risktrail.ingest.register_words import register_words

_MONTH_AND_YEAR = re.compile(r"\b(?P<name>[a-z]{3,9})\.?[\s'’/-]*(?P<year>\d{4}|\d{2})\b(?![/.-]\d)", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])\s*[/.-]\s*(?P<year>\d{4}|1[3-9]|[2-9]\d)(?![\d/.-])")
_YEARS = re.compile(r"(?<![\d/])(?P<year>20\d\d)(?:\s*[/–-]\s*(?P<to>\d{4}|\d{2}))?(?![\d/])")
_CENTURY = 2000


class DueDate(NamedTuple):
    """A due date, None where the text states none; `sure` is False where it has what may be another date."""

    date: dt.date | None
    sure: bool = True


def read_due(text: str, *, financial: bool = False) -> DueDate:
    """When an action is due.

    Args:
        text: The cell or the words that say it.
        financial: Whether a quarter of one year counts from April.

    Returns:
        The date; of several the last one, which is sure where the text says that the date was moved. Texts such as
        `TBC` and `Ongoing` state none, and that is sure; `30/06`, `Spring 2026` and dates that no calendar has are
        not read and not sure.
    """
    return _read(_without_earlier(text), financial=financial)


def _without_earlier(text: str) -> str:
    """A text without the date that another has taken the place of, where it says so and another is left: `June 2024
    (was 31/03/24)`, `originally March 2024, now June 2024`."""
    rest = register_words().earlier_due.sub(" ", text)
    return rest if rest != text and _read(rest).date is not None else text


def _read(text: str, *, financial: bool = False) -> DueDate:
    if dates := find_dates(text):
        is_moved = len(set(dates)) == 1 or _is_movement(text)
        return DueDate(dates[-1].last_day, sure=is_moved)
    if (part := find_part_of_year(text, financial=financial)) is not None:
        year, month = map(int, part.split("-"))
        return DueDate(last_day(year, month))
    months = [found for match in _MONTH_AND_YEAR.finditer(text) if (found := _month(match)) is not None]
    months += [last_day(_year(match["year"]), int(match["month"])) for match in _FIGURES.finditer(text)]
    if months:
        return DueDate(months[-1], sure=len(months) == 1 or _is_movement(text))
    years = list(_YEARS.finditer(text))
    if len(years) == 1 and register_words().whole_year.fullmatch(_YEARS.sub("", text).strip(" .")):
        match = years[0]
        return DueDate(last_day(int(match["year"]) + 1, 3) if match["to"] else dt.date(int(match["year"]), 12, 31))
    return DueDate(None, sure=register_words().of_a_date.search(text) is None)


def _is_movement(text: str) -> bool:
    """Whether a text says that a date was moved: `was`, `now`, an arrow."""
    return register_words().moved.search(without_dates(text)) is not None


def _month(match: re.Match[str]) -> dt.date | None:
    month = month_of(match["name"])
    return None if month is None else last_day(_year(match["year"]), month)


def _year(digits: str) -> int:
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)
