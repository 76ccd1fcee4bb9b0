"""When an action is due, as registers print it: a day, `Apr-25`, `Q1 2025/26`, `end of 2025`, `Mar-25 now Jun-25`.

A month alone is its last day, a quarter or a term the last day of its last month, a year its last day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from risktrail.ingest.fields.dates import dated_parts, last_day, month_of, without_dates
from risktrail.ingest.fields.quarters import parts_of_year
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
        `TBC` and `Ongoing` state none, and that is sure; `30/06`, `Q3`, `Spring 2026` and dates that no calendar has
        are not read and not sure.
    """
    return _read(_without_earlier(text), financial=financial)


def _without_earlier(text: str) -> str:
    """A text without the date that another has taken the place of, where it says so and another is left: `June 2024
    (was 31/03/24)`, `originally March 2024, now June 2024`."""
    rest = register_words().earlier_due.sub(" ", text)
    return rest if rest != text and _read(rest).date is not None else text


def _read(text: str, *, financial: bool = False) -> DueDate:
    dates, rest = _dates(text, financial=financial)
    if dates:
        is_one = len(set(dates)) == 1 and all(_holds(match, dates[-1]) for match in _YEARS.finditer(rest))
        return DueDate(dates[-1], sure=is_one or _is_movement(text))
    years = list(_YEARS.finditer(text))
    if len(years) == 1 and register_words().whole_year.fullmatch(_YEARS.sub("", text).strip(" .")):
        match = years[0]
        return DueDate(last_day(int(match["year"]) + 1, 3) if match["to"] else dt.date(int(match["year"]), 12, 31))
    return DueDate(None, sure=register_words().of_a_date.search(text) is None)


def _dates(text: str, *, financial: bool) -> tuple[list[dt.date], str]:
    """The last day of each day, quarter, term and month that a text names, in its order, and the text without them."""
    found: list[tuple[tuple[int, int], dt.date]] = []
    rest = text

    def take(span: tuple[int, int], date: dt.date) -> None:
        nonlocal rest
        found.append((span, date))
        rest = f"{rest[: span[0]]}{' ' * (span[1] - span[0])}{rest[span[1] :]}"  # read once, and nothing moves

    for part in dated_parts(text):
        take(part.span, part.found.last_day)
    for quarter in list(parts_of_year(rest, financial=financial)):
        year, month = map(int, quarter.month.split("-"))
        take(quarter.span, last_day(year, month))
    for match in list(_MONTH_AND_YEAR.finditer(rest)):
        if (month_of_year := _month(match)) is not None:
            take(match.span(), month_of_year)
    for match in list(_FIGURES.finditer(rest)):
        take(match.span(), last_day(_year(match["year"]), int(match["month"])))
    return [date for _, date in sorted(found)], rest


def _holds(years: re.Match[str], date: dt.date) -> bool:
    """Whether a year, or a year of two, `2022/23`, that stands beside a date is the date's own."""
    first = int(years["year"])
    return date.year == first or (years["to"] is not None and date.year == first + 1)


def _is_movement(text: str) -> bool:
    """Whether a text says that a date was moved: `was`, `now`, an arrow."""
    return register_words().moved.search(without_dates(text)) is not None


def _month(match: re.Match[str]) -> dt.date | None:
    month = month_of(match["name"])
    return None if month is None else last_day(_year(match["year"]), month)


def _year(digits: str) -> int:
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)
