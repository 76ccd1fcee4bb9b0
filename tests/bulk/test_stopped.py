"""Killed, stopped or out of room: nothing is lost or doubled, and the next import does the rest."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.long_checks.kill import COMMAND, fingerprint, import_whole, importing, kill_many, papers_in

KILLS = int(os.environ.get("RISKTRAIL_KILLS", "4"))
"""How many imports are killed; `python -m tests.long_checks.kill` kills a hundred."""


def test_killed_at_any_moment(tmp_path: Path, papers: Callable[[int], list[Path]]) -> None:
    papers(11)
    left = kill_many(KILLS, tmp_path / "papers", tmp_path, 1, "--jobs", "2")
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
    assert said.splitlines()[-1] == "risktrail: told to stop; what was finished is stored."
    assert 0 < papers_in(store) < 22


def test_a_full_disk(tmp_path: Path, papers: Callable[[int], list[Path]]) -> None:
    papers(11)
    store, whole = tmp_path / "store.duckdb", tmp_path / "whole.duckdb"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    command = [*COMMAND, "import", str(tmp_path / "papers"), "--db", str(store), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=little_room)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"risktrail: {store}: ")
    assert "fault" not in line
    for each in (store, whole):
        import_whole(tmp_path / "papers", each)
    assert fingerprint(store) == fingerprint(whole)
