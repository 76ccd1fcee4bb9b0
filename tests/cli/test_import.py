"""`import` as a user runs it: what it counts, what it keeps, what it passes over."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from reportlab.pdfgen.canvas import Canvas

from risktrail.samples import make_samples
from tests.cli.command_line import Cli
from tests.long_checks.kill import COMMAND

SCRIPT = Path(sys.executable).parent / "risktrail"
FIRST, LAST = "OPSG_43_2408_05.pdf", "OPSG_53_2607_07.pdf"


def counted(err: str) -> dict[str, int]:
    """The figures of the summary: `{"added": 11, ...}`."""
    line = next(line for line in err.splitlines() if re.match(r"\d+ papers?: ", line))
    return {name: int(number) for number, name in re.findall(r"(\d+) ([a-z]+)(?=[,.])", line)}


def test_a_folder_then_the_same_again(cli: Cli, samples: Path) -> None:
    first = cli("import", samples)
    assert (first.code, first.out) == (0, "")
    assert counted(first.err) == {"added": 11, "unchanged": 0, "replaced": 0, "superseded": 0, "failed": 0}
    assert "1 warning" in first.err
    second = cli("import", samples)
    assert counted(second.err) == {"added": 0, "unchanged": 11, "replaced": 0, "superseded": 0, "failed": 0}


def test_the_same_paper_under_another_name_is_unchanged(cli: Cli, samples: Path, tmp_path: Path) -> None:
    cli("import", samples / LAST)
    shutil.copy(samples / LAST, tmp_path / "copy.pdf")
    assert counted(cli("import", "copy.pdf").err)["unchanged"] == 1


def test_a_corrected_paper_replaces_the_earlier(cli: Cli, samples: Path, tmp_path: Path) -> None:
    paper = next(each for each in make_samples.papers().values() if f"{each.reference}.pdf" == LAST)
    content = make_samples.pdf(paper)
    assert content == (samples / LAST).read_bytes()
    later = content.replace(b"(19 July 2021)", b"(20 July 2021)")
    if later == content:
        later = content.replace(b"19 July 2021", b"20 July 2021")
    assert later != content
    (tmp_path / "corrected.pdf").write_bytes(later)
    cli("import", samples / LAST)
    assert counted(cli("import", "corrected.pdf").err)["replaced"] == 1
    states = {row["source_file"]: row["state"] for row in cli("reports").rows()}
    assert states == {LAST: "superseded", "corrected.pdf": "current"}
    assert len(cli("actions").rows()) == 35


def test_names_that_overlap_count_once(cli: Cli, samples: Path) -> None:
    done = cli("import", samples, samples / FIRST, f"{samples}/*_05.pdf")
    assert counted(done.err)["added"] == 11


def test_folders_below_hidden_and_temporary_files(cli: Cli, samples: Path, tmp_path: Path) -> None:
    below = tmp_path / "papers" / "2020" / "august"
    hidden = tmp_path / "papers" / ".trash"
    for folder in (below, hidden):
        folder.mkdir(parents=True)
        shutil.copy(samples / FIRST, folder / "PAPER.PDF")
    (below / "~$paper.pdf").write_bytes(b"lock")
    (below / "._paper.pdf").write_bytes(b"fork")
    (below / "minutes.docx").write_bytes(b"x")
    done = cli("import", "papers", "-v")
    assert done.code == 0
    assert counted(done.err) == {"added": 1, "unchanged": 0, "replaced": 0, "superseded": 0, "failed": 0}
    assert "PAPER.PDF: added, 2020-08" in done.err


def test_patterns_are_understood_where_the_shell_did_not(cli: Cli, samples: Path) -> None:
    assert counted(cli("import", f"{samples}/OPSG_4*.pdf").err)["added"] == 7


def test_quiet_says_nothing_and_no_archive_keeps_no_bytes(cli: Cli, samples: Path) -> None:
    done = cli("import", samples / FIRST, "-q", "--no-archive")
    assert (done.code, done.out, done.err) == (0, "", "")
    with duckdb.connect("risktrail.duckdb", read_only=True) as con:
        assert con.execute("SELECT count(*) FROM paper_content").fetchone() == (0,)
        assert con.execute("SELECT count(*) FROM report").fetchone() == (1,)


def test_a_paper_that_names_no_month_is_refused_and_kept_in_the_ledger(cli: Cli, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "undated.pdf"), invariant=True)
    canvas.drawString(72, 760, "Risk Register")
    canvas.save()
    done = cli("import", "undated.pdf", "-q")
    assert done.code == 4
    assert done.line.startswith("risktrail: undated.pdf: ")


def test_order_of_import_does_not_show(cli: Cli, samples: Path) -> None:
    papers = sorted(samples.glob("*.pdf"))
    cli("import", *papers, "--db", "a.duckdb")
    cli("import", *reversed(papers[:6]), "--db", "b.duckdb")
    cli("import", *reversed(papers[6:]), "--db", "b.duckdb")
    for question in ("stalled", "actions", "ratings"):
        assert cli(question, "--db", "a.duckdb").out == cli(question, "--db", "b.duckdb").out


@pytest.mark.parametrize("when", [0.0, *(pytest.param(later, marks=pytest.mark.slow) for later in (0.05, 0.1))])
def test_interrupted_import_keeps_what_was_finished(samples: Path, tmp_path: Path, when: float) -> None:
    command = [*COMMAND, "import", str(samples), "-v"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as started:
        assert started.stderr is not None
        first = started.stderr.readline()
        time.sleep(when)
        started.send_signal(signal.SIGINT)
        rest = started.stderr.read()
        code = started.wait()
    assert code == 130
    assert "interrupted; what was finished is stored" in rest
    assert "Traceback" not in first + rest
    again = subprocess.run([SCRIPT, "import", samples], cwd=tmp_path, capture_output=True, text=True, check=True)
    figures = counted(again.stderr)
    assert figures["added"] + figures["unchanged"] == 11
    assert figures["unchanged"] >= 1
