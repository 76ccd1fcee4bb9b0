"""Watermarks and words turned sideways stand in no line of the text, and are accounted for as furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.drafts import Place
from ingest.engines import EngineName
from ingest.reader import Reading, read
from tests.ingest.test_doubts import PLAN, RISK, paper
from tests.variants.papers import typeset

PLANS = tuple(replace(PLAN, printed=f"DES to publish part {part} of the plan – Ongoing.") for part in range(12))
ENGINES = pytest.mark.parametrize("engine", EngineName)


def read_with(text: str, size: float, angle: float, engine: EngineName, *, x: float, y: float) -> Reading:
    """The reading of a plain paper with this printed across it."""
    sheet = typeset(paper(replace(RISK, actions=PLANS)), "ruled")
    sheet.canvas.saveState()
    sheet.canvas.setFillGray(0.8)
    sheet.canvas.setFont("Helvetica-Bold", size)
    sheet.canvas.translate(x, y)
    sheet.canvas.rotate(angle)
    sheet.canvas.drawString(0, 0, text)
    sheet.canvas.restoreState()
    return read(sheet.finish(), engine)


def letters_of_furniture(reading: Reading) -> set[str]:
    lines = [line for line, place in reading.ledger if place is Place.FURNITURE]
    return {letter for line in lines for letter in line.text if letter.isalpha()}


@ENGINES
@pytest.mark.parametrize("angle", [0, 30, 45, 55])
def test_a_watermark(engine: EngineName, angle: float) -> None:
    reading = read_with("DRAFT", 96, angle, engine, x=130, y=330)
    (risk,) = reading.report.risks
    assert [action.text for action in risk.actions] == [f"DES to publish part {part} of the plan" for part in range(12)]
    assert (risk.description, risk.impact) == (RISK.description, RISK.impact)
    assert reading.report.unplaced == ()
    assert letters_of_furniture(reading) == set("DRAFT")


@ENGINES
def test_words_up_the_margin(engine: EngineName) -> None:
    reading = read_with("Uncontrolled when printed", 8, 90, engine, x=30, y=400)
    assert len(reading.report.risks[0].actions) == 12
    assert reading.report.unplaced == ()
    assert letters_of_furniture(reading) == set("Uncontrolled when printed") - {" "}
