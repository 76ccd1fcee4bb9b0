"""Which register and month a paper belongs to, by its own words or a person's."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.schema.report import ReadingWarning, Report
from risktrail.store import Given, Outcome, errors, export_store, load_export, open_reader, open_writer, register_of
from tests.generators.register_builders import paper_of, report, risk, store_of


def numbered(*numbers: str, committee: str | None = "LCB") -> Report:
    """A report with risks of these numbers."""
    return report("2024-05", *(risk(each, 9) for each in numbers), register=committee)


@pytest.mark.parametrize(
    ("numbers", "register"),
    [
        (("LCB-003", "LCB-007"), "LCB"),
        (("LCB-P-001", "LCB-P-002"), "LCB-P"),
        (("LCB P 1", "LCB P 2"), "LCB P"),
        (("LCB-P-001", "LCB-P-002", "LCB-007"), "LCB-P"),
        (("LCB-P-001", "LCB-007"), "LCB"),
        (("LCB-P-001", "New", "Flooding"), "LCB"),
        (("LCBX-001", "LCBX-002"), "LCB"),
        (("LCB-2024-001", "LCB-2024-002"), "LCB"),
        (("R1", "R2"), "LCB"),
        ((), "LCB"),
    ],
)
def test_a_register_is_its_committee_or_the_prefix_most_numbers_have(numbers: tuple[str, ...], register: str) -> None:
    assert register_of(numbered(*numbers)) == register


def test_two_registers_of_one_committee_are_two_series(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [numbered("LCB-003"), numbered("LCB-P-001")])
    with open_reader(path) as reader:
        assert reader.registers() == ["LCB", "LCB-P"]
        assert len(reader.check()) == 0


SILENT = numbered("R1", committee=None).model_copy(update={"period": None})


@pytest.mark.parametrize(
    ("given", "reason", "remedy"),
    [
        (Given(period="2024-06"), "names no committee", "--register"),
        (Given(register="NDC"), "states no date", "--period"),
    ],
)
def test_a_silent_paper_is_refused_with_the_option_that_helps(
    given: Given, reason: str, remedy: str, tmp_path: Path
) -> None:
    with (
        open_writer(tmp_path / "s.duckdb") as writer,
        pytest.raises(errors.PaperRefusedError, match=reason) as refused,
    ):
        writer.add(paper_of(SILENT), SILENT, "1", given=given)
    assert remedy in refused.value.remedy


def test_what_is_given_is_kept_with_the_paper_and_exported(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_writer(path) as writer:
        writer.add(paper_of(SILENT), SILENT, "1", given=Given("NDC", "2024-06"))
        assert writer.add(paper_of(SILENT), SILENT, "2") is Outcome.REPLACED, "a new reading, nothing given"
    export_store(path, tmp_path / "out", "json")
    load_export(tmp_path / "out", tmp_path / "loaded.duckdb")
    with open_writer(tmp_path / "loaded.duckdb") as writer:
        assert writer.given(paper_of(SILENT).sha256) == Given("NDC", "2024-06")
        assert writer.add(paper_of(SILENT), SILENT, "3") is Outcome.REPLACED
    with open_reader(tmp_path / "loaded.duckdb") as reader:
        assert reader.reports().column("register") == ["NDC"]
        assert reader.reports().column("period") == ["2024-06"]
        assert len(reader.ask("integrity")) == 0


def test_given_anew_it_takes_the_place_of_what_was_given_before(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_writer(path) as writer:
        writer.add(paper_of(SILENT), SILENT, "1", given=Given("NDC", "2024-06"))
        assert writer.add(paper_of(SILENT), SILENT, "1", given=Given("NDC", "2024-06")) is Outcome.UNCHANGED
        assert writer.add(paper_of(SILENT), SILENT, "1", given=Given("NDX")) is Outcome.REPLACED
    with open_reader(path) as reader:
        assert reader.registers() == ["NDX"]
        assert reader.periods("NDX") == ["2024-06"]


def test_what_the_paper_says_is_never_overruled(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    told = numbered("LCB-003")
    with open_writer(path) as writer:
        writer.add(paper_of(told), told, "1", given=Given("NDC", "2030-01", accept_unread=True))
        assert writer.given(paper_of(told).sha256) == Given()
    with open_reader(path) as reader:
        assert (reader.registers(), reader.periods("LCB")) == (["LCB"], ["2024-05"])


def test_a_given_register_is_the_one_there_is_whatever_its_case(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [numbered("LCB-003")])
    with open_writer(path) as writer:
        writer.add(paper_of(SILENT), SILENT, "1", given=Given("lcb", "2024-06"))
    with open_reader(path) as reader:
        assert reader.registers() == ["LCB"]


def test_that_unread_tables_were_accepted_is_kept_where_there_are_any(tmp_path: Path) -> None:
    told = numbered("LCB-003").model_copy(update={"warnings": (ReadingWarning(code="unread_table", message="x"),)})
    with open_writer(tmp_path / "s.duckdb") as writer:
        writer.add(paper_of(told), told, "1", given=Given(accept_unread=True))
        assert writer.given(paper_of(told).sha256) == Given(accept_unread=True)
