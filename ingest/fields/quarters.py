"""Parts of a year as registers are named after: `Quarter 1, 2015/16`, `Q2 2023`, `Autumn term 2023`."""

from __future__ import annotations

import re

_MONTHS_OF_A_QUARTER = 3
_QUARTER = re.compile(
    r"\b(?:q(?:uarter|tr)?\s*(?P<number>[1-4])|(?P<name>first|second|third|fourth)\s+quarter)\b\W*(?:(?:of|for|in|financial|year|fy)\W*)*"
    r"(?P<year>\d{4})(?:\s*[/–-]\s*(?P<to>\d{4}|\d{2}))?",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(?P<name>autumn|michaelmas|spring|lent|summer|trinity)\s+term\W*(?P<year>\d{4})", re.IGNORECASE)
_NAMES = ("first", "second", "third", "fourth")
_LAST_MONTHS = {"autumn": 12, "michaelmas": 12, "spring": 4, "lent": 4, "summer": 7, "trinity": 7}


def find_part_of_year(text: str, *, financial: bool) -> str | None:
    """The last month, `2015-06`, of the first quarter or term that a text names; None where it names none.

    Args:
        text: Whatever may hold it.
        financial: Whether a quarter of one year counts from April. One of two years, `2015/16`, always does.
    """
    if found := _QUARTER.search(text):
        number = int(found["number"] or 0) or _NAMES.index(found["name"].casefold()) + 1
        months = number * _MONTHS_OF_A_QUARTER + (_MONTHS_OF_A_QUARTER if financial or found["to"] else 0)
        year = int(found["year"]) + (months > 12)
        return f"{year:04d}-{(months - 1) % 12 + 1:02d}"
    if found := _TERM.search(text):
        return f"{found['year']}-{_LAST_MONTHS[found['name'].casefold()]:02d}"
    return None
