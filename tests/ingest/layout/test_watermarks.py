"""Watermarks and words turned sideways stand in no line of the text, and are accounted for as furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from risktrail.ingest.layout.watermarks import without_stamps
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.reader import Reading, read
from risktrail.ingest.register.line_ledger import Place
from tests.generators.variants.papers import typeset
from tests.ingest.register.test_doubts import PLAN, RISK, paper

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


TEXT = tuple(Word(50 + 30 * place, 100, 74 + 30 * place, 110, "hubs") for place in range(8))


def texts_across(*words: Word) -> list[str]:
    """What of these words, printed over a line of text ten points high, stands in no line."""
    page = Page(1, 595, 842, (*TEXT, *words), (), ())
    (found,) = without_stamps([page])
    assert sorted(word.text for word in (*found.words, *found.across)) == sorted(word.text for word in page.words)
    return [word.text for word in found.across]


def test_a_narrow_word_of_ordinary_height_is_not_turned() -> None:
    assert texts_across(Word(300, 100, 306, 110, "ill")) == []


@pytest.mark.parametrize(("text", "across"), [("OPSG", ["OPSG"]), ("No", [])])
def test_a_word_higher_than_wide_is_turned_unless_it_is_very_short(text: str, across: list[str]) -> None:
    assert texts_across(Word(30, 200, 38, 230, text)) == across


@pytest.mark.parametrize(
    ("top", "bottom", "across"),
    [
        (90, 130, ["DRAFT"]),  # four lines high, over a line
        (90, 114, []),  # not much larger than the text
        (300, 340, []),  # a large title, over nothing
    ],
)
def test_a_stamp_is_far_larger_than_the_text_it_is_printed_over(top: float, bottom: float, across: list[str]) -> None:
    assert texts_across(Word(60, top, 260, bottom, "DRAFT")) == across


def test_a_stamp_in_pieces_of_many_heights_is_taken_whole() -> None:
    pieces = [Word(60, 80, 160, 130, "DRA"), Word(300, 300, 400, 330, "FT"), Word(300, 500, 400, 520, "Risks")]
    assert texts_across(*pieces) == ["DRA", "FT"]


@pytest.mark.parametrize(("high", "across"), [(25.1, ["DRAFT"]), (24.9, [])])
def test_a_stamp_is_two_and_a_half_times_as_high_as_the_text(high: float, across: list[str]) -> None:
    assert texts_across(Word(60, 92, 260, 92 + high, "DRAFT")) == across


@pytest.mark.parametrize(("high", "across"), [(25.1, ["DRA", "FT"]), (24.9, ["DRA"])])
def test_a_piece_of_a_stamp_is_half_as_high_as_the_stamp(high: float, across: list[str]) -> None:
    assert texts_across(Word(60, 80, 160, 130, "DRA"), Word(300, 300, 400, 300 + high, "FT")) == across


@pytest.mark.parametrize(("high", "across"), [(13.1, ["OPSG"]), (12.9, [])])
def test_a_turned_word_is_higher_than_the_text(high: float, across: list[str]) -> None:
    assert texts_across(Word(30, 200, 36, 200 + high, "OPSG")) == across


@pytest.mark.parametrize(("wide", "across"), [(13.9, ["OPSG"]), (14.1, [])])
def test_a_turned_word_is_less_wide_than_seven_tenths_of_its_height(wide: float, across: list[str]) -> None:
    assert texts_across(Word(30, 200, 30 + wide, 220, "OPSG")) == across


@pytest.mark.parametrize(("text", "across"), [("SEC", ["SEC"]), ("SE", [])])
def test_a_turned_word_has_three_letters(text: str, across: list[str]) -> None:
    assert texts_across(Word(30, 200, 38, 230, text)) == across
