"""The head of a table without ruled lines, cut by a page end: its first line at the foot, the second overleaf."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import Reading, read
from risktrail.ingest.register.line_ledger import Place

COLUMNS = (72, 160, 420)  # points from the left where number, description and rating begin
OPENING = ["QRS Risk Register", "Paper Reference: QRS_7_1203_02", "5 March 2022", "1. Current Risks"]
BODY = [
    ("QRS-001", "There is a risk that the depots run out of", "20"),
    ("", "hubs in a cold winter.", "(Critical)"),
    ("Impact", "", ""),
    ("Fitters would wait.", "", ""),
    ("Mitigation Actions", "", ""),
    ("• DCC to order more hubs – Ongoing.", "", ""),
]


def paper(*pages: Sequence[tuple[str, str, str]]) -> bytes:
    """A paper whose pages hold these lines of three cells, the first page's at its foot."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, lines in enumerate(pages):
        if number == 0:
            for place, text in enumerate(OPENING):
                canvas.drawString(COLUMNS[0], 780 - 30 * place, text)
        level = 90 + 14 * len(lines) if number == 0 else 760
        for place, cells in enumerate(lines):
            for left, text in zip(COLUMNS, cells, strict=True):
                canvas.drawString(left, level - 14 * place, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def heads_of(reading: Reading) -> list[tuple[int, str]]:
    """The lines of table heads, with their pages."""
    return [(line.page, line.text) for line, place in reading.ledger if place is Place.TABLE_HEAD]


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(
    ("foot", "overleaf"),
    [
        (("Risk", "Risk", "Severity"), ("Number", "Description", "Rating")),
        (("Risk Number", "Risk Description", "Severity"), ("", "", "Rating")),
    ],
    ids=["every column", "one column"],
)
def test_a_head_cut_by_a_page_end_is_one_head(
    foot: tuple[str, str, str], overleaf: tuple[str, str, str], engine: EngineName
) -> None:
    reading = read(paper([foot], [overleaf, *BODY]), engine)
    (risk,) = reading.report.risks
    assert (risk.risk_id, risk.score, risk.band) == ("QRS-001", 20, "Critical")
    assert risk.description == "There is a risk that the depots run out of hubs in a cold winter."
    assert [action.text for action in risk.actions] == ["DCC to order more hubs"]
    assert reading.report.unplaced == ()
    assert {page for page, _ in heads_of(reading)} == {1, 2}


@pytest.mark.parametrize("engine", EngineName)
def test_a_whole_head_at_a_foot_takes_nothing_from_overleaf(engine: EngineName) -> None:
    reading = read(paper([("Risk Number", "Risk Description", "Rating")], BODY), engine)
    assert [risk.risk_id for risk in reading.report.risks] == ["QRS-001"]
    assert {page for page, _ in heads_of(reading)} == {1}
