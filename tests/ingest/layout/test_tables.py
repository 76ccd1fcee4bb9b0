"""Tables as things: places in their grid, and one table over several pages."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.page_layout import lay_out
from risktrail.ingest.layout.tables import PageLayout, Row, Table, gathered, joined
from risktrail.ingest.pdf.page import Page, Word
from risktrail.schema.report import BBox


def word(text: str, x: float, top: float) -> Word:
    return Word(x, top, x + 5.0 * len(text), top + 10, text)


def line(text: str, top: float, page: int = 1) -> Line:
    return lines_of(page, [word(text, 52, top)])[0]


def row(top: float, page: int = 1, x0: float = 50, x1: float = 300) -> Row:
    return Row(page, top, x0, x1, ())


def page_of(number: int, *blocks: Line | Table) -> PageLayout:
    return PageLayout(number, 600, 800, blocks)


def table(*rows: Row, is_ruled: bool = True) -> Table:
    return Table(rows, is_ruled)


def test_a_cell_knows_its_place_in_the_grid_and_how_far_it_spans() -> None:
    """Two columns under one head; beside them a cell over all three rows."""
    flat: list[BBox] = [(50, 100, 350, 100), (50, 120, 250, 120), (50, 140, 250, 140), (50, 160, 350, 160)]
    upright: list[BBox] = [(x, 100, x, 160) for x in (50, 250, 350)]
    words = (word("Rating", 60, 104), word("Owner", 260, 104), word("Score", 60, 124), word("Band", 160, 124))
    below = (word("20", 60, 144), word("Critical", 160, 144))
    layout = lay_out(Page(1, 600, 800, (*words, *below), (*flat, *upright, (150, 120, 150, 160)), ()))
    (block,) = layout.blocks
    assert isinstance(block, Table)
    places = {cell.text: (cell.column, cell.columns, cell.rows) for each in block.rows for cell in each.cells}
    assert places == {
        "Rating": (0, 2, 1),
        "Owner": (2, 1, 3),
        "Score": (0, 1, 1),
        "Band": (1, 1, 1),
        "20": (0, 1, 1),
        "Critical": (1, 1, 1),
    }
    assert [[cell.text for cell in each.filled] for each in block.rows] == [
        ["Rating", "Owner"],
        ["Score", "Band"],
        ["20", "Critical"],
    ]


def test_rows_with_text_between_them_are_two_tables() -> None:
    between = line("Between", 120)
    found = gathered([row(100), row(110), between, row(130)], is_ruled=True)
    assert found == [table(row(100), row(110)), between, table(row(130))]


def test_rows_between_other_edges_are_another_table() -> None:
    assert gathered([row(100), row(110, x0=60)], is_ruled=True) == [table(row(100)), table(row(110, x0=60))]


@pytest.mark.parametrize(("moved", "tables"), [(0.0, 1), (8.0, 1), (8.1, 2)])
def test_a_table_goes_on_overleaf_where_its_edges_are_the_same(moved: float, tables: int) -> None:
    pages = [page_of(1, table(row(700))), page_of(2, table(row(60, 2, x0=50 + moved)))]
    found = joined(pages)
    assert len(found) == tables
    assert isinstance(found[0], Table)
    assert (found[0].page, found[0].last_page) == (1, 2 if tables == 1 else 1)


def test_text_between_ends_a_table_and_so_does_another_kind_of_table() -> None:
    first, last = table(row(700)), table(row(60, 2))
    text = line("Overleaf", 50, 2)
    assert joined([page_of(1, first), page_of(2, text, last)]) == [first, text, last]
    aligned = table(row(60, 2), is_ruled=False)
    assert joined([page_of(1, first), page_of(2, aligned)]) == [first, aligned]


def test_what_is_taken_out_is_told_by_identity() -> None:
    same = row(100), row(100)
    page = page_of(1, table(*same), line("Text", 130))
    assert page.without([same[0]]).blocks == (table(row(100)), line("Text", 130))
    assert page.without(page.pieces).blocks == ()
