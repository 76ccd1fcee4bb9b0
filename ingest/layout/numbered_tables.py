"""Tables whose rows nothing parts but their numbers: white parts the columns, and each row begins with its number.

They are read only where that is sure: words tell the head; every row begins with a number of one shape, on its first
line; more white lies between rows than within any; no word stands across the white between columns. Everything else
stays the lines that it was. Nothing here knows what a register is: it asks `NumberedWords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple, Protocol

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Block, PageLayout, Row, gathered
from risktrail.ingest.layout.white_columns import Columns, Slot, Span, columns_of, pieces, row_across, row_of, taken
from risktrail.ingest.layout.white_heads import is_of_one_level
from risktrail.schema.report import BBox

_LETTERS, _DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class NumberedSettings:
    """When rows are told surely. Lengths are in points."""

    head_lines: int = 4
    """Most lines of a head."""
    least_heads: int = 3
    """Texts side by side that may be a head."""
    least_rows: int = 2
    """Rows below the head."""
    more_white: float = 1.0
    """More lies between two rows than between any two lines of one: boxes of print are off by less."""
    within: float = 0.9
    """Of the print's height: lines with more white between them are not of one row."""


SETTINGS = NumberedSettings()


class NumberedWords(Protocol):
    """What words tell of a table whose rows are numbered, by the family of the paper."""

    def is_head(self, heads: Sequence[str]) -> bool:
        """Whether texts side by side are the heads of a table of records, the first that of their numbers."""
        ...

    def is_key(self, text: str) -> bool:
        """Whether a text is one record's number."""
        ...


_Placed = tuple[int, Line]  # the place of its page among the pages, and the line


def with_numbered_tables(
    layouts: Sequence[PageLayout], words: NumberedWords, marks: Mapping[int, Sequence[BBox]]
) -> list[PageLayout]:
    """The layouts of pages with the lines of those tables as rows of cells that are read surely.

    Args:
        layouts: The pages, without their running lines.
        words: What the family's words tell.
        marks: The drawn bullets of the pages, by page number.
    """
    made: list[list[Block | Row]] = [[] for _ in layouts]
    run: list[_Placed] = []
    is_changed = False
    for place, block in [(place, block) for place, layout in enumerate(layouts) for block in layout.blocks]:
        if isinstance(block, Line):
            run.append((place, block))
            continue
        is_changed |= _put(run, words, marks, made)
        run = []
        made[place].append(block)
    is_changed |= _put(run, words, marks, made)
    if not is_changed:
        return list(layouts)
    both = zip(layouts, made, strict=True)
    return [layout._replace(blocks=tuple(gathered(blocks, is_ruled=False))) for layout, blocks in both]


def _put(
    run: Sequence[_Placed],
    words: NumberedWords,
    marks: Mapping[int, Sequence[BBox]],
    made: Sequence[list[Block | Row]],
) -> bool:
    """Put a run of lines among the pages' blocks, those of tables as rows. Returns whether there were any."""
    at = 0
    is_changed = False
    while at < len(run):
        head = head_at([line for _, line in run[at : at + SETTINGS.head_lines]], words)
        table = _Finder(run[at:], head, words).table() if head else None
        for place, piece in table.rows(marks) if table else [run[at]]:
            made[place].append(piece)
        at += table.taken if table else 1
        is_changed |= table is not None
    return is_changed


class WhiteHead(NamedTuple):
    """A head without lines: how many lines it takes, and its texts with where they stand, from left to right."""

    lines: int
    texts: tuple[str, ...]
    spans: tuple[Span, ...]


def head_at(lines: Sequence[Line], words: NumberedWords) -> WhiteHead | None:
    """The head that the first of some lines begin with: as many of them as make one, down to the first number."""
    if not lines or len(pieces(lines[0])) < 2:
        return None
    below = list(takewhile(lambda line: not words.is_key(_text([line], pieces(line)[0])), lines[1:]))
    for count in range(min(len(below) + 1, SETTINGS.head_lines), 0, -1):
        spans = taken([word for line in lines[:count] for word in line.words])
        texts = tuple(_text(lines[:count], span) for span in spans)
        if len(spans) >= SETTINGS.least_heads and words.is_head(texts):
            return WhiteHead(count, texts, tuple(spans))
    return None


def _text(lines: Sequence[Line], span: Span) -> str:
    return " ".join(word.text for line in lines for word in line.words if span[0] <= word.x0 and word.x1 <= span[1])


@dataclass
class _Group:
    """Lines of one row, of a head again, or across the table."""

    lines: list[_Placed]
    is_row: bool = True
    is_across: bool = False


class _Numbered(NamedTuple):
    """A table's groups of lines, how many lines those are, and its columns."""

    groups: Sequence[_Group]
    taken: int
    columns: Columns

    def rows(self, marks: Mapping[int, Sequence[BBox]]) -> Iterator[tuple[int, Row]]:
        """Its rows, each with the place of its page."""
        for group in self.groups:
            for page in dict.fromkeys(page for page, _ in group.lines):
                slot = _slot([line for place, line in group.lines if place == page])
                across = row_across(slot, self.columns) if group.is_across else None
                yield page, across or row_of(slot, self.columns, marks.get(slot.page, ()))


class _Finder:
    """Finds the table that begins with the head at the beginning of a run of lines."""

    def __init__(self, run: Sequence[_Placed], head: WhiteHead, words: NumberedWords) -> None:
        self.run, self.head, self.words = run, head, words
        self.groups = [_Group(list(run[: head.lines]), is_row=False)]
        self.end = head.lines

    def table(self) -> _Numbered | None:
        """The table, where all of it is sure."""
        while self.end < len(self.run) and (count := self._next()):
            self.end += count
        rows = [group for group in self.groups if group.is_row]
        texts = [[line for _, line in group.lines] for group in self.groups if not group.is_across]
        words = [word for lines in texts for line in lines for word in line.words]
        margin = 0.4 * texts[0][0].size
        span = (min(word.x0 for word in words), max(word.x1 for word in words) + margin)
        slots = [_slot(lines) for lines in texts]
        columns = columns_of(slots[:1], slots[1:], *span)
        if columns is None or len(rows) < SETTINGS.least_rows or not all(map(columns.holds, slots)):
            return None
        if not is_of_one_level(slots[0], columns):
            return None
        is_sure = self._are_apart() and self._is_one_shape(rows) and all(_is_whole(row, columns) for row in rows)
        if not is_sure or self._goes_on(columns):
            return None
        return _Numbered(self.groups, self.end, columns)

    def _next(self) -> int:
        """Take the next line or head into the table. Returns how many lines that were; 0 where the table has ended."""
        _, line = self.run[self.end]
        again = head_at([line for _, line in self.run[self.end : self.end + self.head.lines]], self.words)
        if again is not None and again.texts == self.head.texts:
            self.groups.append(_Group(list(self.run[self.end : self.end + again.lines]), is_row=False))
            return again.lines
        last = self.groups[-1].lines[-1]
        is_overleaf = last[0] != self.run[self.end][0]
        is_near = is_overleaf or line.top - last[1].bottom <= SETTINGS.within * line.size
        if self._begins(self.end):
            self.groups.append(_Group([self.run[self.end]]))
        elif self._is_across(line, is_near=is_near and not is_overleaf):
            self.groups.append(_Group([self.run[self.end]], is_row=False, is_across=True))
        elif is_near and self.groups[-1].is_row:
            self.groups[-1].lines.append(self.run[self.end])
        else:
            return 0
        return 1

    def _begins(self, place: int) -> bool:
        """Whether a line begins with a number under the first head."""
        if place >= len(self.run):
            return False
        line = self.run[place][1]
        x0, x1 = pieces(line)[0]
        return x1 < self.head.spans[1][0] and self.words.is_key(_text([line], (x0, x1)))

    def _is_across(self, line: Line, *, is_near: bool) -> bool:
        """Whether a line names a group: a text alone above a row, that begins in the first column. One that begins in
        another may be a part of a cell."""
        is_alone = len(pieces(line)) == 1 and _slot([line]).is_across and self._begins(self.end + 1)
        return is_alone and not is_near and line.x0 < self.head.spans[1][0]

    def _are_apart(self) -> bool:
        """Whether more white lies between rows than within them."""
        pairs = [pair for group in self.groups if group.is_row for pair in pairwise(group.lines)]
        within = [_white(a, b) for a, b in pairs if a[0] == b[0]]
        below_head = self.groups[1:]
        both = [(one.lines[-1], two.lines[0]) for one, two in pairwise(below_head)]
        between = [_white(a, b) for a, b in both if a[0] == b[0]]
        return not within or (bool(between) and min(between) > max(within) + SETTINGS.more_white)

    def _is_one_shape(self, rows: Sequence[_Group]) -> bool:
        numbers = [_text([row.lines[0][1]], pieces(row.lines[0][1])[0]) for row in rows]
        return len({shape_of(number) for number in numbers}) == 1

    def _goes_on(self, columns: Columns) -> bool:
        """Whether what stands behind the table may be a row of it without a number, or more of a cell: it stands in
        other columns than the first."""
        if self.end >= len(self.run):
            return False
        line = self.run[self.end][1]
        *_, last = pieces(line)
        return columns.reach(last)[0] > 0 and columns.holds(_slot([line]))


def shape_of(number: str) -> str:
    """What numbers of one register have in common: where letters stand and where figures; `a` behind them aside."""
    return re.sub("9A$", "9", _DIGITS.sub("9", _LETTERS.sub("A", number.strip(" .:)"))))


def _slot(lines: Sequence[Line]) -> Slot:
    return Slot(lines[0].page, lines[0].top - 1, lines[-1].bottom + 1, tuple(lines))


def _white(one: _Placed, following: _Placed) -> float:
    return following[1].top - one[1].bottom


def _is_whole(row: _Group, columns: Columns) -> bool:
    """Whether all cells of a row begin on its first line; overleaf less than half of them may go on."""
    first, *others = [({columns.of(span) for span in pieces(line)}, place) for place, line in row.lines]
    begun, page = first
    rest = set().union(*(places for places, place in others if place != page))
    return all(places <= begun for places, _ in others) and 2 * len(rest) < len(columns.limits)
