"""Parts of a year as registers are named after: `Quarter 1, 2015/16`, `Q2 2023`, `Autumn term 2023`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from risktrail.ingest.register_words import register_words

_MONTHS_OF_A_QUARTER = 3


class PartOfYear(NamedTuple):
    """A quarter or term that a text names: its last month, `2015-06`, and where in the text it stands."""

    month: str
    span: tuple[int, int]


def find_part_of_year(text: str, *, financial: bool) -> str | None:
    """The last month, `2015-06`, of the first quarter that a text names, or else of its first term; None where it names
    neither.

    Args:
        text: Whatever may hold it.
        financial: Whether a quarter of one year counts from April. One of two years, `2015/16`, always does.
    """
    found = next(parts_of_year(text, financial=financial), None)
    return found.month if found else None


def parts_of_year(text: str, *, financial: bool) -> Iterator[PartOfYear]:
    """All quarters that a text names, then all terms; see `find_part_of_year`."""
    for found in _quarter().finditer(text):
        number = int(found["number"] or 0) or register_words().ordinals.index(found["name"].casefold()) + 1
        months = number * _MONTHS_OF_A_QUARTER + (_MONTHS_OF_A_QUARTER if financial or found["to"] else 0)
        year = int(found["year"]) % 100 + 2000 if len(found["year"]) == 2 else int(found["year"])
        year += months > 12
        yield PartOfYear(f"{year:04d}-{(months - 1) % 12 + 1:02d}", found.span())
    for found in _term().finditer(text):
        month = dict(register_words().terms)[found["name"].casefold()]
        yield PartOfYear(f"{found['year']}-{month:02d}", found.span())


@cache
def _quarter() -> re.Pattern[str]:
    words = register_words()
    return re.compile(
        rf"\b(?:(?:{words.quarter})\s*(?P<number>[1-4])|(?P<name>{'|'.join(words.ordinals)})\s+(?:{words.quarter}))\b"
        rf"\W*(?:(?:{words.between_quarter_and_year})\W*)*(?P<year>\d{{4}}|\d\d(?=\s*[/–-]\s*\d\d\b))"
        r"(?:\s*[/–-]\s*(?P<to>\d{4}|\d{2}))?",
        re.IGNORECASE,
    )


@cache
def _term() -> re.Pattern[str]:
    names = "|".join(name for name, _ in register_words().terms)
    return re.compile(rf"\b(?P<name>{names})\s+term\W*(?P<year>\d{{4}})", re.IGNORECASE)
