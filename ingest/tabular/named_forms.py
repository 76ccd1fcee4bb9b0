"""What stands above a form or a table and names its risk: a bar of the form's own table, or a heading above it."""

from __future__ import annotations

import re
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Row
from risktrail.ingest.profile import folded
from risktrail.ingest.register_words import register_words

_ID = re.compile(r"[A-Z]{1,5}[-./ ]?\d{1,4}(?:\.\d{1,2})*|\d{1,5}(?:\.\d{1,2})*")
_SIGN = re.compile(r"(?<=\w)[.:)]+$|^[:.–—-]+$")  # between a number and the title behind it
_BARE = re.compile(r"[A-Z]{1,5}[-./]?\d.*")


class RiskName(NamedTuple):
    """The lines of a risk's number and title, of which there may be none, and the whole lines that they stand in."""

    number: tuple[Line, ...]
    title: tuple[Line, ...]
    lines: tuple[Line, ...]


def named_in_bar(row: Row) -> RiskName | None:
    """The risk that a bar above a form names: `R07` beside its title, or both in one cell; None where it names none."""
    cells = row.filled
    if len(cells) == 2 and len(cells[0].lines) == 1:
        name = _named(cells[0].lines[0], needs_word=False)
        return None if name is None or name.title else RiskName(name.number, cells[1].lines, tuple(row.lines))
    if len(cells) != 1:
        return None
    name = _named(cells[0].lines[0], needs_word=True)
    return name and RiskName(name.number, (*name.title, *cells[0].lines[1:]), tuple(row.lines))


def named_in_heading(line: Line) -> RiskName | None:
    """The risk that a heading names: `Risk 4: The roof leaks`, `SR-04 – The roof leaks`; None where it names none."""
    return _named(line, needs_word=True)


def _named(line: Line, *, needs_word: bool) -> RiskName | None:
    """The number that a line begins with, and what stands behind it. With `needs_word` a bare figure is none: the word
    for a risk stands before it, or its own letters."""
    words = list(line.words)
    is_called = folded(words[0].text) == folded(register_words().number_word)
    rest = words[1:] if is_called else words
    for count in (2, 1):
        number = _SIGN.sub("", " ".join(word.text for word in rest[:count]))
        is_number = _ID.fullmatch(number) is not None and len(rest) >= count
        if is_number and (is_called or not needs_word or _BARE.fullmatch(number)):
            title = rest[count:]
            while title and _SIGN.fullmatch(title[0].text):
                title = title[1:]
            behind = (line.of_words(title),) if title else ()
            return RiskName((line.of_words(rest[:count]),), behind, (line,))
    return None
