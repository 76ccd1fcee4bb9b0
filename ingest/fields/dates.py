"""Dates as papers write them: `19 July 2021`, `19th July 2021`, `19/07/2021`, `2021-07-19`, `July 2021`."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import NamedTuple

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"\b(?P<day1>\d{1,2})\s*(?:st|nd|rd|th)?[\s-]*(?:of\s+)?"
    + _NAME.format("name1")
    + r",?[\s-]*(?P<year1>\d{4}|\d{2})\b"
    r"|\b" + _NAME.format("name2") + r"\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})\b"
    r"|\b(?<!\d[/.-])(?P<day3>\d{1,2})[/.-](?P<month3>\d{1,2})[/.-](?P<year3>\d{4}|\d{2})\b(?![/.-]\d)"
    r"|\b(?P<year4>\d{4})[/-](?P<month4>\d{2})[/-](?P<day4>\d{2})\b"
    r"|\b" + _NAME.format("name5") + r",?\s+(?P<year5>\d{4})\b",
    re.IGNORECASE,
)


_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|\b(?:mon|tue|wed|thu|fri|sat|sun),?\s+", re.IGNORECASE
)


class FoundDate(NamedTuple):
    """A date in a text. `day` is None where only the month is stated; `whole` says that the text has nothing else."""

    year: int
    month: int
    day: int | None
    whole: bool

    @property
    def date(self) -> dt.date | None:
        return dt.date(self.year, self.month, self.day) if self.day else None

    @property
    def last_day(self) -> dt.date:
        """The date; of a month alone its last day."""
        return self.date or last_day(self.year, self.month)

    @property
    def period(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class DatedPart(NamedTuple):
    """A date, with the text that leads to it, from the date before it or from the text's beginning, and where it
    stands in the text."""

    before: str
    found: FoundDate
    span: tuple[int, int]


def find_dates(text: str) -> list[FoundDate]:
    """Find every date in a text, in its order.

    Dates in figures are read day first (`05/06/2021` is 5 June), except those that begin with the year. Dates that no
    calendar has (31 June) are left out. A year of two digits is of this century.
    """
    return [part.found for part in dated_parts(text)]


def dated_parts(text: str) -> list[DatedPart]:
    """Find every date in a text, as `find_dates` does, each with the words before it: `Date of next review: `."""
    whole = _WEEKDAY.sub("", text).strip(" .,;()")
    parts: list[DatedPart] = []
    end = 0
    for match in _DATE.finditer(text):
        if (found := _date_of_match(match, whole)) is not None:
            parts.append(DatedPart(text[end : match.start()], found, match.span()))
            end = match.end()
    return parts


def without_dates(text: str) -> str:
    """The text without its dates and the weekdays before them."""
    return " ".join(_DATE.sub(" ", _WEEKDAY.sub("", text)).split())


def _date_of_match(match: re.Match[str], whole: str) -> FoundDate | None:
    part = match.groupdict()
    name = part["name1"] or part["name2"] or part["name5"]
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(part["month3"] or part["month4"])
    day = next((int(part[key]) for key in ("day1", "day2", "day3", "day4") if part[key]), None)
    year = int(next(part[f"year{form}"] for form in range(1, 6) if part[f"year{form}"]))
    year += 2000 if year < 100 else 0
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return None
    return FoundDate(year, month, day, match[0].strip(" .,") == whole)


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, monthrange(year, month)[1])


def month_of(name: str) -> int | None:
    """The month that a word names, whole or shortened: `Sept` is 9. None for any other word."""
    found = re.fullmatch(_NAME.format("name"), name, re.IGNORECASE)
    return _MONTHS.index(found["name"][:3].lower()) + 1 if found else None


def nearest_year(day: int, month: int, to: dt.date) -> dt.date | None:
    """The date with this day and month that is nearest to the date `to`.

    Returns:
        A date in the year of `to`, before or after it; None where none of the three has such a day.
    """
    candidates = (_date_or_none(to.year + shift, month, day) for shift in (-1, 0, 1))
    return min((found for found in candidates if found), key=lambda found: abs(found - to), default=None)


def _date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
