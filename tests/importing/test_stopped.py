"""Killed, stopped or out of room: nothing is lost or doubled, and the next import does the rest."""

from __future__ import annotations

import resource
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.long_checks.kill import COMMAND, Whole, fingerprint, import_whole, importing, kill_many, papers_in


@pytest.mark.parametrize("kills", [1, pytest.param(12, marks=pytest.mark.slow)])
def test_killed_at_any_moment(kills: int, tmp_path: Path, eleven_papers: Path, whole: Whole) -> None:
    """`python -m tests.long_checks.kill` kills a hundred."""
    left = kill_many(kills, eleven_papers, tmp_path, 1, whole, "--jobs", "2")
    assert left["some"], "not one was killed in the middle"


def test_told_to_stop(tmp_path: Path, papers: Callable[[int], list[Path]]) -> None:
    papers(22)
    store = tmp_path / "store.duckdb"
    with importing(tmp_path / "papers", store) as started:
        assert started.stderr is not None
        started.stderr.readline()
        started.send_signal(signal.SIGTERM)
        said = started.stderr.read().decode()
    assert started.returncode == 143
    assert (
        said.splitlines()[-1]
        == "risktrail: stopped by SIGTERM; finished papers are stored. Run the import again for the others."
    )
    assert 0 < papers_in(store) < 22


def test_a_full_disk(tmp_path: Path, eleven_papers: Path, whole: Whole) -> None:
    store = tmp_path / "store.duckdb"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    command = [*COMMAND, "import", str(eleven_papers), "--db", str(store), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=little_room)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"risktrail: {store}: ")
    assert "fault" not in line
    import_whole(eleven_papers, store)
    assert fingerprint(store) == whole.fingerprint
