"""Tables: rows of cells between common edges, told by ruled lines or by the white between their columns.

A table is made once, page by page, and joined over page ends (`joined`). Nothing here knows what a register is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line


@dataclass(frozen=True, slots=True)
class TableSettings:
    """When two edges are one."""

    same_edge: float = 8.0
    """Points within which an edge is that of the table, or the column, before it: a table may move a little overleaf,
    and its columns are 40 points wide or more."""


SETTINGS = TableSettings()


class Cell(NamedTuple):
    """A cell: its left and right edge in points, its lines, and its place in the table's grid.

    `column` is the first column of the grid that it takes, counted from 0; `columns` and `rows` are how many it takes.
    `bottom` is its lower edge in points, where ruled lines tell it; else 0.
    """

    x0: float
    x1: float
    lines: tuple[Line, ...]
    column: int = 0
    columns: int = 1
    rows: int = 1
    bottom: float = 0.0

    @property
    def text(self) -> str:
        return " ".join([line.text for line in self.lines])


class Row(NamedTuple):
    """The cells that begin in one row of a table's grid, from left to right. `x0` and `x1` are the table's edges."""

    page: int
    top: float
    x0: float
    x1: float
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[Cell]:
        """The cells that have text."""
        return [cell for cell in self.cells if cell.lines]

    @property
    def lines(self) -> list[Line]:
        """The row's lines, cell by cell."""
        return [line for cell in self.cells for line in cell.lines]

    def is_as_wide_as(self, other: Row) -> bool:
        """Whether two rows stand between the same edges."""
        return abs(self.x0 - other.x0) <= SETTINGS.same_edge and abs(self.x1 - other.x1) <= SETTINGS.same_edge


class Table(NamedTuple):
    """Rows between common edges with no line of text between them, those on following pages too.

    `is_ruled` says that ruled lines part the cells, rather than white alone. There is always a row.
    """

    rows: tuple[Row, ...]
    is_ruled: bool

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def page(self) -> int:
        return self.rows[0].page

    @property
    def last_page(self) -> int:
        return self.rows[-1].page

    @property
    def x0(self) -> float:
        return self.rows[0].x0

    @property
    def x1(self) -> float:
        return self.rows[0].x1

    def goes_on_with(self, following: Table) -> bool:
        """Whether the table that comes next is the rest of this one: of the same kind, between the same edges."""
        return self.is_ruled == following.is_ruled and self.rows[-1].is_as_wide_as(following.rows[0])


Block = Line | Table


class PageLayout(NamedTuple):
    """One page: its size in points, and its blocks in reading order, top to bottom."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]

    @property
    def pieces(self) -> list[Line | Row]:
        """The lines that stand in no table, and the rows of the tables, in reading order."""
        return [piece for block in self.blocks for piece in ([block] if isinstance(block, Line) else block.rows)]

    @property
    def lines(self) -> Iterator[Line]:
        """All lines, those of tables cell by cell."""
        return lines_of_pieces(self.pieces)

    def without(self, gone: Iterable[Line | Row]) -> PageLayout:
        """The page without some of its lines and rows; they are told by identity, as two may well be equal."""
        ids = {id(piece) for piece in gone}
        if not ids:
            return self
        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Line):
                blocks += [block] * (id(block) not in ids)
            elif rows := tuple(row for row in block.rows if id(row) not in ids):
                blocks.append(block._replace(rows=rows))
        return self._replace(blocks=tuple(blocks))


def gathered(pieces: Iterable[Line | Row | Table], *, is_ruled: bool) -> list[Block]:
    """Lines and rows in reading order as blocks: rows that follow one another between the same edges are one table."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for piece in pieces:
        if rows and not (isinstance(piece, Row) and (piece.x0, piece.x1) == (rows[0].x0, rows[0].x1)):
            blocks.append(Table(tuple(rows), is_ruled))
            rows = []
        if isinstance(piece, Row):
            rows.append(piece)
        else:
            blocks.append(piece)
    if rows:
        blocks.append(Table(tuple(rows), is_ruled))
    return blocks


def joined(pages: Sequence[PageLayout]) -> list[Block]:
    """All pages' blocks in reading order, a table that goes on overleaf as one."""
    blocks: list[Block] = []
    for block in chain.from_iterable(page.blocks for page in pages):
        last = blocks[-1] if blocks else None
        if isinstance(block, Table) and isinstance(last, Table) and last.goes_on_with(block):
            blocks[-1] = last._replace(rows=last.rows + block.rows)
        else:
            blocks.append(block)
    return blocks


def lines_of_pieces(pieces: Iterable[Line | Row]) -> Iterator[Line]:
    """The lines, those of rows cell by cell."""
    return chain.from_iterable([piece] if isinstance(piece, Line) else piece.lines for piece in pieces)
