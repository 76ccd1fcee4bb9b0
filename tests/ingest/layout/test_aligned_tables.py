"""Tables without ruled lines, line by line: heads of several lines, odd numbers, and lines that are no row's."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.errors import NotARegisterError, UnreadTableError
from risktrail.ingest.reader import read
from risktrail.schema.report import Report

PLACES = (72, 170, 430)  # points from the left where the columns begin
HEAD = ("Risk Number", "Risk Description", "Severity Rating")
FIRST = [("QRS-001", "There is a risk that the depots run out of", "20 (Critical)"), ("", "hubs in a cold winter.", "")]
DESCRIPTION = "There is a risk that the depots run out of hubs in a cold winter."
SECOND = "There is a risk that the fitters are too few."
PARTS = [("Impact",), ("Fitters would wait.",), ("Mitigation Actions",), ("• DCC to order more hubs – Ongoing.",)]
Lines = Sequence[Sequence[str]]


def found(
    *lines: Sequence[str], places: Sequence[float] = PLACES, bullet: int | None = None, moved: float = 0
) -> Report:
    """The reading of a paper with these lines of cells in its register; a round bullet is drawn before one of them.

    `moved` is how far right the columns of QRS-002 stand of their heads.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for place, text in enumerate(("QRS Risk Register", "Paper Reference: QRS_7_1203_02", "5 March 2022")):
        canvas.drawString(72, 780 - 30 * place, text)
    canvas.drawString(72, 680, "1. Current Risks")
    for place, cells in enumerate(lines):
        level = 640 - 14 * place
        if place == bullet:
            canvas.circle(64, level + 3, 2, fill=1)
        right = moved if cells[0] == "QRS-002" else 0
        for left, text in zip(places, cells, strict=False):
            canvas.drawString(left + right, level, text)
    canvas.save()
    return read(buffer.getvalue()).report


def descriptions(report: Report) -> list[tuple[str, int | None, str]]:
    return [(risk.risk_id, risk.score, risk.description) for risk in report.risks]


@pytest.mark.parametrize(
    "head",
    [
        [("Ref", "Description", "Rating"), ("", "of", ""), ("", "Risk", "")],
        [("Ref", "Description", "Rating"), ("", "of Risk", "")],
        [("Risk", "Description", "Severity"), ("Number", "of Risk", "Rating")],
    ],
    ids=["three lines", "two lines in one column", "two lines in all columns"],
)
def test_a_head_of_several_lines_adds_nothing_to_the_first_risk(head: Lines) -> None:
    report = found(*head, *FIRST, *PARTS)
    assert descriptions(report) == [("QRS-001", 20, DESCRIPTION)]
    assert report.unplaced == ()


@pytest.mark.parametrize("cell", ["–", "New", ""])
def test_a_row_below_another_without_a_number_is_a_risk(cell: str) -> None:
    report = found(HEAD, *FIRST, (cell, SECOND, "12 (Moderate)"), *PARTS)
    assert descriptions(report)[0] == ("QRS-001", 20, DESCRIPTION)
    assert descriptions(report)[1][1:] == (12, SECOND)
    assert [len(risk.actions) for risk in report.risks] == [0, 1]
    assert [warning.code for warning in report.warnings] == ["risk_number_unread"]


def test_a_row_without_a_number_or_a_rating_column_is_a_risk() -> None:
    report = found(HEAD[:2], *(cells[:2] for cells in FIRST), ("New", SECOND), *PARTS)
    assert descriptions(report) == [("QRS-001", None, DESCRIPTION), (SECOND, None, SECOND)]
    assert [len(risk.actions) for risk in report.risks] == [0, 1]
    assert [warning.code for warning in report.warnings].count("risk_number_unread") == 1


@pytest.mark.parametrize("cell", ["(new)", ""])
def test_what_stands_below_a_number_begins_no_risk(cell: str) -> None:
    lines = [("QRS-001", "There is a risk that the fitters of"), (cell, "Leeds are too few.")]
    report = found(HEAD[:2], *lines, *PARTS)
    assert descriptions(report) == [("QRS-001", None, "There is a risk that the fitters of Leeds are too few.")]


@pytest.mark.parametrize("aside", [[("(was", SECOND[21:]), ("QRS-002)", "")], [("(was QRS-002)", SECOND[21:])]])
def test_a_former_number_below_the_number_is_read_and_told(aside: Lines) -> None:
    report = found(HEAD, ("QRS-007", SECOND[:20], "12 (Moderate)"), *aside, *PARTS)
    assert descriptions(report) == [("QRS-007", 12, SECOND)]
    (warning,) = report.warnings
    assert "QRS-007 was QRS-002" in warning.message


def test_the_number_may_stand_in_the_last_column() -> None:
    head, row = ("Risk Description", "Severity Rating", "Risk Number"), (SECOND, "12 (Moderate)", "QRS-001")
    report = found(head, row, *PARTS, places=(72, 320, 430))
    assert descriptions(report) == [("QRS-001", 12, SECOND)]
    assert report.unplaced == ()


@pytest.mark.parametrize("begin", ["The depots", "Telecommunications-equipment"], ids=["short words", "a long word"])
def test_a_sentence_below_the_rows_is_no_part_of_them(begin: str) -> None:
    report = found(HEAD, *FIRST, (f"{begin} were discussed by all members.",), *PARTS)
    assert descriptions(report) == [("QRS-001", 20, DESCRIPTION)]
    assert [line.text for line in report.unplaced] == [f"{begin} were discussed by all members."]


def test_a_line_with_a_drawn_bullet_is_no_row() -> None:
    report = found(HEAD, *FIRST, ("DCC", "counts the hubs."), *PARTS, bullet=3)
    assert descriptions(report) == [("QRS-001", 20, DESCRIPTION)]
    assert [line.text for line in report.unplaced] == ["DCC counts the hubs."]


@pytest.mark.parametrize("cell", ["QRS-002", "New", ""])
def test_a_row_below_the_parts_of_a_risk_begins_another(cell: str) -> None:
    report = found(HEAD, *FIRST, *PARTS, (cell, SECOND, "12 (Moderate)"), *PARTS)
    assert [(risk.score, risk.description) for risk in report.risks] == [(20, DESCRIPTION), (12, SECOND)]
    assert [len(risk.actions) for risk in report.risks] == [1, 1]
    assert [warning.code for warning in report.warnings] == ["risk_number_unread"] * (cell != "QRS-002")


def test_a_row_below_the_parts_of_a_risk_needs_no_rating_column() -> None:
    report = found(HEAD[:2], *(cells[:2] for cells in FIRST), *PARTS, ("QRS-002", SECOND), *PARTS)
    assert descriptions(report) == [("QRS-001", None, DESCRIPTION), ("QRS-002", None, SECOND)]
    assert [len(risk.actions) for risk in report.risks] == [1, 1]


def test_a_line_behind_a_drawn_bullet_is_no_row() -> None:
    lines = [HEAD, *FIRST, ("DCC to order more hubs – Ongoing.",)]
    report = found(*lines, bullet=3)
    assert descriptions(report) == [("QRS-001", 20, DESCRIPTION)]
    assert [line.text for line in report.unplaced] == ["DCC to order more hubs – Ongoing."]


def test_a_row_below_the_parts_of_a_risk_stands_in_the_columns_of_the_head() -> None:
    """It may stand up to four points off; the column begins half a point before its texts."""
    lines = [HEAD, *FIRST, *PARTS, ("QRS-002", SECOND, "12 (Moderate)"), *PARTS]
    assert [risk.risk_id for risk in found(*lines, moved=3.4).risks] == ["QRS-001", "QRS-002"]
    with pytest.raises(UnreadTableError, match="the row of the risk to which the second “Impact” belongs"):
        found(*lines, moved=3.6)


@pytest.mark.parametrize(
    ("rating", "is_head"),
    [(("Current", "Severity", "Rating"), True), (("Current", "Severity", "Rat-", "ing"), False)],
    ids=["three lines", "four lines"],
)
def test_a_head_has_at_most_three_lines(rating: Sequence[str], is_head: bool) -> None:
    first, *below = rating
    lines = [("Ref", "Description", first), *(("", "", word) for word in below), *FIRST, *PARTS]
    if is_head:
        assert descriptions(found(*lines)) == [("QRS-001", 20, DESCRIPTION)]
    else:
        with pytest.raises(NotARegisterError):
            found(*lines)
