"""Tables: rows of cells side by side, told by ruled lines or only aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line


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


def lines_within(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines, those of rows cell by cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for cell in block.cells for line in cell.lines)
