"""Where an answer is written: only under an ending that tells its format, whole, and never over the store."""

from __future__ import annotations

import io
import json
import stat
import subprocess
from pathlib import Path

import openpyxl
import pytest

from risktrail.store import formats
from tests.cli.command_line import Cli
from tests.cli.test_closed_pipe import RUN

ENDINGS = ".csv, .xlsx, .json, .jsonl, .ndjson, .md, .txt"


def names() -> list[str]:
    """What is in this folder."""
    return sorted(each.name for each in Path().iterdir())


@pytest.mark.parametrize("ending", [".xls", ".html", ".parquet", ".tsv", ".pdf", ".cvs", ".markdown"])
@pytest.mark.parametrize("command", [["stalled"], ["ratings", "--format", "csv"], ["ask"], ["parse", "paper.pdf"]])
def test_an_ending_of_no_format_is_refused(cli: Cli, sample_store: Path, command: list[str], ending: str) -> None:
    db = [] if command[0] == "parse" else ["--db", str(sample_store)]
    done = cli(*command, *db, "-o", f"x{ending}")
    assert done.code == 2
    assert done.line == (
        f"risktrail: x{ending}: {ending} is not the ending of a format that can be written. Use one of {ENDINGS}."
    )
    assert names() == []


def test_a_format_that_contradicts_the_ending_is_refused(cli: Cli, sample_store: Path) -> None:
    Path("x.csv").write_text("old")
    done = cli("stalled", "--db", sample_store, "--format", "json", "-o", "x.csv")
    assert done.code == 2
    assert "the ending .csv says csv and --format says json" in done.line
    assert Path("x.csv").read_text() == "old"


def test_a_format_that_fits_the_ending_is_fine(cli: Cli, sample_store: Path) -> None:
    assert cli("reports", "--db", sample_store, "--format", "jsonl", "-o", "x.ndjson").code == 0
    assert len(Path("x.ndjson").read_text().splitlines()) == 11


def test_a_csv_file_begins_with_a_byte_order_mark_that_plain_leaves_out(cli: Cli, sample_store: Path) -> None:
    said = cli("reports", "--db", sample_store, "-f", "csv").out
    for more, begins in ([], "\ufeff"), (["--plain"], ""):
        assert cli("reports", "--db", sample_store, "-o", "x.csv", *more).code == 0
        assert Path("x.csv").read_bytes().decode() == begins + said
    assert cli("reports", "--db", sample_store, "-o", "x.json").code == 0
    assert Path("x.json").read_text(encoding="utf-8").startswith("[")


def test_an_answer_as_a_workbook(cli: Cli, sample_store: Path) -> None:
    done = cli("reports", "--db", sample_store, "-o", "x.xlsx")
    assert (done.code, done.out) == (0, "")
    rows = list(openpyxl.load_workbook("x.xlsx").active.iter_rows(values_only=True))
    assert len(rows) == 1 + 11
    assert names() == ["x.xlsx"]
    assert cli("parse", "--schema", "-o", "schema.xlsx").code == 2


def test_a_workbook_in_a_pipe_is_bytes(sample_store: Path) -> None:
    command = [*RUN, "ratings", "--db", str(sample_store), "--format", "xlsx"]
    done = subprocess.run(command, capture_output=True, check=True)
    sheet = openpyxl.load_workbook(io.BytesIO(done.stdout)).active
    assert [cell.value for cell in sheet[1]][:2] == ["risk_id", "2020-08"]


def test_no_workbook_goes_to_a_terminal(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as here:
        here.setattr("sys.stdout.isatty", lambda: True)
        done = cli("stalled", "--db", sample_store, "--format", "xlsx")
    assert (done.code, done.out) == (2, "")
    assert done.line == (
        "risktrail: a workbook is no text for a terminal. Name a file with -o, as in -o answer.xlsx."
    )  # fmt: skip


def test_a_file_without_an_ending_wants_a_format(cli: Cli, sample_store: Path) -> None:
    done = cli("reports", "--db", sample_store, "-o", "answer")
    assert done.code == 2
    assert done.line == (f"risktrail: answer: has no ending. Use one of {ENDINGS}, or name a format with --format.")
    assert cli("reports", "--db", sample_store, "-o", "answer", "--format", "json").code == 0
    assert len(json.loads(Path("answer").read_text())) == 11


def test_the_report_is_a_page_of_html_or_a_pdf(cli: Cli, sample_store: Path) -> None:
    for name in ("report", "report.csv", "report.docx"):
        done = cli("report", "--db", sample_store, "-o", name)
        assert done.code == 2
        assert "-o report.html" in done.line
        assert not Path(name).exists()


def test_the_schema_is_json(cli: Cli) -> None:
    assert cli("parse", "--schema", "-o", "schema.csv").code == 2
    assert cli("parse", "--schema", "-o", "schema.json").code == 0
    assert json.loads(Path("schema.json").read_text())["title"] == "Report"


def test_what_cannot_be_written_leaves_the_old_answer(
    cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("x.csv").write_text("old")
    Path("x.csv").chmod(0o600)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setitem(formats.WRITERS, "csv", full)
        done = cli("reports", "--db", sample_store, "-o", "x.csv")
    assert done.code == 2
    assert "x.csv: cannot be written (No space left on device)" in done.line
    assert Path("x.csv").read_text() == "old"
    assert names() == ["x.csv"]
    assert cli("reports", "--db", sample_store, "-o", "x.csv").code == 0
    assert stat.S_IMODE(Path("x.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["x.csv", "x.json", ":memory:"])
@pytest.mark.parametrize("how", ["--db", "RISKTRAIL_DB"])
def test_import_into_what_is_no_store_is_refused(
    cli: Cli, samples: Path, monkeypatch: pytest.MonkeyPatch, name: str, how: str
) -> None:
    if how != "--db":
        monkeypatch.setenv(how, name)
    done = cli("import", samples / "OPSG_43_2408_05.pdf", *([how, name] if how == "--db" else []))
    assert done.code == 3
    assert done.line.startswith(f"risktrail: {name} ")
    assert "name a file such as risktrail.duckdb" in done.line
    assert names() == []


@pytest.mark.parametrize(
    "command", ["stalled", "check", "report", "serve", "export out", "sql FROM_x", "alias 1 2 --reason x"]
)
def test_no_command_asks_what_is_no_store(cli: Cli, command: str) -> None:
    Path("x.csv").write_text("a\n1\n")
    done = cli(*command.split(), "--db", "x.csv")
    assert done.code == 3
    assert "x.csv ends with .csv" in done.line
    assert names() == ["x.csv"]
