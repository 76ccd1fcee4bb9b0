"""What the end of a worker's process means for its paper, and when a worker is worn."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from risktrail.ingest.workers.limits import WorkerLimits, is_worn, out_of_memory, peak_memory, result_of_exit, timed_out


@pytest.mark.parametrize(
    ("exitcode", "code"),
    [
        (-signal.SIGALRM, "timed_out"),
        (-signal.SIGXCPU, "timed_out"),
        (-signal.SIGABRT, "out_of_memory"),
        (1, "fault"),
        (70, "fault"),
        (0, "worker_died"),
        (None, "worker_died"),
        (-signal.SIGKILL, "worker_died"),
    ],
)
def test_what_a_workers_end_means(exitcode: int | None, code: str) -> None:
    result = result_of_exit(exitcode)
    assert (result.report, result.code) == (None, code)
    assert result.reason
    assert result.remedy


def test_a_fault_of_the_program_asks_for_a_report_and_not_for_a_better_paper() -> None:
    remedy = result_of_exit(1).remedy
    assert remedy is not None
    assert remedy.startswith("Report it together with the paper")
    assert remedy not in (timed_out().remedy, out_of_memory().remedy)


def test_time_and_memory_are_told_apart() -> None:
    assert timed_out().reason == "reading it takes more time than the limit allows"
    assert out_of_memory().reason == "reading it needs more memory than the limit allows"


@pytest.mark.parametrize(("memory", "worn"), [(1 << 20, True), (1 << 50, False)])
def test_a_worker_that_has_held_half_of_its_memory_is_worn(memory: int, worn: bool) -> None:
    assert is_worn(WorkerLimits(memory=memory)) is worn


def test_what_the_process_that_started_this_one_held_is_not_counted() -> None:
    held = bytearray(256 << 20)
    held[::4096] = bytes(len(held[::4096])).replace(b"\0", b"x")
    code = "from risktrail.ingest.workers.limits import peak_memory; print(peak_memory())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert peak_memory() > len(held)
    assert 4 << 20 < int(done.stdout) < 200 << 20
