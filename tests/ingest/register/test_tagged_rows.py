"""Rows of the first family's tables over a page end, where tags say which rows are one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import lines_of
from risktrail.ingest.layout.tables import Block, Cell, Row, Table
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pdf.page_tags import PageTags, TaggedText, TagPlace
from risktrail.ingest.register.collected_lines import PaperDraft
from risktrail.ingest.register.line_sorter import sort_lines
from tests.ingest.papers import profile
from tests.ingest.register.lines import line

HEADS = ("Risk Number", "Risk Description", "Severity Rating")
FIRST = ("QRS-001", "There is a risk that hubs run out.", "20 (Critical)")


def row(page: int, top: float, *cells: Sequence[str]) -> Row:
    """A row of columns a hundred and fifty points wide, each cell with its lines."""
    found = []
    for column, texts in enumerate(cells):
        x = 2 + 150 * column
        words = [
            word._replace(x0=word.x0 + x, x1=word.x1 + x)
            for place, text in enumerate(texts)
            for word in line(text, top + 12 * (place + 1)).words
        ]
        found.append(Cell(50 + 150 * column, 200 + 150 * column, tuple(lines_of(page, words)), column))
    return Row(page, top, 50, 50 + 150 * len(cells), tuple(found))


def tags_of(rows: Sequence[tuple[Row, int]]) -> LineTags:
    """Tags of a table that has each row at some place."""
    texts: dict[int, list[TaggedText]] = {}
    for each, place in rows:
        for column, cell in enumerate(each.cells):
            where = TagPlace(cell=(0, place, column), row=(0, place), table=(0,))
            for one in cell.lines:
                texts.setdefault(each.page, []).append(TaggedText((one.x0, one.top + 2, one.x1, one.bottom - 2), where))
    return LineTags(
        Page(page, 600, 1_000, (), (), (), tags=PageTags(lambda page=page: texts[page]))  # type: ignore[misc]
        for page in texts
    )


def sorted_rows(rows: Sequence[tuple[Row, int | None]], *above: Block) -> PaperDraft:
    """A table's rows, each with its place among the rows that tags tell; None where there are no tags."""
    tagged = tags_of([(each, place) for each, place in rows if place is not None])
    table = Table(tuple(each for each, _ in rows), is_ruled=True)
    blocks: list[Block] = [
        line("QRS Risk Register", 40, size=18),
        line("1. Current Risks", 80, bold=True),
        *above,
        table,
    ]
    return sort_lines(blocks, (), 10.0, profile(), tags=tagged)


def lower(*texts: str) -> list[list[str]]:
    return [[text] if text else [] for text in texts]


def of_risks(rest: Sequence[str], *places: int | None) -> list[str]:
    """The descriptions of the risks of a table, whose last row stands overleaf and has no number."""
    head, first = row(1, 800, *lower(*HEADS)), row(1, 820, [FIRST[0]], ["There is a risk that", "hubs run"], [FIRST[2]])
    rows = (head, first, row(2, 60, *lower(*rest)))
    draft = sorted_rows(list(zip(rows, places, strict=True)))
    return [" ".join(one.text for one in risk.description) for risk in draft.risks]


REST = ("", "out soon.", "15 (High)")


def test_a_rated_row_without_a_number_overleaf_is_a_risk_unless_tags_make_it_the_rest_of_one() -> None:
    begun = "There is a risk that hubs run"
    assert of_risks(REST, None, None, None) == [begun, "out soon."]
    assert of_risks(REST, 0, 1, 2) == [begun, "out soon."]
    assert of_risks(REST, 0, 1, 1) == [f"{begun} out soon."]


def test_a_row_without_a_number_and_with_half_a_rating_overleaf_is_a_rest_unless_tags_make_it_a_risk() -> None:
    begun, rest = "There is a risk that hubs run", ("", "out soon.", "High")
    assert of_risks(rest, None, None, None) == [f"{begun} out soon."]
    assert of_risks(rest, 0, 1, 1) == [f"{begun} out soon."]
    assert of_risks(rest, 0, 1, 2) == [begun, "out soon."]


@pytest.mark.parametrize(
    ("rest", "places", "count"),
    [
        (("and count them", "", ""), (None, None, None), 1),
        (("and count them", "", ""), (0, 1, 1), 1),
        (("Ask the Board", "", ""), (0, 1, 2), 2),
        (("and count them", "in May", ""), (None, None, None), 2),
        (("and count them", "in May", ""), (0, 1, 1), 1),
    ],
)
def test_rows_of_a_table_of_actions_over_a_page_end(
    rest: Sequence[str], places: Sequence[int | None], count: int
) -> None:
    risks = Table((row(1, 100, *lower(*HEADS)), row(1, 120, *lower(*FIRST))), is_ruled=True)
    above = (risks, line("Mitigation Actions", 180, bold=True))
    rows = (
        row(1, 200, *lower("Action", "Status", "Note")),
        row(1, 220, ["Order more hubs for", "the depots"], ["Ongoing"], ["due"]),
        row(2, 60, *lower(*rest)),
    )
    draft = sorted_rows(list(zip(rows, places, strict=True)), *above)
    assert [len(risk.action_rows) for risk in draft.risks] == [count]
