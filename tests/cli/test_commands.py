"""The commands that answer, over the sample papers: what samples/README.md works out by hand."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from risktrail.importing.executors import LocalWorkers, PaperResult
from risktrail.importing.options import ReadOptions
from risktrail.schema.report import ReadingWarning, Report
from risktrail.store import Paper
from tests.cli.command_line import Cli
from tests.generators import stories

SCRIPT = Path(sys.executable).parent / "risktrail"
LATEST = "OPSG_53_2607_07.pdf"

STALLED = (
    "register risk_id score band action_id text note owners reports_ongoing reports_unchanged first_seen"
    " ongoing_since days_ongoing last_seen source_file page"
)
COMPARE = (
    "register from_period to_period risk_id item change field before after similarity action_id from_file"
    " from_page to_file to_page"
)
ACTIONS = (
    "register period report_date risk_id position action_id text status status_text note owners first_seen"
    " reports_ongoing reports_unchanged source_file page"
)
FORMATS = ("table", "csv", "json", "jsonl", "markdown")
EVERY = (
    "reports", "risks --period latest", "actions --period latest", "show 8", "history 8", "ratings",
    "compare previous latest", "stalled", "ask", "ask silently_dropped_actions", "check", "sql 'FROM reports'",
)  # fmt: skip


@pytest.mark.parametrize(("command", "columns"), [("stalled", STALLED), ("actions", ACTIONS)])
def test_columns_are_those_promised(cli: Cli, sample_store: Path, command: str, columns: str) -> None:
    row = cli(command, "--db", sample_store, "--format", "json").json()[0]
    assert [name for name in row if name in columns.split()] == columns.split()
    assert isinstance(row["owners"], list)


def test_compare_has_the_promised_columns(cli: Cli, sample_store: Path) -> None:
    row = cli("compare", "2021-06", "2021-07", "--db", sample_store).rows()[0]
    assert list(row)[: len(COMPARE.split())] == COMPARE.split()


def test_stalled(cli: Cli, sample_store: Path) -> None:
    rows = cli("stalled", "--db", sample_store).rows()
    all_year = sorted(row["risk_id"] for row in rows if row["reports_ongoing"] == "11")
    assert all_year == [f"OPSG-{number}" for number in ("001", "002", "002", "004", "005", "007", "008", "009")]
    assert all(row["source_file"] == LATEST and row["page"] for row in rows)
    long = cli("stalled", "--db", sample_store, "-n", "6").rows()
    assert long == [row for row in rows if int(row["reports_ongoing"]) >= 6]
    counted = [int(row["reports_ongoing"]) for row in rows]
    assert counted == sorted(counted, reverse=True)


def test_stalled_unchanged_and_as_of(cli: Cli, sample_store: Path) -> None:
    unchanged = cli("stalled", "--db", sample_store, "-n", "6", "--unchanged").rows()
    assert all(int(row["reports_unchanged"]) >= 6 for row in unchanged)
    assert cli("stalled", "--db", sample_store, "--as-of", "2020-09").rows() == []
    assert len(cli("stalled", "--db", sample_store, "--as-of", "2020-10").rows()) > 0


def test_compare(cli: Cli, sample_store: Path) -> None:
    rows = cli("compare", "previous", "latest", "--db", sample_store).rows()
    rated = {(row["risk_id"], row["before"], row["after"]) for row in rows if row["change"] == "rating_changed"}
    assert rated == {("OPSG-007", "8 (Moderate)", "5 (Low)"), ("OPSG-015", "12 (Moderate)", "15 (High)")}
    absent = [row for row in rows if row["change"] == "absent"]
    assert [(row["risk_id"], row["before"], row["after"]) for row in absent] == [("OPSG-015", "ongoing", "")]
    everything = cli("compare", "previous", "latest", "--db", sample_store, "--all").rows()
    assert {row["change"] for row in everything} > {row["change"] for row in rows}
    assert len(everything) > len(rows)


def test_ratings_are_wide(cli: Cli, sample_store: Path) -> None:
    done = cli("ratings", "--db", sample_store)
    rows = {row["risk_id"]: row for row in done.rows()}
    assert (rows["OPSG-008"]["2021-05"], rows["OPSG-008"]["2021-05 band"]) == ("20", "Critical")
    assert (rows["OPSG-008"]["2020-12"], rows["OPSG-008"]["2020-12 band"]) == ("", "no paper")
    assert rows["OPSG-015"]["2020-08"] == ""
    assert rows["OPSG-007"]["movement"] == "-3"
    assert "2020-11 and 2021-01" in done.line


def test_filters(cli: Cli, sample_store: Path) -> None:
    def rows(*arguments: str) -> list[dict[str, str]]:
        return cli(*arguments, "--db", sample_store).rows()

    assert len(rows("risks", "--period", "latest")) == 14
    assert {row["risk_id"] for row in rows("risks", "--risk", "8")} == {"OPSG-008"}
    assert {row["status"] for row in rows("actions", "--status", "on hold")} == {"on_hold"}
    assert all("firmware" in str(row).lower() for row in rows("actions", "--text", "FIRMWARE"))
    assert len(rows("actions", "-p", "2021-07")) == 35
    assert [row["period"] for row in rows("reports", "--period", "previous")] == ["2021-06"]
    assert len(rows("reports", "--risk", "13")) == 5
    assert {row["risk_id"] for row in rows("risks", "-p", "latest", "--status", "completed")} == {
        row["risk_id"] for row in rows("actions", "-p", "latest", "--status", "completed")
    }


def test_show_gives_a_page_for_each_part(cli: Cli, sample_store: Path) -> None:
    rows = cli("show", "8", "--period", "2021-05", "--db", sample_store).rows()
    assert {row["part"] for row in rows} >= {"rating", "description", "impact", "action"}
    assert all(row["page"] and row["source_file"] == "OPSG_51_2405_06.pdf" for row in rows)


def test_history_has_redlines(cli: Cli, sample_store: Path) -> None:
    rows = cli("history", "8", "--db", sample_store, "-f", "json").json()
    redlines = [row["redline"] for row in rows if row["redline"]]
    assert [["removed", "three "], ["added", "five "], ["same", "of nine fixes are live"]] in redlines


def test_ask(cli: Cli, sample_store: Path) -> None:
    listed = cli("ask", "-f", "json").json()
    assert {"name", "summary", "takes"} == set(listed[0])
    assert "silently_dropped_actions" in {row["name"] for row in listed}
    few = cli("ask", "stalled_actions", "min_reports=11", "--db", sample_store).rows()
    assert {row["reports_ongoing"] for row in few} == {"11"}


def test_sql_from_stdin(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT count(*) AS n FROM reports"))
    assert cli("sql", "-", "--db", sample_store, "-f", "json").json() == [{"n": 11}]


def test_sql_sees_nothing_but_the_store(cli: Cli, sample_store: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for statement in ("FROM read_csv('secret.csv')", "SELECT * FROM 'secret.csv'", "COPY risk TO 'secret.csv'"):
        assert cli("sql", statement, "--db", sample_store).code == 2
    assert secret.read_text() == "a\n1\n"


@pytest.mark.parametrize(
    ("line", "form"),
    [
        # Only tables are drawn by the answer; the other formats write the rows of any, here those of one with lists
        # and days, and of one with ratings as cells.
        pytest.param(line, form, marks=[] if form == "table" or line in ("stalled", "ratings") else [pytest.mark.slow])
        for line in EVERY
        for form in FORMATS
    ],
)
def test_every_answer_in_every_format(cli: Cli, sample_store: Path, line: str, form: str) -> None:
    name, *rest = line.split(" ", 1)
    arguments = [rest[0].strip("'")] if name == "sql" else "".join(rest).split()
    done = cli(name, *arguments, "--db", sample_store, "--format", form)
    assert done.code == 0
    assert done.out.strip()
    assert all(len(text) <= 120 for text in done.out.splitlines() if form == "table")


def test_output_file_takes_its_format_from_its_ending(cli: Cli, sample_store: Path) -> None:
    for name, begins in (("a.json", "["), ("a.csv", "\ufeffregister,"), ("a.md", "| register"), ("a.jsonl", "{")):
        done = cli("stalled", "--db", sample_store, "-o", name)
        assert (done.code, done.out) == (0, "")
        assert Path(name).read_text(encoding="utf-8").startswith(begins)


def test_output_file_that_cannot_be_written(cli: Cli, sample_store: Path) -> None:
    done = cli("stalled", "--db", sample_store, "-o", "nowhere/a.csv")
    assert done.code == 2
    assert "nowhere/a.csv" in done.line
    before = sample_store.read_bytes()
    assert cli("stalled", "--db", sample_store, "-o", sample_store).code == 2
    assert sample_store.read_bytes() == before


def test_quiet_leaves_stderr_empty(cli: Cli, sample_store: Path) -> None:
    assert cli("stalled", "--db", sample_store).err
    assert cli("stalled", "--db", sample_store, "-q").err == ""


def test_store_from_the_environment(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKTRAIL_DB", str(sample_store))
    assert len(cli("reports").rows()) == 11


def test_parse_is_a_report(cli: Cli, samples: Path) -> None:
    done = cli("parse", samples / LATEST)
    report = Report.model_validate_json(done.out)
    assert (report.period, len(report.risks)) == ("2021-07", 14)
    assert sum(len(risk.actions) for risk in report.risks) == 35
    assert not report.unplaced
    assert not Path("risktrail.duckdb").exists()


def test_parse_with_the_second_reader(cli: Cli, samples: Path) -> None:
    first, second = (cli("parse", samples / LATEST, "--engine", each).json() for each in ("pdfium", "pdfplumber"))
    assert [risk["description"] for risk in first["risks"]] == [risk["description"] for risk in second["risks"]]


def test_parse_and_import_verified_by_both_readers(cli: Cli, samples: Path) -> None:
    assert cli("parse", samples / LATEST, "--verify").err == "Both readers agree in every field.\n"
    done = cli("import", samples / LATEST, "--verify")
    assert (done.code, done.err) == (0, "1 paper: 1 added, 0 unchanged, 0 replaced, 0 superseded, 0 failed.\n")


def test_differences_between_the_readers_are_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("short.pdf").write_bytes(stories.paper(*stories.risk("QRS-001")))
    doubt = ReadingWarning(code="readers_differ", message="OPSG-001 score: read as “1”, by the other as “7”", page=2)
    monkeypatch.setattr("risktrail.ingest.reader.differences", lambda *_: (doubt,))

    def read_here(
        _: LocalWorkers, papers: Iterable[Paper], options: ReadOptions, __: object
    ) -> Iterator[list[PaperResult]]:
        yield from ([PaperResult(each, options.row_reader()(each.content))] for each in papers)

    monkeypatch.setattr(LocalWorkers, "read", read_here)
    assert f"p. 2: {doubt.message}" in cli("parse", "short.pdf", "--verify").err
    for _ in range(2):
        said = cli("import", "short.pdf", "--verify").err
        assert f"short.pdf: p. 2: {doubt.message}" in said
        assert "1 warning" in said


def test_parse_as_rows_and_for_people(cli: Cli, samples: Path) -> None:
    rows = cli("parse", samples / LATEST, "-f", "csv").rows()
    assert sum(row["item"] == "action" for row in rows) == 35
    assert sum(row["item"] == "remark" for row in rows) == 1
    assert len({row["risk_id"] for row in rows}) == 14
    assert "OPSG-008" in cli("parse", samples / LATEST, "-f", "table").out


def test_parse_schema(cli: Cli) -> None:
    schema = cli("parse", "--schema").json()
    assert {"risks", "recommendations", "unplaced", "warnings", "period"} <= set(schema["properties"])


def test_export(cli: Cli, sample_store: Path, tmp_path: Path) -> None:
    done = cli("export", "out", "--db", sample_store, "--no-papers")
    assert done.code == 0
    assert done.out == ""
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["format"] == "csv"
    assert (tmp_path / "out" / "tables" / "action.csv").is_file()
    assert not (tmp_path / "out" / "papers").exists()


def test_export_as_one_workbook(cli: Cli, sample_store: Path) -> None:
    done = cli("export", "out", "--db", sample_store, "--format", "xlsx")
    assert (done.code, done.out, done.line) == (0, "", "out/risktrail.xlsx is written.")
    assert [each.name for each in Path("out").iterdir()] == ["risktrail.xlsx"]


def test_alias(cli: Cli, samples: Path) -> None:
    assert cli("import", samples).code == 0
    assert cli("alias", "13", "15").code == 2
    assert cli("alias", "13", "15", "--reason", "Renumbered in May").code == 0
    assert {row["risk_id"] for row in cli("history", "15").rows()} >= {"OPSG-013", "OPSG-015"}
    assert cli("alias", "13", "15", "--remove").code == 0
    assert {row["risk_id"] for row in cli("history", "15").rows()} == {"OPSG-015"}
    assert cli("alias", "13", "99", "--reason", "x").code == 2


def test_demo(cli: Cli) -> None:
    done = cli("demo")
    assert done.code == 0
    assert "11 papers: 11 added" in done.err
    assert "OPSG-008" in done.out
    assert "no paper for that month" in done.out
    assert Path("risktrail-demo.duckdb").exists()
    assert cli("demo").code == 0
    assert cli("demo", "--db", "risktrail-demo.duckdb").code == 2


def test_bare_command_shows_help(cli: Cli) -> None:
    done = cli()
    assert done.code == 0
    assert "stalled" in done.out


def test_version_and_completion() -> None:
    assert (
        subprocess.run([SCRIPT, "--version"], capture_output=True, text=True, check=True).stdout == "risktrail 0.1.0\n"
    )
    asked = {**os.environ, "_RISKTRAIL_COMPLETE": "complete_bash", "COMP_WORDS": "risktrail st", "COMP_CWORD": "1"}
    done = subprocess.run([SCRIPT], capture_output=True, text=True, env=asked, check=False)
    assert done.stdout.split() == ["stalled"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(sample_store: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [str(SCRIPT), "actions", "--db", str(sample_store), "-q"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "risktrail: stdout: cannot be written (No space left on device). Name another file with -o.\n"


def test_a_reader_who_has_seen_enough(sample_store: Path) -> None:
    program = f"set -o pipefail; {SCRIPT} actions --db {sample_store} -q -f json | head -1"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "[\n"
    assert done.stderr == ""
