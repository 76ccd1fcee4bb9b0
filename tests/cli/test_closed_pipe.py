"""Whoever reads our output may stop at any moment: no error, no traceback, exit code 0."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-c", "from risktrail.cli.main import main; main()"]
COMMANDS = (
    "actions --format json", "actions --format table", "report", "--help",
    *(
        pytest.param(command, marks=pytest.mark.slow)
        for command in ("stalled", "ratings --format markdown", "ask", "parse --schema", "--version")
    ),
)  # fmt: skip


def arguments(command: str, store: Path) -> list[str]:
    words = command.split()
    return [*words, "--db", str(store)] if words[0] in ("stalled", "actions", "ratings", "report") else words


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_that_is_closed_before_anything_is_written(sample_store: Path, command: str) -> None:
    """What is written at last, when Python flushes its output on leaving, meets a closed pipe at the latest."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*RUN, *arguments(command, sample_store)], check=False, stdout=writing, stderr=subprocess.PIPE, text=True
    )
    os.close(writing)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert "risktrail:" not in done.stderr


def test_a_reader_that_stops_after_the_first_line(sample_store: Path) -> None:
    with subprocess.Popen(
        [*RUN, "actions", "--format", "json", "--db", str(sample_store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"[\n"
        running.stdout.close()
        said = running.stderr.read()
    assert running.returncode == 0, said
    assert said == b"" or said.startswith(b"Note: ")


def test_an_import_goes_on_where_nobody_reads_what_it_says(samples: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    store = tmp_path / "s.duckdb"
    papers = [samples / "OPSG_43_2408_05.pdf", tmp_path / "none.pdf", samples / "OPSG_44_2809_06.pdf"]
    done = subprocess.run([*RUN, "import", *map(str, papers), "-v", "--db", str(store)], check=False, stderr=writing)
    os.close(writing)
    assert done.returncode == 1
    listed = subprocess.run([*RUN, "reports", "--db", str(store)], check=True, capture_output=True, text=True)
    assert len(listed.stdout.splitlines()) == 3


def test_a_closed_stdout_is_told_of(sample_store: Path) -> None:
    program = "import sys; sys.stdout = None; from risktrail.cli.main import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "reports", "--db", str(sample_store)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "stdout is closed" in done.stderr
