"""Rows that nothing parts but their numbers: both sides of what makes them sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from risktrail.ingest.layout.numbered_tables import shape_of, with_numbered_tables
from risktrail.ingest.layout.page_layout import lay_out
from risktrail.ingest.layout.tables import Table
from tests.ingest.layout.test_banded_tables import HEAD, page, words

ROOF, STAFF = ("R1", "Roof leaks", "12", "Ann"), ("R2", "Staff leave", "9", "Bob")
MORE = ("", "and runs", "", "")  # a second line of a row's texts


class Numbers:
    """A family whose tables have the heads of these tests, and whose numbers are figures, with a letter or none."""

    def is_head(self, heads: Sequence[str]) -> bool:
        return tuple(heads) == HEAD

    def is_key(self, text: str) -> bool:
        return text.lstrip("R").isdigit()


def table_of(*lines: tuple[Sequence[str], float]) -> list[list[str]] | None:
    """The cells' texts of the table that lines of cells make, each at its level; None where they make none."""
    made = page([words(HEAD, 100), *(words(cells, top) for cells, top in lines)])
    (layout,) = with_numbered_tables([lay_out(made)], Numbers(), {})
    tables = [block for block in layout.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in tables[0].rows] if tables else None


def test_a_row_begins_with_its_number() -> None:
    assert table_of((ROOF, 120), (MORE, 132), (STAFF, 150)) == [
        list(HEAD), ["R1", "Roof leaks and runs", "12", "Ann"], list(STAFF),
    ]  # fmt: skip


def test_one_row_makes_no_table() -> None:
    assert table_of((ROOF, 120)) is None


@pytest.mark.parametrize(("second", "is_table"), [(145.5, True), (144.5, False)])
def test_more_white_lies_between_rows_than_within(second: float, *, is_table: bool) -> None:
    """Two points within the first row; from 142 on the second needs more than a point more."""
    assert (table_of((ROOF, 120), (MORE, 132), (STAFF, second)) is not None) == is_table


@pytest.mark.parametrize(("more", "is_table"), [(138.5, True), (139.5, False)])
def test_a_line_nine_tenths_of_its_height_below_is_of_no_row(more: float, *, is_table: bool) -> None:
    assert (table_of((ROOF, 120), (MORE, more), (STAFF, 170)) is not None) == is_table


def test_a_number_in_the_middle_of_its_row_is_not_sure() -> None:
    above = ("", "There is a risk", "", "")
    assert table_of((above, 120), (ROOF, 132), (MORE, 144), (STAFF, 164)) is None
    assert table_of((ROOF, 120), (above, 140), (STAFF, 152), (MORE, 164)) is None


def test_a_cell_that_begins_below_the_number_is_not_sure() -> None:
    assert table_of((("R1", "Roof leaks", "", "Ann"), 120), (("", "", "12", ""), 132), (STAFF, 152)) is None


def test_numbers_of_two_shapes_are_not_sure() -> None:
    assert shape_of("R1") == shape_of("CR12") == shape_of("R3a") != shape_of("3")
    assert table_of((ROOF, 120), (STAFF, 140)) is not None
    assert table_of((ROOF, 120), (("2", *STAFF[1:]), 140)) is None


def test_a_row_without_a_number_behind_the_table_is_not_sure() -> None:
    assert table_of((ROOF, 120), (STAFF, 140), (("", "A flood", "6", "Cy"), 160)) is None


def test_prose_behind_the_table_ends_it() -> None:
    prose = ("The council took note of the risks and thanked the clerk", "", "", "")
    assert table_of((ROOF, 120), (STAFF, 140), (prose, 160)) == [list(HEAD), list(ROOF), list(STAFF)]


def test_a_word_across_the_white_is_in_no_column() -> None:
    assert table_of((ROOF, 120), (("R2", "x" * 50, "9", "Bob"), 140)) is None
