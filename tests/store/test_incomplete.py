"""A month of which a table was not read says so beside every answer that rests on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from risktrail.schema.report import ReadingWarning, Report
from risktrail.store import AnyAnswer, Reader, open_reader, open_writer
from tests.generators.register_builders import MakeReader, action, paper, report, risk, store_of


def month(period: str, *pages: int | None, register: str = "ABC") -> Report:
    """A report; on each of the pages there is a table that was not read."""
    found = tuple(ReadingWarning(code="unread_table", message="Ref, Hazard", page=page) for page in pages)
    told = report(period, risk("A-1", 9, action("DCC to test")), register=register)
    return told.model_copy(update={"warnings": found})


NOTE = "ABC 2021-02 is incomplete: a table on page 3 of ABC_2021-02.pdf was not read (import --accept-unread)"
FAILED = "1 paper could not be read and is missing from every answer: see `risktrail check`"
ANSWERS: dict[str, Callable[[Reader], AnyAnswer]] = {
    "stalled": lambda reader: reader.stalled("ABC"),
    "compare": lambda reader: reader.compare("2021-02", "2021-03", "ABC"),
    "ratings": lambda reader: reader.ratings("ABC"),
    "history": lambda reader: reader.history("A-1", "ABC"),
    "show": lambda reader: reader.show("A-1", "ABC", period="2021-02"),
    "reports": lambda reader: reader.reports("ABC"),
    "reports of all": lambda reader: reader.reports(),
    "reports of the month": lambda reader: reader.reports("ABC", period="2021-02"),
    "risks": lambda reader: reader.risks("ABC"),
    "risks of all": lambda reader: reader.risks(),
    "risks of the month": lambda reader: reader.risks("ABC", period="2021-02"),
    "actions": lambda reader: reader.actions("ABC", status="ongoing"),
    "ask": lambda reader: reader.ask("no_owner", "ABC"),
    "ask of all": lambda reader: reader.ask("no_owner"),
}
ELSEWHERE: dict[str, Callable[[Reader], AnyAnswer]] = {
    "an earlier month": lambda reader: reader.stalled("ABC", as_of="2021-01"),
    "another month": lambda reader: reader.show("A-1", "ABC", period="2021-03"),
    "actions of another month": lambda reader: reader.actions("ABC", period="2021-03"),
    "reports of another month": lambda reader: reader.reports("ABC", period="2021-03"),
    "another register": lambda reader: reader.ratings("XYZ"),
}


@pytest.fixture
def incomplete(reader_of: MakeReader) -> Reader:
    """Three months, of which the second is incomplete, and another register."""
    return reader_of(
        month("2021-01"), month("2021-02", 3), month("2021-03"), month("2021-01", register="XYZ")
    )  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_rests_on_an_incomplete_month_says_so(answer: str, incomplete: Reader) -> None:
    assert NOTE in ANSWERS[answer](incomplete).notes


@pytest.mark.parametrize("answer", ELSEWHERE)
def test_an_answer_that_does_not_rest_on_it_says_nothing(answer: str, incomplete: Reader) -> None:
    assert ELSEWHERE[answer](incomplete).notes == ()


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((None,), "a table of ABC_2021-02.pdf was not read"),
        ((3, 3), "2 tables on page 3 of ABC_2021-02.pdf were not read"),
        ((9, 3, 5), "3 tables on pages 3, 5 and 9 of ABC_2021-02.pdf were not read"),
    ],
)
def test_the_note_names_the_pages(pages: tuple[int | None, ...], told: str, reader_of: MakeReader) -> None:
    (note,) = reader_of(month("2021-02", *pages)).ratings().notes
    assert f"is incomplete: {told} (" in note


def test_an_answer_on_risks_that_share_a_number_says_so(reader_of: MakeReader) -> None:
    twice = [report(period, risk("A-1", 12), risk("A-1", 9), risk("A-2", 4)) for period in ("2021-01", "2021-02")]
    reader = reader_of(*twice, report("2021-03", risk("A-1", 9), risk("A-2", 4)))
    for rows in (reader.ratings("ABC"), reader.compare("2021-01", "2021-02", "ABC"), reader.stalled("ABC")):
        (note,) = [note for note in rows.notes if "A-1" in note]
        assert note.startswith("several risks have the number A-1 in 2021-01, 2021-02: ")
    assert not [note for note in reader.compare("2021-03", "2021-02", "ABC").notes if "2021-01" in note]


def test_papers_that_could_not_be_read_are_named_beside_every_answer(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [month("2021-01"), month("2021-02")])
    with open_writer(path) as writer:
        writer.fail(paper("march.pdf", b"cut"), "it is damaged. Fetch it again. [damaged_pdf]", "1")
        writer.fail(paper("agenda.pdf", b"agenda"), "no table of risks was found. Check it. [not_a_register]", "1")
    with open_reader(path) as reader:
        for answer in ("stalled", "ratings", "ask"):
            assert ANSWERS[answer](reader).notes.count(FAILED) == 1
    with open_writer(path) as writer:
        writer.remove("march.pdf", "Replaced by the secretary")
    with open_reader(path) as reader:
        assert FAILED not in reader.ratings("ABC").notes
