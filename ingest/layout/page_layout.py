"""From words and ruled lines to lines of text in reading order and rows of table cells.

Nothing here knows what a register is: a page in, its blocks out, top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line, _level, lines_of
from risktrail.ingest.layout.ruled_tables import Table, find_tables
from risktrail.ingest.layout.tables import Block, Cell, Row
from risktrail.ingest.pdf.page import Page, Word
from risktrail.schema.report import BBox

_FRAME = 0.75  # of the page's height: a box so high, with no rule ending within, is a border
_ACROSS = 0.9  # of the widest table
_MARK_REACH = 45.0  # points a drawn bullet may stand before its text
_MARK_SHIFT = 0.6  # of the line's height it may stand off the line's middle


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
