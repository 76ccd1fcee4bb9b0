"""Nothing is dropped: every word of every page stands in the ledger, and every field's words come from its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import Reading, read
from risktrail.ingest.register.line_ledger import Place
from risktrail.schema.report import Report
from tests.generators.stories import HEAD, paper, risk, table, text
from tests.ingest.papers import (
    SAMPLES,
    SHARED,
    name_of,
    needs_shared_papers,
    reading,
    words_of_ledger,
    words_of_pages,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_every_word_of_a_sample_has_its_place(path: Path) -> None:
    assert words_of_ledger(path, EngineName.PDFIUM) == words_of_pages(path, EngineName.PDFIUM)


@needs_shared_papers
@pytest.mark.parametrize("path", SHARED, ids=name_of)
def test_every_word_of_a_shared_paper_has_its_place(path: Path) -> None:
    assert words_of_ledger(path, EngineName.PDFIUM) == words_of_pages(path, EngineName.PDFIUM)


@pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=name_of)
def test_fields_hold_what_stands_in_their_place_and_nothing_else(path: Path) -> None:
    found = reading(path, EngineName.PDFIUM)
    fields = _fields(found.report)
    assert fields == {place: _printed(found, place) for place in fields}


_TWICE = re.compile(r"\b(Ongoing|Completed) – (?=\1\b)")
PROSE = (Place.FRONT, Place.NARRATIVE, Place.OTHER_TABLE, Place.FOOTNOTE)


@pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=name_of)
def test_prose_and_tables_of_others_stand_in_the_narrative_and_nothing_else(path: Path) -> None:
    assert_narrative_is_what_was_placed(reading(path, EngineName.PDFIUM))


@pytest.mark.parametrize(
    "register",
    [
        [table([HEAD, ("QRS-001", "Hubs", "20 (Critical)")], (80, 250, 100)), text("2. Risks", "Heading2")],
        [*risk("New", "There is a risk that nobody has numbered."), *risk("QRS-009")],
        [table([("Version", "Date"), ("0.1", "1 March 2022")], (80, 250)), text("2. Risks", "Heading2")],
    ],
    ids=["a summary", "an unread number", "another table"],
)
def test_what_is_moved_is_moved_in_the_ledger_too(register: list[Flowable]) -> None:
    found = read(paper(*register, *risk("QRS-001")))
    fields = _fields(found.report)
    assert fields == {place: _printed(found, place) for place in fields}
    assert_narrative_is_what_was_placed(found)


def assert_narrative_is_what_was_placed(found: Reading) -> None:
    """Letter by letter, in any order: the title is taken from the front, the purpose is a field of its own."""
    report = found.report
    prose = [text for part in report.narrative for text in part.paragraphs] + [*report.purpose, report.title or ""]
    placed = _letters(line.text for line, place in found.ledger if place in PROSE)
    assert Counter(_letters(prose)) == Counter(placed)


def _fields(report: Report) -> dict[Place, str]:
    """The letters and digits of the report's fields, by the place they must come from, in order."""
    return {
        Place.DESCRIPTION: _letters(risk.description for risk in report.risks),
        Place.RATING: _letters(risk.rating_text or "" for risk in report.risks),
        Place.IMPACT: _letters(text for risk in report.risks for text in risk.impact),
        Place.ACTIONS: _letters(
            text
            for risk in report.risks
            for action in risk.actions
            for text in (action.text, action.status_text or "", action.note or "")
        ),
        Place.UNPLACED: _letters(line.text for line in report.unplaced),
    }


def _printed(found: Reading, place: Place) -> str:
    """The letters and digits of the lines in one place; of actions, those that are no remark, and of a status that is
    printed twice (`Ongoing – Ongoing.`) one."""
    letters = _letters([_TWICE.sub("", " ".join(line.text for line, where in found.ledger if where is place))])
    if place is Place.ACTIONS:
        for remark in (text for risk in found.report.risks for text in risk.remarks):
            letters = letters.replace(_letters([remark]), "", 1)
    return letters


def _letters(texts: Iterable[str]) -> str:
    """Letters and digits alone: bullets, dashes, brackets and hyphens at line ends come and go."""
    return "".join(character for text in texts for character in text if character.isalnum())
