"""Rows that rules or fills part and columns that white parts, word by word: both sides of each measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest

from risktrail.ingest.layout.banded_tables import with_banded_tables
from risktrail.ingest.layout.page_layout import lay_out
from risktrail.ingest.layout.tables import Table
from risktrail.ingest.pdf.page import Fill, Page, Word
from risktrail.schema.report import BBox

LETTER, HIGH = 5.0, 10.0  # a letter's width and a line's height, in points
PLACES = (60, 120, 320, 420)  # where columns begin
GREY = (200, 220, 240)
HEAD = ("No", "Risk", "Score", "Owner")
FIRST, SECOND, THIRD = ("1", "Roof leaks", "12", "Ann"), ("2", "Staff leave", "9", "Bob"), ("3", "Flood", "6", "Cy")


def words(cells: Sequence[str], top: float, places: Sequence[float] = PLACES, *, bold: bool = False) -> list[Word]:
    """The words of cells that begin at some places, a space between two of a cell."""
    made = []
    for place, cell in zip(places, cells, strict=True):
        x0 = place
        for text in cell.split():
            made.append(Word(x0, top, x0 + LETTER * len(text), top + HIGH, text, bold))
            x0 += LETTER * (len(text) + 0.5)
    return made


def page(
    lines: Iterable[list[Word]], rules: Iterable[float] = (), fills: Iterable[BBox] = (), *, shades: Iterable[BBox] = ()
) -> Page:
    """A page of these words, with rules from 50 to 550 points at some levels."""
    level = tuple((50.0, y, 550.0, y + 0.5) for y in rules)
    coloured = tuple(Fill(box, GREY) for box in fills)
    shown = tuple(word for line in lines for word in line)
    return Page(1, 600.0, 800.0, shown, level, (), fills=coloured, shades=tuple(shades))


def table_of(made: Page) -> list[list[str]] | None:
    """The cells' texts of the one table of a page; None where there is none."""
    (layout,), _ = with_banded_tables([made], [lay_out(made)])
    tables = [block for block in layout.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in tables[0].rows] if tables else None


def ruled(rows: Sequence[Sequence[str]] = (HEAD, FIRST, SECOND), places: Sequence[float] = PLACES) -> Page:
    """Rows 20 points high with a rule above and below each."""
    return page(
        [words(row, 105 + 20 * place, places) for place, row in enumerate(rows)], range(100, 101 + 20 * len(rows), 20)
    )


def test_rules_part_rows_and_white_columns() -> None:
    assert table_of(ruled()) == [list(HEAD), list(FIRST), list(SECOND)]


def test_two_rows_make_no_table() -> None:
    assert table_of(ruled((HEAD, FIRST))) is None


@pytest.mark.parametrize(("width", "is_table"), [(245, True), (235, False)])
def test_rules_are_as_wide_as_two_fifths_of_the_page(width: float, *, is_table: bool) -> None:
    made = ruled(places=(60, 100, 180, 240))
    rules = tuple((50.0, top, 50.0 + width, bottom) for _, top, _, bottom in made.rules)
    assert (table_of(made._replace(rules=rules)) is not None) == is_table


@pytest.mark.parametrize(("gap", "count"), [(6.5, 4), (5.5, None)])
def test_white_between_columns_is_wider_than_six_tenths_of_the_print(gap: float, count: int | None) -> None:
    """The third column begins so far behind the second's longest text, `Staff leave`."""
    third = PLACES[1] + LETTER * 10.5 + gap
    found = table_of(ruled(places=(60, 120, third, 420)))
    assert (len(found[0]) if found else None) == count


def test_two_columns_make_no_table() -> None:
    rows = [row[:2] for row in (HEAD, FIRST, SECOND, THIRD)]
    assert table_of(ruled(rows, PLACES[:2])) is None


def test_a_word_across_the_white_is_in_no_column() -> None:
    crossing = ("3", "An address that nothing breaks" + "x" * 20, "6", "Cy")
    assert table_of(ruled((HEAD, FIRST, SECOND, crossing))) is None


def test_a_column_without_a_head_is_not_sure() -> None:
    assert table_of(ruled((("No", "Risk", "", "Owner"), FIRST, SECOND))) is None


def test_a_head_in_the_middle_of_short_texts_is_theirs() -> None:
    rows = [words(HEAD, 105, (60, 120, 360, 420)), words(FIRST, 125), words(SECOND, 145)]
    assert table_of(page(rows, (100, 120, 140, 160))) == [list(HEAD), list(FIRST), list(SECOND)]


def test_bullets_are_one_column_with_their_texts() -> None:
    """The head stands in the middle, so that white runs between bullets and texts through all rows."""
    rows = [words(HEAD, 105, (60, 160, 320, 420)), words(FIRST, 125, (60, 140, 320, 420)),
            words(SECOND, 145, (60, 140, 320, 420))]  # fmt: skip
    bullets = [words("•", top, (120,)) for top in (125, 145)]
    found = table_of(page([*rows, *bullets], (100, 120, 140, 160)))
    assert found == [list(HEAD), ["1", "• Roof leaks", "12", "Ann"], ["2", "• Staff leave", "9", "Bob"]]


@pytest.mark.parametrize("as_grey", [True, False], ids=["grey", "coloured"])
def test_stripes_part_rows(*, as_grey: bool) -> None:
    boxes = [(50.0, 120.0, 550.0, 140.0), (50.0, 160.0, 550.0, 180.0)]
    rows = [words(row, 105 + 20 * place, bold=place == 0) for place, row in enumerate((HEAD, FIRST, SECOND, THIRD))]
    made = page(rows, (), () if as_grey else boxes, shades=boxes if as_grey else ())
    assert table_of(made) == [list(HEAD), list(FIRST), list(SECOND), list(THIRD)]


def test_fills_of_cells_side_by_side_are_one_stripe() -> None:
    edges = (50.0, 115.0, 315.0, 415.0, 550.0)
    boxes = [(x0, top, x1, top + 20) for top in (120.0, 160.0) for x0, x1 in pairwise(edges)]
    rows = [words(row, 105 + 20 * place, bold=place == 0) for place, row in enumerate((HEAD, FIRST, SECOND, THIRD))]
    assert table_of(page(rows, (), boxes)) == [list(HEAD), list(FIRST), list(SECOND), list(THIRD)]


@pytest.mark.parametrize(("high", "is_table"), [(6.5, True), (5.5, False)])
def test_a_fill_is_as_high_as_a_line(high: float, *, is_table: bool) -> None:
    """Lower fills are underlines: here they stand beside the text, at the height of its middle."""
    rows = [words(row, 105 + 20 * place, bold=place == 0) for place, row in enumerate((HEAD, FIRST, SECOND, THIRD))]
    boxes = [(50.0, top, 550.0, top + high) for top in (127.0, 167.0)]
    assert (table_of(page(rows, (), boxes)) is not None) == is_table


def test_a_ground_behind_all_rows_is_no_stripe() -> None:
    ground = (50.0, 98.0, 550.0, 182.0)
    boxes = [(50.0, 120.0, 550.0, 140.0), (50.0, 160.0, 550.0, 180.0)]
    rows = [words(row, 105 + 20 * place, bold=place == 0) for place, row in enumerate((HEAD, FIRST, SECOND, THIRD))]
    assert table_of(page(rows, (), [ground, *boxes])) == [list(HEAD), list(FIRST), list(SECOND), list(THIRD)]


@pytest.mark.parametrize("below", [("2", "Staff leave", "9", "Bob"), ("2", "Staff leave", "", "Bob")])
def test_two_rows_between_two_rules_are_not_read(below: Sequence[str]) -> None:
    """Words stand in all columns twice; or below white, in the first column and beside it."""
    rows = [words(HEAD, 105), words(FIRST, 125), words(below, 141), words(THIRD, 165)]
    assert table_of(page(rows, (100, 120, 160, 180))) is None


def test_a_text_of_several_lines_is_one_cell() -> None:
    rows = [words(HEAD, 105), words(FIRST, 125), words(("and runs down",), 137, (120,)), words(SECOND, 165)]
    assert table_of(page(rows, (100, 120, 160, 180))) == [
        list(HEAD), ["1", "Roof leaks and runs down", "12", "Ann"], list(SECOND),
    ]  # fmt: skip


@pytest.mark.parametrize(("length", "is_table"), [(70, True), (80, False)])
def test_a_rule_within_a_row_parts_some_of_its_cells(length: float, *, is_table: bool) -> None:
    """From 0.15 of the table's width of 500 points on: then the rest of the row is not known."""
    made = ruled((HEAD, FIRST, SECOND))
    within = (415.0, 128.0, 415.0 + length, 128.5)
    assert (table_of(made._replace(rules=(*made.rules, within))) is not None) == is_table


def test_an_underline_parts_nothing() -> None:
    rows = [words(HEAD, 105), words(("1", "A title of many words", "12", "Ann"), 125), words(SECOND, 145)]
    made = page(rows, (100, 120, 140, 160))
    under = (120.0, 136.0, 215.0, 136.5)
    assert table_of(made._replace(rules=(*made.rules, under))) is not None


@pytest.mark.parametrize(("top", "rows"), [(174, 4), (183, 3)], ids=["near", "far"])
def test_a_row_below_the_last_rule_is_near_it(top: float, rows: int) -> None:
    """Two lines' height below the rule at 160 points."""
    made = page([*(words(row, 105 + 20 * place) for place, row in enumerate((HEAD, FIRST, SECOND))), words(THIRD, top)],
                (100, 120, 140, 160))  # fmt: skip
    found = table_of(made)
    assert found is not None
    assert len(found) == rows


def test_a_title_above_the_head_stays_a_line() -> None:
    title = words(("Risk register of the town",), 70, (60,))
    made = page([title, words(HEAD, 105), words(FIRST, 125), words(SECOND, 145)], (120, 140, 160))
    assert table_of(made) == [list(HEAD), list(FIRST), list(SECOND)]


GROUPED = ("No", "Risk", "Impact", "Score", "Impact", "Score", "Owner")
SEVEN = (60, 100, 200, 260, 320, 380, 440)
RATED = ("1", "Roof leaks", "4", "20", "3", "12", "Ann")


def grouped(places: Sequence[float]) -> Page:
    """A head of two levels, the groups' heads at two places, above two rows."""
    upper = words(("Before", "After"), 101, places)
    return page(
        [upper, words(GROUPED, 113, SEVEN), words(RATED, 135, SEVEN), words(RATED, 155, SEVEN)], (100, 130, 150, 170)
    )


def test_a_head_in_the_middle_of_columns_is_that_of_their_group() -> None:
    """Impact and score stand from 200 to 285 and from 320 to 405 points: `Before` in the middle of the first two."""
    found = table_of(grouped((227, 350)))
    assert found is not None
    assert found[0] == ["No", "Risk", "Before", "After", "Owner"]
    assert found[1] == ["Impact", "Score", "Impact", "Score"]


def test_equal_heads_without_a_group_are_not_read() -> None:
    assert table_of(grouped((200, 320))) is None
