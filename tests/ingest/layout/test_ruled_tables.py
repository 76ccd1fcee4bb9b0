"""Cells from ruled lines, as a person sees them: merged cells, open borders, broken rules, and no table at all."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout import ruled_tables
from risktrail.ingest.layout.ruled_tables import Grid, find_grids
from risktrail.schema.report import BBox


def flat(y: float, x0: float, x1: float) -> BBox:
    """A rule half a point thick from left to right."""
    return x0, y - 0.25, x1, y + 0.25


def upright(x: float, top: float, bottom: float) -> BBox:
    """A rule half a point thick from top to bottom."""
    return x - 0.25, top, x + 0.25, bottom


def lattice(xs: list[float], ys: list[float]) -> list[BBox]:
    """All rules of a table with these lines."""
    return [*(flat(y, xs[0], xs[-1]) for y in ys), *(upright(x, ys[0], ys[-1]) for x in xs)]


def boxes(grid: Grid) -> list[BBox]:
    """A table's cells, row by row."""
    return sorted((cell.box for cell in grid.cells.values()), key=lambda box: (box[1], box[0]))


def only(rules: list[BBox]) -> Grid:
    """The one table that the rules make."""
    (grid,) = find_grids(rules)
    return grid


def test_a_table_of_two_rows_and_two_columns() -> None:
    grid = only(lattice([50, 150, 300], [100, 120, 160]))
    assert boxes(grid) == [(50, 100, 150, 120), (150, 100, 300, 120), (50, 120, 150, 160), (150, 120, 300, 160)]
    assert [cell.row for cell in grid.cells.values()] == [0, 0, 1, 1]
    assert (grid.x0, grid.x1, grid.area) == (50, 300, 250 * 60)


@pytest.mark.parametrize(
    ("x", "y", "box"),
    [
        (60, 110, (50, 100, 150, 120)),
        (299, 110, (150, 100, 300, 120)),
        (60, 130, (50, 120, 150, 160)),
        (160, 159, (150, 120, 300, 160)),
        (40, 90, (50, 100, 150, 120)),  # a letter may stand out over the table's edge
        (310, 170, (150, 120, 300, 160)),
    ],
)
def test_the_cell_that_a_word_stands_in(x: float, y: float, box: BBox) -> None:
    grid = only(lattice([50, 150, 300], [100, 120, 160]))
    assert grid.cells[grid.cells_at(y)[grid.column_at(x)]].box == box


def test_cells_with_no_rule_between_them_are_one() -> None:
    across = [*lattice([50, 300], [100, 120, 160]), upright(150, 120, 160)]
    assert boxes(only(across)) == [(50, 100, 300, 120), (50, 120, 150, 160), (150, 120, 300, 160)]
    down = [*lattice([50, 150, 300], [100, 160]), flat(120, 150, 300)]
    assert boxes(only(down)) == [(50, 100, 150, 160), (150, 100, 300, 120), (150, 120, 300, 160)]


def test_a_table_open_at_a_pages_foot_ends_where_its_upright_rules_end() -> None:
    rules = [flat(100, 50, 300), flat(120, 50, 300), *(upright(x, 100, 160) for x in (50, 150, 300))]
    assert boxes(only(rules))[2:] == [(50, 120, 150, 160), (150, 120, 300, 160)]


def test_a_row_open_at_a_pages_foot_is_a_table() -> None:
    rules = [flat(100, 50, 300), upright(50, 100, 160), upright(300, 100, 160)]
    assert boxes(only(rules)) == [(50, 100, 300, 160)]


def test_a_table_without_side_borders_ends_where_its_flat_rules_end() -> None:
    rules = [*(flat(y, 50, 300) for y in (100, 120, 160)), upright(150, 100, 160)]
    assert len(boxes(only(rules))) == 4
    assert boxes(only(rules))[0] == (50, 100, 150, 120)


@pytest.mark.parametrize(("gap", "cells"), [(3, 2), (60, 1)])
def test_a_rule_in_pieces_is_one_rule_and_one_that_stops_parts_nothing(gap: float, cells: int) -> None:
    pieces = [flat(130, 50, 150), flat(130, 150 + gap, 300)]
    assert len(boxes(only([*lattice([50, 300], [100, 160]), *pieces]))) == cells


def test_pieces_of_a_rule_may_overlap_and_come_in_any_order() -> None:
    pieces = [flat(130, 200, 300), flat(130.4, 50, 160), flat(129.8, 70, 90), flat(130, 150, 210)]
    grid = only([*pieces, *lattice([50, 300], [100, 160])])
    assert [cell.row for cell in grid.cells.values()] == [0, 1]


@pytest.mark.parametrize(("apart", "rows"), [(2.4, 2), (2.6, 3)])
def test_a_double_rule_is_one_line(apart: float, rows: int) -> None:
    grid = only(lattice([50, 300], [100, 130, 130 + apart, 160]))
    assert len(boxes(grid)) == rows


@pytest.mark.parametrize(("off", "count"), [(2.0, 1), (3.5, 0)])
def test_rules_that_nearly_meet_make_a_table(off: float, count: int) -> None:
    rules = [flat(100, 50, 300), flat(160, 50, 300), upright(300 + off, 100, 160), upright(50 - off, 100, 160)]
    assert len(find_grids(rules)) == count


def test_two_tables_apart_are_two() -> None:
    rules = [*lattice([50, 300], [100, 160]), *lattice([50, 150, 300], [400, 420])]
    assert sorted(grid.ys[0] for grid in find_grids(rules)) == [100, 400]


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [flat(100, 50, 300), upright(50, 100, 160)],  # a corner
        [flat(y, 50, 300) for y in (100, 120, 140)],  # lines to write on
        [upright(x, 100, 300) for x in (50, 150, 300)],
        [flat(100, 49, 51), flat(140, 49, 51), upright(50, 90, 150)],  # strokes across one line
        [flat(100, 50, 300), upright(400, 200, 300), upright(450, 200, 300)],  # none touches another
    ],
)
def test_rules_that_are_no_table(rules: list[BBox]) -> None:
    assert find_grids(rules) == []


@pytest.mark.parametrize(("lines", "count"), [(1_498, 1), (1_499, 0)])
def test_a_page_of_very_many_lines_is_a_drawing(lines: int, count: int) -> None:
    sides = [upright(50, 0, 6_000), upright(300, 0, 6_000)]
    assert len(find_grids([*(flat(4.0 * number, 50, 300) for number in range(lines)), *sides])) == count


@pytest.mark.parametrize(("gap", "cells"), [(3.9, 2), (4.1, 1)])
def test_a_gap_in_a_rule_is_bridged_up_to_four_points(gap: float, cells: int) -> None:
    pieces = [flat(130, 50, 174), flat(130, 174 + gap, 300)]
    assert len(boxes(only([*lattice([50, 300], [100, 160]), *pieces]))) == cells


@pytest.mark.parametrize(("off", "count"), [(2.4, 1), (2.6, 0)])
def test_rules_touch_within_two_and_a_half_points(off: float, count: int) -> None:
    rules = [flat(100, 50, 300), flat(160, 50, 300), upright(300 + off, 100, 160), upright(50 - off, 100, 160)]
    assert len(find_grids(rules)) == count


@pytest.mark.parametrize(("apart", "rows"), [(2.4, 2), (2.6, 3)])
def test_rules_within_two_and_a_half_points_are_one(apart: float, rows: int) -> None:
    assert len(boxes(only(lattice([50, 300], [100, 120, 120 + apart, 160])))) == rows


@pytest.mark.parametrize(("most", "count"), [(4, 1), (3, 0)])
def test_a_page_with_more_rules_than_a_table_has_is_a_drawing(
    most: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruled_tables, "SETTINGS", ruled_tables.RuleSettings(most_rules=most))
    assert len(find_grids(lattice([50, 300], [100, 160]))) == count
