"""Lines made by hand, for tests of what is read of them."""

from __future__ import annotations

from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.pdf.page import Word


def line(text: str, bottom: float = 100.0, *, size: float = 10.0, bold: bool = False, page: int = 1) -> Line:
    """A line of words five points a letter and three points apart; two spaces are twenty points of white."""
    words, x = [], 50.0
    for column in text.split("  "):
        for each in column.split():
            words.append(Word(x, bottom - size, x + 5 * len(each), bottom, each, bold))
            x += 5 * len(each) + 3
        x += 17
    return lines_of(page, words)[0]
