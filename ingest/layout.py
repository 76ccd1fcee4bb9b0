"""From words and ruled lines to lines of text in reading order and rows of table cells.

Nothing here knows what a register is: a page in, its blocks out, top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from risktrail.ingest.grid import Table, find_tables
from risktrail.ingest.page import Page, Word
from risktrail.schema.report import BBox

_SAME_LINE = 0.5  # of the taller word: superscripts stay within, the tightest leading stays without
_bottom, _level = itemgetter(3), itemgetter(1, 3)
_Level = tuple[float, float]  # the top and the bottom that words on one line of print share
_FRAME = 0.75  # of the page's height: a box so high, with no rule ending within, is a border
_ACROSS = 0.9  # of the widest table
_TIGHT = 0.18  # of the font size: narrower than any space between words
_FEW = 4  # words of a line that is not looked at for letter-spacing
_SPREAD = 0.8  # of the font size: the widest gap between letters
_WORD_GAP = 1.7  # times the gap between letters: that between words
LARGER = 1.08  # times the size of the text: print that is larger than it, as titles and headings are
COLUMN_GAP = 0.8  # of the font size: a gap between columns, wider than any between words
_MARK_REACH = 45.0  # points a drawn bullet may stand before its text
_MARK_SHIFT = 0.6  # of the line's height it may stand off the line's middle


class Line(NamedTuple):
    """One line of text. `size` is that of its largest word; `bold` says that all of its words are; `mark` is where a
    drawn bullet stands before it; `limit` is the right edge it could fill, where that is a cell's."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[Word, ...]
    text: str
    size: float
    bold: bool
    mark: float | None = None
    limit: float | None = None

    @property
    def box(self) -> BBox:
        return self.x0, self.top, self.x1, self.bottom

    def of_words(self, words: Sequence[Word]) -> Line:
        """The same line with some of its words only, or with changed ones."""
        return line_of(self.page, words, self.limit, self.mark)


class Segment(NamedTuple):
    """Words of a line with no column's gap between them: their edges, and their text."""

    x0: float
    x1: float
    text: str


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
    found = find_tables(page.rules)
    tables = [table for table in found if not _is_frame(table, found, page)]
    inside, free = _shared_out(page.words, tables)
    blocks: list[Block] = list(_marked(lines_of(page.number, free), page.marks))
    for table, cells in zip(tables, inside, strict=True):
        blocks += _rows(page, table, cells)
    blocks.sort(key=lambda block: block.top)
    return PageLayout(page.number, page.width, page.height, tuple(blocks))


def _is_frame(table: Table, tables: Sequence[Table], page: Page) -> bool:
    """Whether rules are a border around the page, or a box around a risk with its table, rather than a table."""
    if any((box[0], box[2]) != (table.x0, table.x1) for _, box in table.cells.values()):
        return False
    top, bottom = table.ys[0], table.ys[-1]
    return (len(table.ys) == 2 and bottom - top > _FRAME * page.height) or any(
        table.x0 <= other.x0 and other.x1 <= table.x1 and top <= other.ys[0] and other.ys[-1] <= bottom
        for other in tables
        if other is not table
    )


def unboxed(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages with the lines in boxes free: boxes as wide as a table, but not the full-width rows of one."""
    rows = [block for page in pages for block in page.blocks if isinstance(block, Row)]
    widest = max((row.x1 - row.x0 for row in rows), default=0.0)
    tables = {(round(row.x0), round(row.x1)) for row in rows if len(row.cells) > 1}
    return [page._replace(blocks=tuple(_opened(page.blocks, _ACROSS * widest, tables))) for page in pages]


def _opened(blocks: Iterable[Block], least: float, tables: set[tuple[int, int]]) -> Iterable[Block]:
    for block in blocks:
        edges = round(block.x0), round(block.x1)
        if isinstance(block, Row) and len(block.cells) == 1 and edges not in tables and block.x1 - block.x0 >= least:
            yield from block.cells[0].lines
        else:
            yield block


def lines_within(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines, those of rows cell by cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for cell in block.cells for line in cell.lines)


def _shared_out(words: Sequence[Word], tables: Sequence[Table]) -> tuple[list[dict[int, list[Word]]], Sequence[Word]]:
    """The words of each table by cell, and those of no table. The smallest table around a word has it."""
    inside: list[dict[int, list[Word]]] = [{} for _ in tables]
    if not tables:
        return inside, words
    by_size = sorted(zip(tables, inside, strict=True), key=lambda pair: pair[0].area)
    free: list[Word] = []
    for (top, bottom), level in groupby(words, key=_level):
        y = (top + bottom) / 2
        beside = [(table, cells) for table, cells in by_size if table.ys[0] <= y <= table.ys[-1]]
        if not beside:
            free += level
            continue
        for word in level:
            x = (word[0] + word[2]) / 2
            for table, cells in beside:
                if table.xs[0] <= x <= table.xs[-1]:
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
        if not any(index in words for _, index in members):
            continue
        cells = []
        for _, index in sorted(members):
            x0, _, x1, _ = table.cells[index].box
            lines = lines_of(page.number, words.get(index, ()), x1)
            cells.append(Cell(x0, x1, tuple(_marked(lines, page.marks, x0))))
        yield Row(page.number, table.ys[row], table.x0, table.x1, tuple(cells))


def lines_of(page: int, words: Iterable[Word], limit: float | None = None) -> list[Line]:
    """Lines from words in any order: words whose baselines agree, from left to right, lines from top to bottom."""
    lines: list[Line] = []
    current: list[Word] = []
    levels: list[_Level] = []
    base = height = 0.0
    for level, members in groupby(sorted(words, key=_bottom), key=_level):
        top, bottom = level
        tall = bottom - top
        if current and bottom - base > _SAME_LINE * max(height, tall):
            lines.append(_line(page, sorted(current), levels, limit))
            current, levels = [], []
        if not current:
            base, height = bottom, tall
        elif tall > height:
            height = tall
        current += members
        levels.append(level)
    if current:
        lines.append(_line(page, sorted(current), levels, limit))
    return lines


def line_of(page: int, words: Sequence[Word], limit: float | None = None, mark: float | None = None) -> Line:
    """The line that words make, in their order."""
    return _line(page, words, list(map(_level, words)), limit, mark)


def segments(line: Line) -> list[Segment]:
    """The pieces of a line that gaps as wide as between columns part."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.x0 - groups[-1][-1].x1 <= COLUMN_GAP * line.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Segment(group[0].x0, group[-1].x1, " ".join(word.text for word in group)) for group in groups]


def _line(
    page: int,
    words: Sequence[Word],
    levels: Sequence[_Level],
    limit: float | None = None,
    mark: float | None = None,
) -> Line:
    """The same, where the heights that its words stand at are known: mostly one for all of them."""
    text = " ".join([word[4] for word in words])
    if text.endswith(" -") and words[-1][0] - words[-2][2] < _TIGHT * (words[-1][3] - words[-1][1]):
        last = words[-2]._replace(x1=words[-1].x1, text=f"{words[-2].text}-")  # justified apart from its word
        words = [*words[:-2], last]
        text = f"{text[:-2]}-"
    if len(text) < 3 * len(words) > 3 * _FEW:
        words = _closed_up(words)
        text = " ".join([word[4] for word in words])
        levels = list(map(_level, words))
    x0s, _, x1s, _, _, bolds = zip(*words, strict=True)
    tops, bottoms = zip(*levels, strict=True)
    size = max(map(sub, bottoms, tops))
    box = x0s[0], min(tops), max(x1s), max(bottoms)
    return Line(page, *box, tuple(words), text, size, all(bolds), mark, limit)


def _closed_up(words: Sequence[Word]) -> list[Word]:
    """Letter-spaced words, which come letter by letter, whole: the wider gaps are those between words."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    usual = median(gaps)
    letters = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    if 2 * letters < len(words) or not 0 < usual < _SPREAD * (words[0].bottom - words[0].top):
        return list(words)
    whole = [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap < _WORD_GAP * usual:
            last = whole[-1]
            whole[-1] = last._replace(x1=word.x1, text=last.text + word.text)
        else:
            whole.append(word)
    return whole


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
