"""The limits that tell headings, labels and numbers in running text, each with a line just inside and just outside."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.layout.tables import Block, Cell, Row, Table
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.register.collected_lines import PaperDraft
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.line_sorter import sort_lines
from risktrail.ingest.register.unread_tables import unread_line
from tests.ingest.papers import profile
from tests.ingest.register.lines import line

HEADS = ("Risk Number", "Risk Description", "Severity Rating")
CELLS = ("QRS-001", "There is a risk that hubs run out.", "20 (Critical)")


def _words(text: str, bottom: float) -> Sequence[Word]:
    return line(text, bottom).words if text else ()


def row(top: float, texts: tuple[str, ...]) -> Row:
    """A row of columns a hundred and fifty points wide."""
    cells = []
    for at, text in enumerate(texts):
        words = [word._replace(x0=word.x0 + 2 + 150 * at, x1=word.x1 + 2 + 150 * at) for word in _words(text, top + 12)]
        cells.append(Cell(50 + 150 * at, 200 + 150 * at, tuple(lines_of(1, words)), at))
    return Row(1, top, 50, 500, tuple(cells))


def sorted_after_impact(*lines: Line) -> PaperDraft:
    """A paper of one risk, with these lines below the first line of its impact, whose lower edge is at 200 points."""
    blocks: list[Block] = [
        line("QRS Risk Register", 40, size=18),
        line("1. Current Risks", 80, bold=True),
        Table((row(100, HEADS), row(120, CELLS)), is_ruled=True),
        line("Impact", 160, bold=True),
        line("Deliveries stop and so", 200),
        *lines,
    ]
    return sort_lines(blocks, (), 10.0, profile())


def impact(draft: PaperDraft) -> list[str]:
    """The lines of the only risk's impact below its first."""
    (only,) = draft.risks
    return [each.text for each in only.impact[1:]]


@pytest.mark.parametrize(
    ("label", "is_label"),
    [("How the depots are seen now", True), ("How all the depots are seen now", False)],
    ids=["6 words", "7 words"],
)
def test_a_bold_line_of_up_to_six_words_is_a_label(label: str, is_label: bool) -> None:
    draft = sorted_after_impact(line(label, 220, bold=True), line("They were seen in May.", 240))
    assert impact(draft) == ([] if is_label else [label, "They were seen in May."])


@pytest.mark.parametrize(("size", "is_heading"), [(11.6, True), (11.4, False)])
def test_a_line_larger_than_the_headings_of_parts_opens_a_section(size: float, is_heading: bool) -> None:
    draft = sorted_after_impact(line("Matters arising", 220, size=size), line("The depots were seen.", 240))
    heading = draft.sections[-1].heading
    assert (heading is not None and heading.text == "Matters arising") == is_heading
    assert impact(draft) == ([] if is_heading else ["Matters arising", "The depots were seen."])


@pytest.mark.parametrize(("white", "begins"), [(6.1, True), (5.9, False)])
def test_white_above_a_plain_heading_with_its_text_parts_it_from_a_sentence(white: float, begins: bool) -> None:
    draft = sorted_after_impact(line("Actions: the second depot has one.", 210 + white))
    assert impact(draft) == ([] if begins else ["Actions: the second depot has one."])


@pytest.mark.parametrize(
    ("heads", "is_head"), [("Risk Severity Rating", True), ("Severity Rating", False)], ids=["3 words", "2 words"]
)
def test_a_bold_line_of_three_words_of_heads_is_a_tables_head(heads: str, is_head: bool) -> None:
    draft = sorted_after_impact(line(heads, 220, bold=True))
    places = {entry.line.text: entry.place for entry in draft.ledger}
    assert (places[heads] is Place.TABLE_HEAD) == is_head


@pytest.mark.parametrize(("number", "is_number"), [("QRS 5", True), ("QRS Risk 5", False)], ids=["2 words", "3 words"])
def test_a_number_below_the_rules_of_its_table_has_at_most_two_words(number: str, is_number: bool) -> None:
    """The row's first line has lost its rules at the foot of the page; the rest of it stands overleaf."""
    (described,) = row(800, ("", "There is a risk that hubs", "")).cells[1].lines
    cut = line(number, 812).of_words([*line(number, 812).words, *described.words])
    rest = row(60, ("", "run out.", "20 (Critical)"))._replace(page=2)
    heading = line("1. Current Risks", 80, bold=True)
    draft = sort_lines([heading, Table((row(100, HEADS),), True), cut, Table((rest,), True)], (), 10.0, profile())
    assert [risk.number_text for risk in draft.risks] == [number if is_number else ""]


@pytest.mark.parametrize(
    ("heads", "is_unread"), [("Hazard  Owner  Gross score", True), ("Hazard  Owner", False)], ids=["3", "2"]
)
def test_a_head_that_only_white_parts_has_three_columns(heads: str, is_unread: bool) -> None:
    assert (unread_line(line(heads), profile()) is not None) == is_unread
