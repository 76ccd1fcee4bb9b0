"""What cannot be read or used: one line that names the file and says what to do, and the exit code for it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from tests.cli.command_line import Cli, pdf

FIRST, SECOND = "OPSG_43_2408_05.pdf", "OPSG_44_2809_06.pdf"


class NoPaper(NamedTuple):
    """A file that is no readable paper, made from one that is; what is said of it, what is advised."""

    make: Callable[[bytes], bytes]
    reason: str
    remedy: str


NO_PAPERS = {
    "text.pdf": NoPaper(lambda _: b"Risk register, July 2021\n", "the file is no PDF", "as a PDF"),
    "empty.pdf": NoPaper(lambda _: b"", "the file is empty", "as a PDF"),
    "cut.pdf": NoPaper(lambda whole: whole[: len(whole) // 3], "cannot be opened", "Fetch the paper again"),
    "locked.pdf": NoPaper(lambda _: pdf("Risk Register", password="secret"), "password", "without a password"),
    "scan.pdf": NoPaper(lambda _: pdf(), "nothing on its only page could be recognised", "Scan the paper again"),
    "letter.pdf": NoPaper(lambda _: pdf("Dear Sir,", "thank you for it."), "no table of risks", "not an agenda"),
}


@pytest.fixture(params=NO_PAPERS)
def no_paper(request: pytest.FixtureRequest, tmp_path: Path, samples: Path) -> tuple[str, str, str]:
    """The file, in this folder: its name, what is said of it, what is advised."""
    make, reason, remedy = NO_PAPERS[request.param]
    (tmp_path / request.param).write_bytes(make((samples / FIRST).read_bytes()))
    return request.param, reason, remedy


def test_import_of_it_alone_reads_nothing(cli: Cli, no_paper: tuple[str, str, str]) -> None:
    name, reason, remedy = no_paper
    done = cli("import", name, "-q")
    assert done.code == 4
    assert done.out == ""
    assert done.line.startswith(f"risktrail: {name}: ")
    assert reason in done.line
    assert remedy in done.line


def test_the_rest_of_the_batch_is_stored(cli: Cli, samples: Path) -> None:
    paper = (samples / FIRST).read_bytes()
    for name, (make, _, _) in NO_PAPERS.items():
        Path(name).write_bytes(make(paper))
    done = cli("import", *NO_PAPERS, samples / FIRST)
    assert done.code == 1
    assert f"{len(NO_PAPERS) + 1} papers: 1 added" in done.err
    assert f"{len(NO_PAPERS)} failed" in done.err
    assert [row["source_file"] for row in cli("reports").rows()] == [FIRST]
    failed = {row["source_file"]: row["message"] for row in cli("check").rows() if row["kind"] == "failed_paper"}
    assert failed.keys() == NO_PAPERS.keys()
    for name, (_, reason, remedy) in NO_PAPERS.items():
        assert reason in failed[name]
        assert remedy in failed[name], "who looks later is told what to do too"


def test_parse_says_the_same(cli: Cli, no_paper: tuple[str, str, str]) -> None:
    name, reason, remedy = no_paper
    done = cli("parse", name, "-q")
    assert done.code == 4
    assert done.out == ""
    assert done.line.startswith(f"risktrail: {name}: ")
    assert reason in done.line
    assert remedy in done.line


def test_a_failed_paper_is_tried_again(cli: Cli, samples: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"")
    assert cli("import", paper).code == 4
    paper.write_bytes((samples / FIRST).read_bytes())
    assert "1 added" in cli("import", paper).err


def test_folder_without_papers(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("~$paper.pdf", ".hidden.pdf", "notes.txt"):
        (folder / name).write_bytes(b"x")
    done = cli("import", "folder")
    assert done.code == 4
    assert done.line == "risktrail: folder: there is no PDF in this folder. Name the folder with the papers."
    assert not Path("risktrail.duckdb").exists()


def test_missing_path(cli: Cli, samples: Path) -> None:
    done = cli("import", "nowhere.pdf")
    assert done.code == 4
    assert done.line == "risktrail: nowhere.pdf: there is no such file or folder. Check the path."
    done = cli("import", "nowhere.pdf", samples / FIRST)
    assert done.code == 1
    assert "1 added" in done.err


def test_pattern_that_fits_nothing(cli: Cli) -> None:
    done = cli("import", "papers/*.pdf")
    assert done.code == 4
    assert done.line.startswith("risktrail: papers/*.pdf: no PDF matches this pattern.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_that_may_not_be_read(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "private.pdf").write_bytes(b"")
    (tmp_path / "private.pdf").chmod(0)
    done = cli("import", "private.pdf", "-q")
    assert done.code == 4
    assert done.line.startswith("risktrail: private.pdf: cannot be opened (Permission denied).")


def test_unknown_month(cli: Cli, sample_store: Path) -> None:
    done = cli("compare", "2021-06", "2021-08", "--db", sample_store)
    assert done.code == 2
    assert done.out == ""
    assert "'2021-08'" in done.line
    assert "2021-07" in done.line


def test_unknown_risk_question_register_and_status(cli: Cli, sample_store: Path) -> None:
    for arguments, named in (
        (["history", "99"], "99"),
        (["ask", "stalled_acts"], "stalled_acts"),
        (["stalled", "--register", "XYZ"], "XYZ"),
        (["actions", "--status", "finished"], "finished"),
        (["ask", "stalled_actions", "min_reports"], "min_reports"),
        (["ask", "stalled_actions", "colour=red"], "colour"),
        (["sql", "DROP TABLE risk"], "reads"),
        (["sql", "SELEC 1"], "SELEC"),
    ):
        done = cli(*arguments, "--db", sample_store)
        assert done.code == 2, arguments
        assert done.out == ""
        assert named in done.line


WRONG = "stalle", "stalled --foo", "compare 2021-06", "stalled -f xml", "import", "parse", "stalled -n 0"


@pytest.mark.parametrize("line", WRONG)
def test_wrong_command_line(cli: Cli, line: str) -> None:
    done = cli(*line.split())
    assert done.code == 2
    assert done.out == ""
    assert done.line.startswith("risktrail: ")


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as con:
        con.execute("CREATE TABLE risk (id INTEGER)")
    con.close()


def _foreign(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE risk (id INTEGER)")


def _newer(path: Path) -> None:
    from risktrail.store import open_writer

    with open_writer(path) as writer:
        writer.con.execute("UPDATE store_meta SET value = '999' WHERE key = 'schema_version'")


class Strange(NamedTuple):
    """Something at the store's path that is no store, and what is said of it."""

    make: Callable[[Path], object]
    said: str


STRANGE = {
    "missing": Strange(lambda _: None, "there is no store here"),
    "text": Strange(lambda path: path.write_text("hello\n" * 3000), "not a risktrail store"),
    "sqlite": Strange(_sqlite, "not a risktrail store"),
    "another program's": Strange(_foreign, "not a risktrail store"),
    "newer": Strange(_newer, "upgrade risktrail"),
    "a folder": Strange(Path.mkdir, ""),
}


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("command", [["stalled"], ["export", "out"], ["sql", "SELECT 1"]])
def test_strange_store(cli: Cli, kind: str, command: list[str]) -> None:
    make, said = STRANGE[kind]
    make(Path("strange.duckdb"))
    done = cli(*command, "--db", "strange.duckdb")
    assert done.code == 3
    assert done.out == ""
    assert done.line.startswith("risktrail: strange.duckdb: ")
    assert said in done.line


@pytest.mark.parametrize("kind", [kind for kind in STRANGE if kind != "missing"])
def test_import_into_a_strange_store_leaves_it_alone(cli: Cli, kind: str, samples: Path) -> None:
    path = Path("strange.duckdb")
    STRANGE[kind].make(path)
    before = path.read_bytes() if path.is_file() else b""
    done = cli("import", samples / FIRST, "--db", path)
    assert done.code == 3
    assert done.line.startswith("risktrail: strange.duckdb: ")
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_store_locked_by_another_process(cli: Cli, samples: Path) -> None:
    assert cli("import", samples / FIRST).code == 0
    program = "import duckdb; con = duckdb.connect('risktrail.duckdb'); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        for command in (["stalled"], ["import", str(samples / SECOND)]):
            done = cli(*command, "--wait", "0")
            assert done.code == 3
            assert done.line.startswith("risktrail: risktrail.duckdb: the store is in use by ")
            assert str(holder.pid) in done.line
        holder.communicate("\n")
    assert cli("import", samples / SECOND).code == 0


def test_fault_of_our_own(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("risktrail.store.reader.Reader.stalled", broken)
    done = cli("stalled", "--db", sample_store)
    assert done.code == 70
    assert "fault of risktrail" in done.line
    assert "ZeroDivisionError" in done.line
    assert "Traceback" in cli("stalled", "--db", sample_store, "-v").err
