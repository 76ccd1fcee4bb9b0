"""Registers copied into memory: the same answers as from the store, and nothing of other registers."""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb
import pytest

from risktrail.store import RegisterSnapshot, open_page_reader, open_reader, open_writer, questions
from risktrail.store.errors import QuestionError, StoreUnreadableError
from tests.generators.register_builders import action, paper, report, risk, store_of

REGISTER_QUESTIONS = (
    "current_papers", "new_risks", "gone_risks", "dropped_actions", "escalation_requests", "incomplete_months",
    "joining_notes", "periods",
)  # fmt: skip


def test_every_question_of_the_catalogue_is_answered_alike(sample_store: Path) -> None:
    asked = [each for each in questions().values() if None not in each.parameters.values()]
    assert len(asked) > 20
    with contextlib.closing(RegisterSnapshot(sample_store)) as snapshot:
        snapshot.copy("OPSG")
        with snapshot.reader() as copied, open_reader(sample_store) as reader:
            for each in asked:
                assert copied.ask(each.name) == reader.ask(each.name), each.name


def test_every_question_of_the_pages_is_answered_alike(sample_store: Path) -> None:
    with contextlib.closing(RegisterSnapshot(sample_store)) as snapshot:
        snapshot.copy("OPSG")
        with snapshot.reader() as copied, open_page_reader(sample_store) as reader:
            for name in REGISTER_QUESTIONS:
                assert getattr(copied, name)("OPSG") == getattr(reader, name)("OPSG"), name


@pytest.fixture
def two_registers(tmp_path: Path) -> Path:
    """Registers ABC and XYZ, a paper that failed, and one that failed and was removed."""
    months = [
        report("2021-01", risk("A-1", 9, action("Write the plan"))),
        report("2021-01", risk("X-1", 12, action("Draw the map")), register="XYZ"),
    ]
    store = store_of(tmp_path / "two.duckdb", months)
    with open_writer(store) as writer:
        for name in ("bad.pdf", "cut.pdf"):
            writer.fail(paper(name), "it is damaged", "1")
        writer.remove("cut.pdf", "A copy of the minutes")
    return store


def test_a_copy_has_its_register_and_the_papers_of_none(two_registers: Path) -> None:
    with contextlib.closing(RegisterSnapshot(two_registers)) as snapshot:
        snapshot.copy("ABC")
        with snapshot.reader() as copied:
            assert copied.registers() == ["ABC"]
            assert [row.risk_id for row in copied.risks("ABC")] == ["A-1"]
            assert sorted(row.kind for row in copied.check("ABC")) == ["failed_paper", "removed_paper"]
            with pytest.raises(QuestionError):
                copied.register("XYZ")


def test_a_second_register_is_copied_beside_the_first(two_registers: Path) -> None:
    with contextlib.closing(RegisterSnapshot(two_registers)) as snapshot, open_reader(two_registers) as reader:
        for code in ("ABC", "XYZ"):
            snapshot.copy(code)
        with snapshot.reader() as copied:
            for code in ("ABC", "XYZ"):
                assert list(copied.check(code)) == list(reader.check(code))
                assert list(copied.actions(code)) == list(reader.actions(code))


def test_the_store_is_open_only_while_a_register_is_copied(two_registers: Path) -> None:
    with contextlib.closing(RegisterSnapshot(two_registers)) as snapshot:
        snapshot.copy("ABC")
        with open_writer(two_registers):
            pass


def test_views_of_another_version_are_not_copied(two_registers: Path) -> None:
    with duckdb.connect(str(two_registers)) as con:
        con.execute("UPDATE store_meta SET value = 'older' WHERE key = 'questions'")
    with contextlib.closing(RegisterSnapshot(two_registers)) as snapshot:
        with pytest.raises(StoreUnreadableError, match="brought up to date"):
            snapshot.copy("ABC")
        with open_reader(two_registers) as reader:  # which brings it up to date
            assert snapshot.copy("ABC") == "ABC"
            with snapshot.reader() as copied:
                assert list(copied.actions("ABC")) == list(reader.actions("ABC"))


def test_a_register_is_copied_once_whatever_it_is_called(two_registers: Path) -> None:
    with contextlib.closing(RegisterSnapshot(two_registers)) as snapshot:
        assert [snapshot.copy(name) for name in ("ABC", "abc")] == ["ABC", "ABC"]
        with pytest.raises(QuestionError):
            snapshot.copy("NONE")
        with snapshot.reader() as copied:
            assert len(copied.actions("ABC")) == 1


def test_what_was_answered_of_one_register_does_not_stand_for_two(two_registers: Path) -> None:
    with contextlib.closing(RegisterSnapshot(two_registers)) as snapshot:
        for code, known in (("ABC", ["ABC"]), ("XYZ", ["ABC", "XYZ"])):
            snapshot.copy(code)
            with snapshot.reader() as copied:
                assert copied.registers() == known
