"""Papers in: identity, replacement, failures, and a store that stays whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import shutil
from pathlib import Path

import pytest

from risktrail.schema.report import Narrative, Report
from risktrail.store import Outcome, Writer, errors, open_reader, open_writer
from risktrail.store.series import version
from tests.generators.register_builders import action, paper, paper_of, report, risk, store_of

JAN = report("2021-01", risk("A-1", 9, action("DCC to draft a plan")))


def test_the_same_paper_again_is_unchanged(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        assert writer.add(paper_of(JAN), JAN, "1") is Outcome.ADDED
        assert writer.known(paper_of(JAN).sha256, "1")
        assert writer.known_file(paper_of(JAN).path, paper_of(JAN).size, 1.0, "1")
        assert not writer.known_file(paper_of(JAN).path, paper_of(JAN).size, 2.0, "1")
        assert writer.add(paper_of(JAN), JAN, "1") is Outcome.UNCHANGED
    with open_reader(path) as reader:
        assert len(reader.reports()) == 1
        assert len(reader.ask("integrity")) == 0


def test_a_newer_parser_reads_a_paper_anew(tmp_path: Path) -> None:
    better = report("2021-01", risk("A-1", 9, action("DCC to draft a plan"), action("SECAS to test")))
    path = store_of(tmp_path / "s.duckdb", [JAN])
    with open_writer(path) as writer:
        assert writer.stale("2") == [paper_of(JAN).sha256]
        kept = writer.archived(paper_of(JAN).sha256)
        assert kept == paper_of(JAN)
        assert writer.add(kept, better, "2") is Outcome.REPLACED
        assert writer.stale("2") == []
    with open_reader(path) as reader:
        assert len(reader.actions()) == 2
        assert len(reader.ask("integrity")) == 0


def test_no_archive_keeps_no_bytes(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        writer.add(paper_of(JAN), JAN, "1", archive=False)
        assert writer.archived(paper_of(JAN).sha256) is None


LATER = report("2021-01", risk("A-1", 12), dated=dt.date(2021, 1, 20))
NEXT_VERSION = report("2021-01", risk("A-1", 10), reference="ABC_2021-01_v2")


@pytest.mark.parametrize("order", list(itertools.permutations([JAN, NEXT_VERSION, LATER])))
def test_which_paper_is_current_does_not_depend_on_the_order(order: tuple[Report, ...], tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        outcomes = [writer.add(paper_of(told), told, "1") for told in order]
    assert outcomes[0] is Outcome.ADDED
    assert {*outcomes[1:]} <= {Outcome.REPLACED, Outcome.SUPERSEDED}
    with open_reader(path) as reader:
        assert reader.risks().column("score") == [12]
        assert sorted(reader.reports().column("state")) == ["current", "superseded", "superseded"]
        assert {*reader.reports().column("superseded_by")} == {None, paper_of(LATER).name}


def test_the_later_changed_document_is_current_where_all_else_is_equal(tmp_path: Path) -> None:
    # Corrected and sent again under the same name, date and reference: the document's own date of change
    # decides.
    path = store_of(tmp_path / "s.duckdb", [])
    corrected = report("2021-01", risk("A-1", 15))
    with open_writer(path) as writer:
        writer.add(paper("b.pdf", b"2", dt.datetime(2021, 1, 12)), corrected, "1")
        assert writer.add(paper("a.pdf", b"1", dt.datetime(2021, 1, 11)), JAN, "1") is Outcome.SUPERSEDED
    with open_reader(path) as reader:
        assert reader.risks().column("score") == [15]
        (conflict,) = reader.check().dicts()
        assert conflict["kind"] == "conflict"
        assert conflict["source_file"] == "b.pdf"
        assert "a.pdf, b.pdf" in conflict["message"]


@pytest.mark.parametrize("missing", ["committee", "period"])
def test_a_report_without_its_identity_is_refused(missing: str, tmp_path: Path) -> None:
    told = JAN.model_copy(update={missing: None})
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer, pytest.raises(errors.PaperRefusedError, match=r"^ABC_2021-01.pdf: "):
        writer.add(paper_of(JAN), told, "1")
    with open_reader(path) as reader:
        assert len(reader.reports()) == 0


def test_a_failed_paper_is_kept_in_the_ledger_until_it_is_read(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        writer.fail(paper_of(JAN), "it is encrypted", "1")
        assert not writer.known(paper_of(JAN).sha256, "1")
    with open_reader(path) as reader:
        (failed,) = reader.check().dicts()
        assert (failed["kind"], failed["message"], failed["source_file"]) == (
            "failed_paper",
            "it is encrypted",
            "ABC_2021-01.pdf",
        )
    with open_writer(path) as writer:
        assert writer.add(paper_of(JAN), JAN, "1") is Outcome.ADDED
        writer.fail(paper_of(JAN), "a worse parser failed", "2")
    with open_reader(path) as reader:
        assert len(reader.check()) == 0
        assert len(reader.reports()) == 1


def test_the_same_bytes_under_two_names_count_once_by_the_first_name(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        writer.add(paper("b.pdf", b"same"), JAN, "1")
        assert writer.seen(paper("a.pdf", b"same")) is Outcome.UNCHANGED
        assert writer.known_file("/in/a.pdf", 4, 1.0, "1")
        assert writer.known_file("/in/b.pdf", 4, 1.0, "1")
    with open_reader(path) as reader:
        assert reader.reports().column("source_file") == ["a.pdf"]


def test_killed_between_papers_the_next_reader_finishes_the_work(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    killed = tmp_path / "killed.duckdb"
    with open_writer(path) as writer:
        writer.add(paper_of(JAN), JAN, "1")
        writer.con.execute("CHECKPOINT")
        shutil.copy(path, killed)  # what a killed process leaves behind: the paper, and no trails yet
    with open_reader(killed) as reader:
        assert reader.actions().column("reports_ongoing") == [1]
        assert len(reader.ask("integrity")) == 0


def test_a_paper_that_cannot_be_stored_leaves_nothing_behind(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        writer.con.execute("DROP TABLE narrative")
        with pytest.raises(Exception, match="narrative"):
            writer.add(paper_of(JAN), JAN.model_copy(update={"narrative": (Narrative(heading="Purpose"),)}), "1")
        assert not writer.known(paper_of(JAN).sha256, "1")


FEB = report("2021-02", risk("A-1", 9, action("DCC to draft a plan")))


def _store_and_stop(writer: Writer) -> None:
    with writer.transaction():
        writer.add(paper_of(JAN), JAN, "1")
        writer.fail(paper("x.pdf", b"x"), "it is encrypted", "1")
        writer.lose("/in/y.pdf", "y.pdf", "it is gone", "1")
        raise InterruptedError


def test_papers_of_one_transaction_are_stored_together_or_not_at_all(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    with open_writer(path) as writer:
        with pytest.raises(InterruptedError):
            _store_and_stop(writer)
        assert not writer.known(paper_of(JAN).sha256, "1")
        assert not writer.known_file(paper_of(JAN).path, paper_of(JAN).size, 1.0, "1")
        with writer.transaction():
            assert writer.add(paper_of(JAN), JAN, "1") is Outcome.ADDED
            assert writer.add(paper_of(FEB), FEB, "1") is Outcome.ADDED
    with open_reader(path) as reader:
        assert reader.actions().column("reports_ongoing") == [1, 2]
        assert len(reader.check()) == 0
        assert len(reader.ask("integrity")) == 0


def test_one_transaction_may_hold_the_same_paper_several_times(tmp_path: Path) -> None:
    path = store_of(tmp_path / "s.duckdb", [])
    better = report("2021-01", risk("A-1", 9, action("DCC to draft a plan"), action("SECAS to test")))
    with open_writer(path) as writer, writer.transaction():
        writer.fail(paper_of(JAN), "it is encrypted", "1")
        assert writer.add(paper_of(JAN), JAN, "1") is Outcome.ADDED
        assert writer.add(paper_of(JAN), JAN, "1") is Outcome.UNCHANGED
        assert writer.add(paper_of(JAN), better, "2") is Outcome.REPLACED
        assert writer.add(paper_of(LATER), LATER, "2") is Outcome.REPLACED, "the same month"
        assert writer.add(paper_of(NEXT_VERSION), NEXT_VERSION, "2") is Outcome.SUPERSEDED
    with open_reader(path) as reader:
        assert len(reader.reports()) == 3
        assert len(reader.ask("integrity")) == 0


def test_a_bulk_import_stores_large_papers_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktrail.store.writer.BULK", 2)
    path = store_of(tmp_path / "s.duckdb", [])
    large = hashlib.shake_256(b"large").digest(40 * 1024**2)
    with open_writer(path) as writer:
        for told, content in ((JAN, b"small"), (FEB, b"small too"), (LATER, large)):
            writer.add(paper(content[:9].hex(), content), told, "1")
        kept = writer.archived(hashlib.sha256(large).hexdigest())
    assert kept is not None
    assert kept.content == large


def test_versions_of_paper_references() -> None:
    assert version("OPSG_53_2607_07_v1.2") == (1, 2)
    assert version("OPSG_53_2607_07 V2") == (2,)
    assert version("OPSG_53_2607_07") == (0,)
    assert version(None) == (0,)
