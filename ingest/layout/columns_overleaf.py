"""Sheets too wide for their paper: columns that a spreadsheet program has printed on a page of their own.

The rows of such a page stand at the heights of those on the page that they go on from, and its columns have heads of
their own. Both pages are read as one table; each word keeps its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from risktrail.ingest.layout.tables import Block, PageLayout, Row, Table


@dataclass(frozen=True, slots=True)
class OverleafSettings:
    """When two pages are the left and the right of one sheet."""

    same_height: float = 2.0
    """Points between the tops of a row on both pages: a program prints them at one height."""
    fewest_rows: int = 2
    """Rows of such a table: a head, and one that it names the columns of."""
    most_pages: int = 20
    """Pages between both: a long sheet is printed down first, then its other columns."""
    margin: float = 0.1
    """Of the page's height, at its top and its foot: lines there do not make a page more than a sheet's."""


SETTINGS = OverleafSettings()


def with_columns_overleaf(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages, with the columns that stand overleaf beside those that they go on from."""
    found = list(pages)
    tables = [_only_table(page) for page in pages]
    for left, table in enumerate(tables):
        whole = table
        for right in range(left + 1, min(left + SETTINGS.most_pages, len(found))):
            other = tables[right]
            if whole and other and _goes_on_beside(whole, other) and _is_sheet(found[right]):
                whole = _beside(whole, other)
                found[right], tables[right] = _with(found[right], other, None), None
        if table is not None and whole is not table:
            found[left] = _with(found[left], table, whole)
    return found


def _only_table(page: PageLayout) -> Table | None:
    """The only table of a page, where it has no more and no fewer."""
    tables = [block for block in page.blocks if isinstance(block, Table)]
    return tables[0] if len(tables) == 1 and tables[0].is_ruled else None


def _is_sheet(page: PageLayout) -> bool:
    """Whether nothing but a table, and lines in its margins, stands on a page."""
    margin = SETTINGS.margin * page.height
    return all(
        isinstance(block, Table) or block.bottom < margin or block.top > page.height - margin for block in page.blocks
    )


def _goes_on_beside(table: Table, other: Table) -> bool:
    """Whether the rows of two tables stand at the same heights, below heads of which none is the same.

    Forms that have a page each stand at the same heights too, and have the same labels: at the head of their cells.
    """
    rows = list(zip(table.rows, other.rows, strict=False))
    if len(table.rows) != len(other.rows) or len(rows) < SETTINGS.fewest_rows:
        return False
    if any(abs(one.top - two.top) > SETTINGS.same_height for one, two in rows):
        return False
    heads = [{cell.lines[0].text.casefold() for cell in each.rows[0].filled} for each in (table, other)]
    return all(heads) and not heads[0] & heads[1] and len(heads[1]) == len(other.rows[0].cells)


def _beside(table: Table, other: Table) -> Table:
    shift = table.x1 - other.x0
    return table._replace(rows=tuple(_joined(one, two, shift) for one, two in zip(table.rows, other.rows, strict=True)))


def _joined(row: Row, more: Row, shift: float) -> Row:
    columns = max(cell.column + cell.columns for cell in row.cells)
    cells = [cell._replace(x0=cell.x0 + shift, x1=cell.x1 + shift, column=cell.column + columns) for cell in more.cells]
    return row._replace(x1=more.x1 + shift, cells=(*row.cells, *cells))


def _with(page: PageLayout, table: Table, other: Table | None) -> PageLayout:
    """A page with another table in place of one, or without it."""
    blocks: list[Block | None] = [other if block is table else block for block in page.blocks]
    return page._replace(blocks=tuple(block for block in blocks if block is not None))
