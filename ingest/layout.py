"""From words and ruled lines to lines of text in reading order and rows of table cells.

Nothing here knows what a register is: a page in, its blocks out, top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.grid import Table, find_tables
from ingest.page import Page, Word
from schema.report import BBox

_SAME_LINE = 0.5  # of the taller word: superscripts stay within, the tightest leading stays without
_MARK_REACH = 45.0  # points a drawn bullet may stand before its text
_MARK_SHIFT = 0.6  # of the line's height it may stand off the line's middle


class Line(NamedTuple):
    """One line of text. `size` is that of its largest word; `mark` is where a drawn bullet stands before it; `limit`
    is the right edge it could fill, where that is a cell's."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[Word, ...]
    text: str
    size: float
    mark: float | None = None
    limit: float | None = None

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def box(self) -> BBox:
        return self.x0, self.top, self.x1, self.bottom

    def of_words(self, words: Sequence[Word]) -> Line:
        """The same line with some of its words only, or with changed ones."""
        return line_of(self.page, words)._replace(mark=self.mark, limit=self.limit)


class Cell(NamedTuple):
    """A cell of a ruled table, or of one that is only aligned: its edges and its lines."""

    x0: float
    x1: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join([line.text for line in self.lines])


class Row(NamedTuple):
    """Cells side by side, from left to right. `x0` and `x1` are the edges of the whole table."""

    page: int
    top: float
    x0: float
    x1: float
    cells: tuple[Cell, ...]


Block = Line | Row


class PageLayout(NamedTuple):
    """One page in reading order."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]


def lay_out(page: Page) -> PageLayout:
    """Bring a page's words into reading order: table cells by the ruled lines, lines by their baselines."""
    tables = find_tables(page.rules)
    inside, free = _shared_out(page.words, tables)
    blocks: list[Block] = list(_marked(lines_of(page.number, free), page.marks))
    for table, cells in zip(tables, inside, strict=True):
        blocks += _rows(page, table, cells)
    blocks.sort(key=lambda block: block.top)
    return PageLayout(page.number, page.width, page.height, tuple(blocks))


def _shared_out(words: Iterable[Word], tables: Sequence[Table]) -> tuple[list[dict[int, list[Word]]], list[Word]]:
    """The words of each table by cell, and those of no table. The smallest table around a word has it."""
    inside: list[dict[int, list[Word]]] = [{} for _ in tables]
    if not tables:
        return inside, list(words)
    by_size = sorted(zip(tables, inside, strict=True), key=lambda pair: pair[0].area)
    around = [(table.xs[0], table.xs[-1], table.ys[0], table.ys[-1], table, cells) for table, cells in by_size]
    free = []
    for word in words:
        x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
        for x0, x1, top, bottom, table, cells in around:
            if top <= y <= bottom and x0 <= x <= x1:
                cells.setdefault(table.cell_at(x, y), []).append(word)
                break
        else:
            free.append(word)
    return inside, free


def _rows(page: Page, table: Table, words: dict[int, list[Word]]) -> Iterable[Row]:
    by_row: dict[int, list[tuple[float, int]]] = {}
    for index, cell in table.cells.items():
        by_row.setdefault(cell.row, []).append((cell.box[0], index))
    for row, members in sorted(by_row.items()):
        cells = []
        for _, index in sorted(members):
            x0, _, x1, _ = table.cells[index].box
            lines = _marked(lines_of(page.number, words.get(index, ())), page.marks, x0)
            cells.append(Cell(x0, x1, tuple(line._replace(limit=x1) for line in lines)))
        if any(cell.lines for cell in cells):
            yield Row(page.number, table.ys[row], table.x0, table.x1, tuple(cells))


def lines_of(page: int, words: Iterable[Word]) -> list[Line]:
    """Lines from words in any order: words whose baselines agree, from left to right, lines from top to bottom."""
    lines: list[Line] = []
    current: list[Word] = []
    base = height = 0.0
    for word in sorted(words, key=_bottom):
        tall = word[3] - word[1]
        if current and word[3] - base > _SAME_LINE * max(height, tall):
            lines.append(line_of(page, sorted(current)))
            current = []
        if not current:
            base, height = word[3], tall
        current.append(word)
        height = max(height, tall)
    if current:
        lines.append(line_of(page, sorted(current)))
    return lines


def _bottom(word: Word) -> float:
    return word[3]


def line_of(page: int, words: Sequence[Word]) -> Line:
    """The line that words make, in their order."""
    return Line(
        page,
        words[0][0],
        min([word[1] for word in words]),
        max([word[2] for word in words]),
        max([word[3] for word in words]),
        tuple(words),
        " ".join([word[4] for word in words]),
        max([word[3] - word[1] for word in words]),
    )


def _marked(lines: list[Line], marks: Sequence[BBox], left: float = 0.0) -> list[Line]:
    """Lines with the drawn bullets that stand before them; a bullet belongs to one line only."""
    return [line._replace(mark=_mark_before(line, marks, left)) for line in lines] if marks else lines


def _mark_before(line: Line, marks: Sequence[BBox], left: float) -> float | None:
    middle, reach = (line.top + line.bottom) / 2, _MARK_SHIFT * line.size
    for x0, top, x1, bottom in marks:
        if (
            left <= x0
            and line.x0 - _MARK_REACH <= x0
            and x1 <= line.x0 + 1
            and abs((top + bottom) / 2 - middle) <= reach
        ):
            return x0
    return None
