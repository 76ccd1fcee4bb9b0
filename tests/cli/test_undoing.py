"""What a person does by mistake can be undone; what a paper does not say can be given; nothing happens in silence."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from risktrail.importing.executors import OnPage, PaperResult, ignore_page
from risktrail.importing.import_summary import ImportSummary
from risktrail.importing.options import ImportOptions, ReadOptions
from risktrail.importing.pipeline import import_papers, named_one_by_one
from risktrail.ingest.reader import Result
from risktrail.schema.report import ReadingWarning, Report
from risktrail.store import Paper, open_reader, open_writer
from risktrail.store.report_rows import rows_of
from tests.cli.command_line import Cli
from tests.cli.test_import import counted
from tests.generators.register_builders import report, risk

FAULTS = Path(__file__).resolve().parents[3] / "shared" / "faults"
LAST = "OPSG_53_2607_07.pdf"
REASON = "A second meeting in July, by the minutes"


@pytest.fixture
def two_meetings(tmp_path: Path, samples: Path) -> Path:
    """A folder with the papers of two meetings in July: the second is the first with another reference."""
    folder = tmp_path / "july"
    folder.mkdir()
    content = (samples / LAST).read_bytes()
    (folder / LAST).write_bytes(content)
    later = content.replace(b"OPSG_53_2607_07", b"OPSG_54_2907_07")
    assert later != content
    (folder / "OPSG_54_2907_07.pdf").write_bytes(later)
    return folder


def test_a_second_meeting_in_a_month_is_named_and_can_be_taken_out_and_back(cli: Cli, two_meetings: Path) -> None:
    second = two_meetings / "OPSG_54_2907_07.pdf"
    done = cli("import", two_meetings)
    assert (done.code, counted(done.err)["added"], counted(done.err)["conflict"]) == (0, 1, 1)
    (told,) = [line for line in done.err.splitlines() if line.startswith("risktrail: ")]
    assert told.startswith("risktrail: OPSG_54_2907_07.pdf: is another paper (OPSG_54_2907_07) than ")
    assert "(OPSG_53_2607_07), which has OPSG 2021-07 and keeps it" in told
    assert {row["source_file"]: row["state"] for row in cli("reports").rows()} == {
        LAST: "current",
        second.name: "conflict",
    }
    assert "conflict" in [row["kind"] for row in cli("check").rows()]

    gone = cli("remove", "OPSG_54_2907_07", "--reason", REASON)
    assert (gone.code, gone.out) == (0, "")
    assert f"{second.name} (OPSG 2021-07, " in gone.line
    assert gone.line.endswith(f" Answers for OPSG 2021-07 now use {LAST}.")
    check = cli("check").rows()
    assert [row["message"] for row in check if row["kind"] == "removed_paper"] == [f"was removed: {REASON}"]
    assert "conflict" not in [row["kind"] for row in check]
    for how in ("reports", "check"):
        assert REASON in " ".join(cli(how, "--format", "table").out.split())
        assert REASON in cli(how, "--format", "json").out

    with zipfile.ZipFile("july.zip", "w") as archive:
        archive.write(second, second.name)
    for met in (two_meetings, f"{two_meetings}/OPSG_5*.pdf", "july.zip"):
        passed = cli("import", met, "--force")
        assert passed.code == 0
        assert ", 1 removed earlier, 0 failed." in passed.err
        assert f"was removed earlier ({REASON}) and is skipped; to store it again, name the file itself." in passed.err
    back = cli("import", second)
    assert f"{second.name}: was removed earlier ({REASON}) and is stored again." in back.err
    assert counted(back.err)["conflict"] == 1
    assert len(cli("ask", "integrity").rows()) == 0


def test_remove_needs_a_reason_a_paper_and_a_store(cli: Cli, samples: Path) -> None:
    assert cli("remove", LAST, "--reason", "x").code == 3
    assert not Path("risktrail.duckdb").exists()
    cli("import", samples / LAST)
    for arguments, told in (
        ((LAST,), "--reason"),
        ((LAST, "--reason", " "), "say why"),
        (("OPSG_99.pdf", "--reason", "x"), f"it has {LAST}"),
    ):
        done = cli("remove", *arguments)
        assert done.code == 2
        assert told in done.line


def test_a_failed_paper_is_removed_and_a_repaired_one_is_not_failed(cli: Cli, tmp_path: Path, samples: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    whole = (samples / LAST).read_bytes()
    (papers / "cut.pdf").write_bytes(whole[:4000])
    (papers / "notes.pdf").write_bytes(b"no PDF at all")
    assert cli("import", "papers").code == 4
    assert sorted(row["source_file"] for row in cli("check").rows()) == ["cut.pdf", "notes.pdf"]
    (papers / "cut.pdf").write_bytes(whole)
    assert cli("remove", "notes.pdf", "--reason", "Not a paper").code == 0
    done = cli("import", "papers")
    assert (done.code, counted(done.err)["added"]) == (0, 1)
    assert ", 1 removed earlier, 0 failed." in done.err
    assert "failed_paper" not in [row["kind"] for row in cli("check").rows()]


SILENT = report("2024-05", risk("R1", 9), risk("R2", 4)).model_copy(
    update={"committee": None, "period": None, "paper_reference": None}
)
UNREAD = report("2024-05", risk("R1", 9)).model_copy(
    update={"warnings": (ReadingWarning(code="unread_table", message="Ref, Hazard", page=3),)}
)


@dataclass(frozen=True)
class FixedReport:
    """An executor that gives every paper the same report. It keeps whether each was read with unread tables."""

    report: Report = SILENT
    accepted: list[bool] = field(default_factory=list)
    workers: int = 1

    def prepare(self) -> None:
        """There is nothing to make ready."""

    def read(
        self, papers: Iterable[Paper], options: ReadOptions, on_page: OnPage = ignore_page
    ) -> Generator[list[PaperResult]]:
        """The report, at once; no page is recognised."""
        del on_page
        for paper in papers:
            self.accepted.append(options.accept_unread)
            yield [PaperResult(paper, Result(rows_of(self.report)))]


def imported(executor: FixedReport, options: ImportOptions = ImportOptions()) -> ImportSummary:  # noqa: B008
    """Import the file `a.pdf` of this folder."""
    return import_papers("a.pdf", "s.duckdb", options, executor=executor)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose bytes do not matter, in an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"some bytes")
    return tmp_path / "a.pdf"


def test_a_silent_paper_names_the_options_that_help(file: Path) -> None:
    assert file.exists()
    (failed,) = imported(FixedReport()).failures
    assert "names no committee" in failed.reason
    assert "--register CODE" in failed.remedy
    (failed,) = imported(FixedReport(), ImportOptions(register="NDC")).failures
    assert "states no date" in failed.reason
    assert "--period 2021-07" in failed.remedy


def test_what_was_given_is_kept_for_later_readings(file: Path) -> None:
    assert file.exists()
    assert imported(FixedReport(), ImportOptions(register="NDC", period="2024-06")).failed == 0
    assert imported(FixedReport(), ImportOptions(force=True)).failed == 0
    with open_writer("s.duckdb") as writer:
        writer.con.execute("UPDATE paper SET parser_version = 'older'")
    summary = import_papers([], "s.duckdb", ImportOptions(stale=True), executor=FixedReport())
    assert (summary.failed, summary.papers) == (0, 1)
    with open_reader("s.duckdb") as reader:
        assert (reader.registers(), reader.periods("NDC")) == (["NDC"], ["2024-06"])


def test_a_paper_that_says_otherwise_stands_and_says_so(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert file.exists()
    caplog.set_level("INFO")
    found = report("2024-05", risk("ABC-1", 9))
    imported(FixedReport(found), ImportOptions(register="NDC", period="2024-06"))
    said = caplog.messages
    assert "a.pdf: names the register ABC itself, so --register NDC was not used." in said
    assert "a.pdf: states the month 2024-05 itself, so --period 2024-06 was not used." in said
    with open_reader("s.duckdb") as reader:
        assert (reader.registers(), reader.periods("ABC")) == (["ABC"], ["2024-05"])


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--period", "2024-13", "is not a month"), ("--period", "May", "is not a month"), ("--register", " ", "is empty")],
)
def test_what_is_given_is_checked(option: str, value: str, told: str, cli: Cli) -> None:
    done = cli("import", "papers", option, value)
    assert done.code == 2
    assert told in done.line


def test_accepted_unread_tables_stay_accepted_for_later_readings(file: Path) -> None:
    assert file.exists()
    first, again, stale = FixedReport(UNREAD), FixedReport(UNREAD), FixedReport(UNREAD)
    imported(first, ImportOptions(ReadOptions(accept_unread=True)))
    imported(again, ImportOptions(force=True))
    with open_writer("s.duckdb") as writer:
        writer.con.execute("UPDATE paper SET parser_version = 'older'")
    import_papers([], "s.duckdb", ImportOptions(stale=True), executor=stale)
    assert (first.accepted, again.accepted, stale.accepted) == ([True], [True], [True])
    with open_reader("s.duckdb") as reader:
        assert "is incomplete: a table on page 3 of a.pdf was not read" in reader.ratings().notes[0]


def test_a_file_is_named_itself_by_any_path_to_it(file: Path) -> None:
    assert str(file) in named_one_by_one(["a.pdf"]) & named_one_by_one([str(file)])
    assert str(file) not in named_one_by_one([str(file.parent), "*.pdf"])
    assert "https://board/a.pdf" in named_one_by_one(["https://board/a.pdf"])


@pytest.mark.skipif(not FAULTS.exists(), reason="the papers of ../shared are not here")
def test_two_registers_of_one_committee_are_two_series(cli: Cli) -> None:
    done = cli("import", FAULTS / "two_registers")
    assert counted(done.err)["added"] == 8
    months = [(row["register"], row["period"]) for row in cli("reports").rows() if row["state"] == "current"]
    assert months == [(code, f"2024-0{month}") for code in ("LCB", "LCB-P") for month in (2, 3, 4, 5)]
    assert "conflict" not in [row["kind"] for row in cli("check").rows()]


@pytest.mark.skipif(not FAULTS.exists(), reason="the papers of ../shared are not here")
def test_two_meetings_in_one_month_are_told_of(cli: Cli) -> None:
    done = cli("import", FAULTS / "two_meetings_one_month")
    assert counted(done.err)["conflict"] == 1
    (told,) = [row for row in cli("check").rows() if row["kind"] == "conflict"]
    for where in (done.err, told["message"]):
        assert "LCB_31_1405_04" in where
        assert "LCB_32_2805_04" in where
