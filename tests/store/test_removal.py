"""Papers taken out and taken back, and failed papers whose files were repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.store import Outcome, errors, export_store, load_export, open_reader, open_writer
from tests.generators.register_builders import action, paper, paper_of, report, risk, store_of

JAN = report("2021-01", risk("A-1", 9, action("DCC to draft a plan")))
FEB = report("2021-02", risk("A-1", 9, action("DCC to draft a plan")))
WRONG = report("2021-03", risk("A-1", 20, action("DCC to draft a plan")), reference="ABC_X")
REASON = "A training paper, says the chair"


def removed(path: Path, wanted: str) -> None:
    """Take a paper out."""
    with open_writer(path) as writer:
        writer.remove(wanted, REASON)


@pytest.mark.parametrize("by", ["ABC_2021-03.pdf", "/in/ABC_2021-03.pdf", "abc_x", "sha256", "digits"])
def test_a_removed_paper_leaves_every_answer_and_is_listed(by: str, tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN, FEB, WRONG])
    digest = paper_of(WRONG).sha256
    removed(path, {"sha256": digest.upper(), "digits": digest[:8]}.get(by, by))
    with open_reader(path) as reader:
        assert reader.periods("ABC") == ["2021-01", "2021-02"]
        assert {*reader.actions().column("period")} == {"2021-01", "2021-02"}
        assert reader.actions(period="latest").column("reports_ongoing") == [2]
        assert "2021-03" not in reader.ratings().columns
        for table in ("risk", "action", "impact", "report", "report_series", "action_trail"):
            assert reader.query(f"SELECT count(*) FROM {table}").rows[0][0] == 2, table  # noqa: S608 - own names
        (listed,) = [row for row in reader.reports().dicts() if row["state"] == "removed"]
        assert (listed["register"], listed["period"], listed["paper_reference"]) == ("ABC", "2021-03", "ABC_X")
        assert (listed["source_file"], listed["reason"]) == ("ABC_2021-03.pdf", REASON)
        (doubt,) = reader.check().dicts()
        assert (doubt["kind"], doubt["message"]) == ("removed_paper", f"was removed: {REASON}")
        assert ("removed", REASON) in {(row["state"], row["reason"]) for row in reader.ask("papers").dicts()}
        assert len(reader.ask("integrity")) == 0
    with open_writer(path) as writer:
        assert writer.stale("2") == [paper_of(each).sha256 for each in (JAN, FEB)]
        assert not writer.known(digest, "1")
        assert writer.archived(digest) is not None
        assert writer.removed(paper_of(WRONG)) == REASON


def test_a_removal_is_exported_and_loaded(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN, WRONG])
    removed(path, "ABC_X")
    export_store(path, tmp_path / "out", "csv")
    load_export(tmp_path / "out", tmp_path / "loaded.duckdb")
    export_store(tmp_path / "loaded.duckdb", tmp_path / "again", "csv")
    table = "tables/removed_paper.csv"
    assert (tmp_path / "out" / table).read_bytes() == (tmp_path / "again" / table).read_bytes()
    with open_reader(tmp_path / "loaded.duckdb") as reader:
        assert reader.reports().column("state") == ["current", "removed"]
        assert len(reader.ask("integrity")) == 0


def test_a_removed_paper_that_is_added_is_taken_back(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN, WRONG])
    removed(path, "ABC_X")
    with open_writer(path) as writer:
        assert writer.add(paper_of(WRONG), WRONG, "1") is Outcome.ADDED
        assert writer.removed(paper_of(WRONG)) is None
    with open_reader(path) as reader:
        assert reader.reports().column("state") == ["current", "current"]
        assert reader.reports().column("reason") == [None, None]
        assert "removed_paper" not in reader.check().column("kind")
        assert len(reader.ask("integrity")) == 0


def test_the_other_paper_takes_the_month_of_one_that_is_removed(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN])
    rival = report("2021-01", risk("A-1", 20), reference="ABC_Y")
    with open_writer(path) as writer:
        assert writer.add(paper_of(rival), rival, "1") is Outcome.CONFLICT
        writer.remove("ABC_2021-01", REASON)
    with open_reader(path) as reader:
        assert reader.risks().column("score") == [20]
        assert reader.check().column("kind") == ["removed_paper"]
        assert len(reader.ask("integrity")) == 0


def test_a_failed_paper_that_is_removed_is_not_listed_as_failed(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN])
    with open_writer(path) as writer:
        writer.fail(paper("bad.pdf"), "it is encrypted", "1")
        writer.remove("bad.pdf", REASON)
    with open_reader(path) as reader:
        assert [(row["kind"], row["register"]) for row in reader.check().dicts()] == [("removed_paper", None)]
        assert reader.reports("ABC").column("state") == ["current", "removed"]
        assert len(reader.ask("integrity")) == 0


def test_a_paper_that_may_be_several_is_not_guessed(tmp_path: Path) -> None:
    twin = report("2021-01", risk("A-1", 12))
    path = store_of(tmp_path / "s.duckdb", [JAN, twin])
    with open_writer(path) as writer:
        with pytest.raises(errors.AmbiguousPaperError) as ambiguous:
            writer.remove("ABC_2021-01.pdf", REASON)
        for told in (JAN, twin):
            assert f"(ABC 2021-01, {paper_of(told).sha256[:8]})" in str(ambiguous.value)
        writer.remove(paper_of(twin).sha256[:8], REASON)
        writer.remove("ABC_2021-01.pdf", "the other one too")
        with pytest.raises(errors.QuestionError, match=r"removed already \("):
            writer.remove("ABC_2021-01.pdf", REASON)


@pytest.mark.parametrize("wanted", ["ABC", "2021", "", "abcdef01"])
def test_an_unknown_paper_is_answered_with_those_there_are(wanted: str, tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [JAN, FEB])
    with open_writer(path) as writer:
        with pytest.raises(errors.UnknownPaperError, match=r"ABC_2021-01\.pdf, ABC_2021-02\.pdf"):
            writer.remove(wanted, REASON)
        with pytest.raises(errors.QuestionError, match="needs a reason"):
            writer.remove("ABC_2021-01.pdf", " ")
    with open_reader(path) as reader:
        assert reader.reports().column("state") == ["current", "current"]


def test_a_repaired_paper_is_no_longer_listed_as_failed(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        writer.fail(paper("a.pdf", b"cut short"), "it is damaged", "1")
        writer.add(paper("a.pdf", b"whole"), JAN, "1")
    with open_reader(path) as reader:
        assert len(reader.check()) == 0
        assert len(reader.ask("integrity")) == 0


def test_bytes_that_fail_at_another_path_too_stay_listed(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        for name in ("a.pdf", "b.pdf"):
            writer.fail(paper(name, b"cut short"), "it is damaged", "1")
        writer.add(paper("a.pdf", b"whole"), JAN, "1")
    with open_reader(path) as reader:
        assert reader.check().column("kind") == ["failed_paper"]
    with open_writer(path) as writer:
        writer.seen(paper("b.pdf", b"whole"))
    with open_reader(path) as reader:
        assert len(reader.check()) == 0


@pytest.mark.parametrize(("digits", "is_enough"), [(8, True), (7, False)])
def test_eight_digits_of_a_sha256_name_a_paper(digits: int, is_enough: bool, tmp_path: Path) -> None:
    path, wanted = store_of(tmp_path / "s.duckdb", [JAN]), paper_of(JAN).sha256[:digits]
    if is_enough:
        removed(path, wanted)
    else:
        with pytest.raises(errors.UnknownPaperError, match=f"no paper '{wanted}'"):
            removed(path, wanted)
