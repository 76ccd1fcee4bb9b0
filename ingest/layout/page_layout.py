"""From words and ruled lines to lines of text in reading order and rows of table cells.

Nothing here knows what a register is: a page in, its blocks out, top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from risktrail.ingest.layout.lines import Line, level_of, line_of, lines_of
from risktrail.ingest.layout.ruled_tables import Grid, find_grids
from risktrail.ingest.layout.tables import Block, Cell, PageLayout, Row, Table, gathered
from risktrail.ingest.pdf.page import Page, Word
from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class PageSettings:
    """What is a box rather than a table, and where bullets and turned words stand."""

    border: float = 0.75
    """Of the page's height: a box higher than this, with no rule ending within, is a border of the page."""
    box_width: float = 0.9
    """Of the widest table's width: a box is at least so wide; one narrower may be a cell."""
    bullet_reach: float = 45.0
    """Points that a drawn bullet may stand before its text: the deepest indent of a list, and a little more."""
    bullet_overlap: float = 1.0
    """Points that a drawn bullet may reach into its text's box."""
    bullet_overhang: float = 4.0
    """Points that a drawn bullet may stand over the left edge of its cell."""
    bullet_shift: float = 0.6
    """Of the line's height: how far a drawn bullet's middle may stand off the line's."""
    turned_size: float = 1.6
    """Times the usual size: words turned sideways that are larger are stamps, no heads of columns."""


SETTINGS = PageSettings()


def lay_out(page: Page, *, with_turned: bool = False) -> PageLayout:
    """Bring a page's words into reading order: table cells by the ruled lines, lines by their baselines.

    `with_turned` puts words turned sideways into the cells of tables that hold nothing else: heads of narrow columns.
    """
    found = find_grids(page.rules)
    grids = [grid for grid in found if not _is_frame(grid, found, page)]
    inside, free = _shared_out(page.words, grids)
    turned = _shared_out(_turned(page), grids)[0] if with_turned else [{} for _ in grids]
    pieces: list[Line | Row] = list(marked(lines_of(page.number, free), page.marks))
    aside: dict[int, float] = {}
    for grid, cells, heads in zip(grids, inside, turned, strict=True):
        rows = list(_rows(page, grid, cells, {index: words for index, words in heads.items() if index not in cells}))
        if (bottom := _end_of_table_beside(grid, grids)) is not None:
            aside.update((id(row), bottom) for row in rows)
        pieces += rows
    pieces.sort(key=lambda piece: piece.top)
    if aside:
        pieces.sort(key=lambda piece: aside.get(id(piece), piece.top))
    return PageLayout(page.number, page.width, page.height, tuple(gathered(pieces, is_ruled=True)))


def _end_of_table_beside(grid: Grid, grids: Sequence[Grid]) -> float | None:
    """The lower edge of the larger table that a table stands beside: its rows are read behind those of that one, not
    between them."""
    top, bottom = grid.ys[0], grid.ys[-1]
    beside = [
        other
        for other in grids
        if other.area > grid.area
        and min(bottom, other.ys[-1]) - max(top, other.ys[0]) > 0
        and (other.x1 <= grid.x0 or grid.x1 <= other.x0)
    ]
    return max((other.ys[-1] for other in beside), default=None)


def _is_frame(grid: Grid, grids: Sequence[Grid], page: Page) -> bool:
    """Whether rules are a border around the page, or a box around a risk with its table, rather than a grid."""
    if any((cell.box[0], cell.box[2]) != (grid.x0, grid.x1) for cell in grid.cells.values()):
        return False
    top, bottom = grid.ys[0], grid.ys[-1]
    return (len(grid.ys) == 2 and bottom - top > SETTINGS.border * page.height) or any(
        grid.x0 <= other.x0 and other.x1 <= grid.x1 and top <= other.ys[0] and other.ys[-1] <= bottom
        for other in grids
        if other is not grid
    )


def unboxed(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages with the lines in boxes free: boxes as wide as a table, but not the full-width rows of one."""
    tables = [block for page in pages for block in page.blocks if isinstance(block, Table)]
    widest = max((table.x1 - table.x0 for table in tables), default=0.0)
    parted = {_edges(table) for table in tables if any(len(row.cells) > 1 for row in table.rows)}
    return [page._replace(blocks=tuple(_opened(page.blocks, SETTINGS.box_width * widest, parted))) for page in pages]


def _opened(blocks: Iterable[Block], least: float, parted: set[tuple[int, int]]) -> Iterable[Block]:
    """Blocks with boxes opened. `least` is how wide a box is at least, `parted` the edges of tables with columns."""
    for block in blocks:
        if isinstance(block, Table) and _edges(block) not in parted and block.x1 - block.x0 >= least:
            yield from (line for row in block.rows for line in row.lines)
        else:
            yield block


def _edges(table: Table) -> tuple[int, int]:
    return round(table.x0), round(table.x1)


def _shared_out(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[list[dict[int, list[Word]]], Sequence[Word]]:
    """The words of each table by cell, and those of no grid. The smallest table around a word has it."""
    inside: list[dict[int, list[Word]]] = [{} for _ in grids]
    if not grids:
        return inside, words
    by_size = sorted(zip(grids, inside, strict=True), key=lambda pair: pair[0].area)
    free: list[Word] = []
    for (top, bottom), level in groupby(words, key=level_of):
        y = (top + bottom) / 2
        beside = [(grid, grid.cells_at(y), cells) for grid, cells in by_size if grid.ys[0] <= y <= grid.ys[-1]]
        if not beside:
            free += level
            continue
        for word in level:
            x = (word[0] + word[2]) / 2
            for grid, level_cells, cells in beside:
                if grid.xs[0] <= x <= grid.xs[-1]:
                    cells.setdefault(level_cells[grid.column_at(x)], []).append(word)
                    break
            else:
                free.append(word)
    return inside, free


def _turned(page: Page) -> list[Word]:
    """The words turned sideways that are of the text's size, in the order in which the page has them."""
    heights = sorted(word.bottom - word.top for word in page.words)
    limit = SETTINGS.turned_size * heights[len(heights) // 2] if heights else 0.0
    return [word for word in page.across if word.x1 - word.x0 <= limit]


def _rows(page: Page, grid: Grid, words: dict[int, list[Word]], turned: dict[int, list[Word]]) -> Iterable[Row]:
    by_row: dict[int, list[tuple[float, int]]] = {}
    for index, cell in grid.cells.items():
        by_row.setdefault(cell.row, []).append((cell.box[0], index))
    for row, members in sorted(by_row.items()):
        if not any(index in words or index in turned for _, index in members):
            continue
        cells = []
        for _, index in sorted(members):
            placed = grid.cells[index]
            x0, _, x1, bottom = placed.box
            left = x0 - SETTINGS.bullet_overhang
            lines = tuple(marked(lines_of(page.number, words.get(index, ()), x1), page.marks, left))
            if index in turned:
                lines = (line_of(page.number, turned[index], x1),)
            cells.append(Cell(x0, x1, lines, placed.column, placed.columns, placed.rows, bottom))
        yield Row(page.number, grid.ys[row], grid.x0, grid.x1, tuple(cells))


def marked(lines: list[Line], marks: Sequence[BBox], left: float = 0.0) -> list[Line]:
    """Lines with the drawn bullets that stand before them; a bullet belongs to one line only."""
    return [line._replace(mark=_mark_before(line, marks, left)) for line in lines] if marks else lines


def _mark_before(line: Line, marks: Sequence[BBox], left: float) -> float | None:
    middle, reach = (line.top + line.bottom) / 2, SETTINGS.bullet_shift * line.size
    for x0, top, x1, bottom in marks:
        if (
            left <= x0
            and line.x0 - SETTINGS.bullet_reach <= x0
            and x1 <= line.x0 + SETTINGS.bullet_overlap
            and abs((top + bottom) / 2 - middle) <= reach
        ):
            return x0
    return None
