"""`watch` as a user runs it: the paragraph on stdout and to the command, the rest on stderr, ended by Ctrl-C."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from risktrail.cli.commands import watch
from risktrail.importing.import_summary import ImportSummary
from risktrail.store.errors import StoreLockedError
from tests.cli.command_line import Cli

SCRIPT = Path(sys.executable).parent / "risktrail"
MAY, JUNE, JULY = "OPSG_51_2405_06.pdf", "OPSG_52_2806_07.pdf", "OPSG_53_2607_07.pdf"
BEGINS = f"Register OPSG, 2021-07 ({JULY}) compared with 2021-06 ({JUNE}): Ratings that rose: OPSG-015 from "
TAKE = "import sys; open('mail.txt', 'a').write(sys.argv[1] + sys.stdin.read())"


@pytest.fixture
def imported(cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, str]]]:
    """What each import of the watched folder comes to, as its registers and months; the store has all samples."""
    imports: list[list[tuple[str, str]]] = []

    def watched(*_: object, **__: object) -> Iterator[ImportSummary]:
        for months in imports:
            yield ImportSummary(months=months, found=1)

    assert cli is not None
    monkeypatch.setenv("RISKTRAIL_DB", str(sample_store))
    monkeypatch.setattr(watch, "watch_folder", watched)
    return imports


def test_papers_that_come_are_told_of_until_ctrl_c(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(samples / MAY, folder)
    shutil.copy(samples / JUNE, folder)
    command = [str(SCRIPT), "watch", "in", "--exec", f'{sys.executable} -c "{TAKE}" Mail:']
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        first = running.stdout.readline()
        assert first.startswith(f"Register OPSG, 2021-06 ({JUNE}) compared with 2021-05 ({MAY}): ")
        assert running.stdout.readline() == "\n"
        shutil.copy(samples / JULY, folder)
        second = running.stdout.readline()
        assert second.startswith(BEGINS)
        while (tmp_path / "mail.txt").read_text().count("\n") < 2:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        told, code = running.stderr.read(), running.wait()
    assert code == 0
    assert (tmp_path / "mail.txt").read_text() == f"Mail:{first}Mail:{second}"
    assert told.splitlines() == [
        "Watching in – Ctrl-C ends it.",
        "2 papers: 2 added, 0 unchanged, 0 replaced, 0 superseded, 0 failed.",
        f"1 earlier month came too: `{SCRIPT} compare` says what changed in them.",
        "1 paper: 1 added, 0 unchanged, 0 replaced, 0 superseded, 0 failed.",
        "Watching has ended; what came so far is stored.",
    ]


def test_the_paragraph_as_an_argument(cli: Cli, imported: list[list[tuple[str, str]]]) -> None:
    imported.append([("OPSG", "2021-07")])
    done = cli("watch", "in", "--exec", f'{sys.executable} -c "{TAKE}" "Told: {{}}"')
    assert done.code == 0
    assert done.out.startswith(BEGINS)
    assert Path("mail.txt").read_text() == f"Told: {done.out.strip()}"


def test_only_the_latest_of_several_months_and_nothing_for_none(
    cli: Cli, imported: list[list[tuple[str, str]]]
) -> None:
    imported += [[("OPSG", "2021-05"), ("OPSG", "2021-06"), ("OPSG", "2021-07")], []]
    done = cli("watch", "in")
    assert done.out.count("Register OPSG, ") == 1
    assert done.out.startswith(BEGINS)
    assert "2 earlier months came too" in done.err


def test_a_command_that_fails_is_told_of_and_the_watching_goes_on(
    cli: Cli, imported: list[list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    imported += [[("OPSG", "2021-06")], [("OPSG", "2021-07")]]
    done = cli("watch", "in", "--exec", "false", "-q")
    assert done.code == 0
    assert done.out.count("Register OPSG, ") == 2
    assert (
        done.err.splitlines()
        == ["risktrail: --exec: false ended with 1; the paragraph above may not have been passed on."] * 2
    )

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("subprocess.run", refuse)
    done = cli("watch", "in", "--exec", "false", "-q")
    assert "--exec: false could not be run (Permission denied)" in done.err


@pytest.mark.parametrize(
    ("command", "told"),
    [("no-such-program x", "no such program"), ("mail 'x", "no closing quotation"), (" ", "no such")],
)
def test_a_command_that_cannot_be_run_is_refused_at_once(cli: Cli, command: str, told: str) -> None:
    Path("in").mkdir()
    done = cli("watch", "in", "--exec", command)
    assert done.code == 2
    assert told in done.line


def test_a_store_that_another_process_takes_is_told_of(
    cli: Cli, imported: list[list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreLockedError("s.duckdb", "process 12 (duckdb)")

    imported.append([("OPSG", "2021-07")])
    monkeypatch.setattr("risktrail.store.open_reader", locked)
    done = cli("watch", "in", "-q")
    assert (done.code, done.out) == (0, "")
    assert "in use by process 12 (duckdb)" in done.line
    assert "`risktrail compare previous latest` says what changed" in done.line
