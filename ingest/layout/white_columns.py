"""Columns that only white parts: where no word of any of a table's rows stands, and the rows of cells that this makes.

Nothing here knows what a register is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.page_layout import SETTINGS as PAGE_SETTINGS
from risktrail.ingest.layout.page_layout import marked
from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.pdf.page import Word
from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class WhiteSettings:
    """How much white parts columns. Lengths are in points."""

    least_white: float = 0.6
    """Of the print's height: white between columns is wider, that between words narrower, also in type of one width."""
    least_columns: int = 3
    """Two columns may be a label and its text, or a text and the number of its page."""
    before_words: float = 0.5
    """Before its leftmost word at which a column begins."""
    padding: float = 10.0
    """From what a cell's text may fill to the next cell's words: twice the 5 points that office suites and typesetters
    leave free at a cell's edge."""
    text_padding: float = 0.4
    """Of the print's height: what readers of cells take off a line's limit again."""
    least_padding: float = 2.0
    """What they take off at least; and how far words may stand out of a table's edges."""
    span_lines: int = 2
    """Most lines of a text that stands across all columns within a table."""
    span_words: int = 14
    """Most words of it: more are prose."""


SETTINGS = WhiteSettings()
Span = tuple[float, float]  # from where to where something stands across the page


class Slot(NamedTuple):
    """The lines between two levels of a page, in points: a row of a table, or what stands above or below one."""

    page: int
    top: float
    bottom: float
    lines: tuple[Line, ...]

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line.words]

    @property
    def groups(self) -> int:
        """How many groups of words stand side by side, parted by white from its top to its bottom."""
        return len(taken(self.words)) if self.lines else 0

    @property
    def is_across(self) -> bool:
        """Whether it may be a text across all columns: short, and in one piece."""
        is_short = len(self.lines) <= SETTINGS.span_lines and len(self.words) <= SETTINGS.span_words
        return self.groups == 1 and is_short


class Columns(NamedTuple):
    """Columns from left to right: `edges` are one more than there are columns; `limits` the right edges that their
    lines could fill."""

    edges: tuple[float, ...]
    limits: tuple[float, ...]

    def of(self, span: Span) -> int:
        """The column in which the middle of something stands."""
        middle = (span[0] + span[1]) / 2
        return sum(middle >= edge for edge in self.edges[1:-1])

    def reach(self, span: Span) -> tuple[int, int]:
        """The first and the last column that something stands in."""
        inner = self.edges[1:-1]
        return sum(span[0] >= edge for edge in inner), sum(span[1] > edge for edge in inner)

    def holds(self, slot: Slot) -> bool:
        """Whether every piece of each line of a slot stands in one column."""
        left, right = self.edges[0] - SETTINGS.least_padding, self.edges[-1] + SETTINGS.least_padding
        spans = [span for line in slot.lines for span in pieces(line)]
        reaches = map(self.reach, spans)
        return all(left <= span[0] and span[1] <= right for span in spans) and all(one == two for one, two in reaches)

    def parts(self, slot: Slot) -> bool:
        """Whether no line of a slot has two pieces in one column."""
        places = [[self.of(span) for span in pieces(line)] for line in slot.lines]
        return all(len(set(each)) == len(each) for each in places)


def pieces(line: Line) -> list[Span]:
    """From where to where the pieces of a line stand that white as wide as between columns parts."""
    return taken(line.words)


def taken(words: Sequence[Word]) -> list[Span]:
    """From where to where words stand, side by side; white as wide as between columns parts two."""
    if not words:
        return []
    white = SETTINGS.least_white * median(word.bottom - word.top for word in words)
    found: list[Span] = []
    for x0, x1 in sorted((word.x0, word.x1) for word in words):
        if found and x0 - found[-1][1] <= white:
            found[-1] = found[-1][0], max(found[-1][1], x1)
        else:
            found.append((x0, x1))
    return found


def columns_of(head: Sequence[Slot], rows: Sequence[Slot], x0: float, x1: float) -> Columns | None:
    """The columns of a table between two edges: white that runs through its head and all of its rows parts two.

    Columns of which no row has both are one: a head in the middle of its column stands beside short texts in it. So are
    a column of bullets and that of their texts. None where there are fewer columns than a table has, where one of them
    has no head, and where one has two.
    """
    slots = [*head, *rows]
    spans = taken([word for slot in slots for word in slot.words])
    held = [{index for word in slot.words for index in _holding(spans, word)} for slot in slots]
    groups: list[list[int]] = []
    for index in range(len(spans)):
        is_apart = groups and any(index in each and not each.isdisjoint(groups[-1]) for each in held)
        is_own = not groups or (is_apart and not _are_bullets(groups[-1], spans, rows, held[: len(head)]))
        groups += [[index]] if is_own else []
        if not is_own:
            groups[-1].append(index)
    headed = set().union(*held[: len(head)])
    if len(groups) < SETTINGS.least_columns or any(headed.isdisjoint(group) for group in groups):
        return None
    columns = _made([(spans[group[0]][0], spans[group[-1]][1]) for group in groups], slots, x0, x1)
    return columns if all(map(columns.parts, head)) else None


def row_of(slot: Slot, columns: Columns, marks: Sequence[BBox]) -> Row:
    """A slot as a row of cells."""
    cells: list[list[Word]] = [[] for _ in columns.limits]
    for word in slot.words:
        cells[columns.of((word.x0, word.x1))].append(word)
    made = []
    for place, words in enumerate(cells):
        left, right = columns.edges[place : place + 2]
        lines = marked(lines_of(slot.page, words, columns.limits[place]), marks, left - PAGE_SETTINGS.bullet_overhang)
        made.append(Cell(left, right, tuple(lines), place, 1, 1, slot.bottom))
    return Row(slot.page, slot.top, columns.edges[0], columns.edges[-1], tuple(made))


def row_across(slot: Slot, columns: Columns) -> Row:
    """A slot as a row with one cell across all columns."""
    x0, x1 = columns.edges[0], columns.edges[-1]
    cell = Cell(x0, x1, slot.lines, 0, len(columns.limits), 1, slot.bottom)
    return Row(slot.page, slot.top, x0, x1, (cell,))


def _made(spans: Sequence[Span], slots: Sequence[Slot], x0: float, x1: float) -> Columns:
    edges = (min(x0, spans[0][0]), *(start - SETTINGS.before_words for start, _ in spans[1:]), max(x1, spans[-1][1]))
    size = median(line.size for slot in slots for line in slot.lines)
    padding = max(SETTINGS.least_padding, SETTINGS.text_padding * size)
    limits = [max(end, start - SETTINGS.padding) + padding for (_, end), (start, _) in pairwise(spans)]
    return Columns(edges, (*limits, max(x1, spans[-1][1])))


def _holding(spans: Sequence[Span], word: Word) -> Iterable[int]:
    return (index for index, (start, end) in enumerate(spans) if start <= word.x0 and word.x1 <= end)


def _are_bullets(group: Sequence[int], spans: Sequence[Span], rows: Sequence[Slot], heads: Sequence[set[int]]) -> bool:
    """Whether all that stands in some columns is one sign again and again, with no head."""
    if any(not each.isdisjoint(group) for each in heads):
        return False
    texts = {word.text for row in rows for word in row.words if set(_holding(spans, word)) & set(group)}
    return len(texts) == 1 and all(len(text) == 1 and not text.isdigit() for text in texts)
