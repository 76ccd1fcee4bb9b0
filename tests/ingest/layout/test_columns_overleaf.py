"""Columns of a sheet on a page of their own stand beside those that they go on from; other tables stay apart."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.columns_overleaf import with_columns_overleaf
from risktrail.ingest.layout.lines import Line, line_of
from risktrail.ingest.layout.tables import Cell, PageLayout, Row, Table
from risktrail.ingest.pdf.page import Word


def page(number: int, *rows: tuple[str, ...], step: float = 20.0, line: float | None = None) -> PageLayout:
    """A page with a table of these rows, from 100 points down, its columns 50 wide; and a line at a height."""
    cells = [
        tuple(
            Cell(50.0 * column, 50.0 * column + 50, _lines(number, text, 100 + step * at), column)
            for column, text in enumerate(row)
        )
        for at, row in enumerate(rows)
    ]
    table = Table(
        tuple(Row(number, 100 + step * at, 0.0, 50.0 * len(row), row) for at, row in enumerate(cells)), is_ruled=True
    )
    more = () if line is None else _lines(number, "line", line)
    return PageLayout(number, 600.0, 800.0, (table, *more))


def _lines(number: int, text: str, top: float) -> tuple[Line, ...]:
    lines = enumerate(text.split("\n")) if text else ()
    return tuple(line_of(number, [Word(0.0, top + 9 * at, 10.0, top + 9 * at + 8, line)]) for at, line in lines)


def rows_of(layout: PageLayout) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for block in layout.blocks if isinstance(block, Table) for row in block.rows
    ]


LEFT, RIGHT = (("Number", "Risk"), ("1", "floods")), (("Actions", "Rating"), ("dig", "20"))


def test_rows_at_one_height_below_other_heads_are_one_table() -> None:
    first, second = with_columns_overleaf([page(1, *LEFT), page(2, *RIGHT)])
    assert rows_of(first) == [["Number", "Risk", "Actions", "Rating"], ["1", "floods", "dig", "20"]]
    (table,) = first.blocks
    assert isinstance(table, Table)
    assert [(row.x1, [cell.x0 for cell in row.cells]) for row in table.rows] == [(200.0, [0.0, 50.0, 100.0, 150.0])] * 2
    assert [line.page for line in table.rows[1].lines] == [1, 1, 2, 2]
    assert second.blocks == ()


def test_a_sheet_of_three_pages_side_by_side_and_two_below_one_another_is_put_together() -> None:
    lower = (
        (("Number", "Risk"), ("2", "drought"), ("3", "fire")),
        (("Actions", "Rating"), ("save", "9"), ("drill", "6")),
    )
    pages = [page(1, *LEFT), page(2, *lower[0]), page(3, *RIGHT), page(4, *lower[1])]
    found = with_columns_overleaf(pages)
    assert [len(each.blocks) for each in found] == [1, 1, 0, 0]
    assert rows_of(found[1])[2] == ["3", "fire", "drill", "6"]
    wide = with_columns_overleaf([page(1, *LEFT), page(2, *RIGHT), page(3, ("Owner",), ("AB",))])
    assert rows_of(wide[0])[1] == ["1", "floods", "dig", "20", "AB"]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (page(2, *LEFT), "the same heads: a form a page"),
        (page(2, ("Number", "Rating"), ("2", "9")), "one head the same"),
        (page(2, *RIGHT, step=23.0), "other heights"),
        (page(2, *RIGHT, ("plant", "9")), "another row"),
        (page(2, ("Actions", ""), ("dig", "20")), "a column without a head"),
        (page(2, *RIGHT, line=300.0), "text below it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_tables_stay_on_their_pages(second: PageLayout, why: str) -> None:
    assert with_columns_overleaf([page(1, *LEFT), second])[1] is second, why


def test_forms_with_labels_above_their_texts_stay_on_their_pages() -> None:
    forms = [
        page(number, (f"Number\n{number}", f"Name\n{name}"), (f"Score\n{score}", f"Held by\n{owner}"))
        for number, name, score, owner in ((1, "Ferry", 12, "Harbour"), (2, "School", 9, "Director"))
    ]
    assert with_columns_overleaf(forms) == forms


def test_lines_in_the_margins_do_not_matter() -> None:
    assert len(rows_of(with_columns_overleaf([page(1, *LEFT), page(2, *RIGHT, line=780.0)])[0])[0]) == 4
