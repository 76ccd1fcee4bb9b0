"""The pool: what one paper does to its worker costs that paper alone, and no worker is left over."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from risktrail.ingest.reader import read_paper
from risktrail.ingest.workers.limits import WorkerLimits
from risktrail.ingest.workers.pool import FinishedPaper, read_in_workers
from tests.generators import hostile_pdfs
from tests.ingest.workers.poisons import dies_unless_fresh, obey

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.pdf"))
QUICK = WorkerLimits(seconds=1.0, cpu_seconds=1, memory=1 << 30)
DIED = {b"crash": "SIGSEGV", b"kill": "SIGKILL", b"leave": "no reason was given"}


def running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip()) and not found.stdout.startswith("Z")


def gone(pid: int, within: float = 5.0) -> bool:
    """Whether a process ends within some seconds."""
    deadline = time.monotonic() + within
    while running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not running(pid)


def written(file: Path, within: float = 20.0) -> int:
    """The process number that a worker writes into a file, as soon as it has."""
    deadline = time.monotonic() + within
    while not (file.exists() and file.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return int(file.read_text())


def read_each(*arguments: Any, **named: Any) -> Iterator[FinishedPaper[Any]]:
    """The papers that `read_in_workers` gives, one by one."""
    return chain.from_iterable(read_in_workers(*arguments, **named))


def codes(papers: list[bytes], jobs: int = 1, limits: WorkerLimits = QUICK) -> dict[bytes, str | None]:
    """What became of each paper, each given under its own bytes as the key."""
    done = list(read_each(((paper, paper) for paper in papers), jobs, read=obey, limits=limits))
    assert sorted(each.key for each in done) == sorted(papers), "every paper comes back once"
    return {each.key: each.result.code for each in done}


def test_papers_are_read_as_in_this_process() -> None:
    found = {done.key: done for done in read_each(((path, path) for path in SAMPLES), 2)}
    assert found.keys() == set(SAMPLES)
    for path, done in found.items():
        assert done.content == path.read_bytes()
        assert done.result == read_paper(path.read_bytes())


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (b"hang", "timed_out"),
        (b"sleep", "timed_out"),
        (b"spin", "timed_out"),
        (b"swell", "out_of_memory"),
        (b"abort", "out_of_memory"),
        (b"kill", "worker_died"),
        (b"crash", "worker_died"),
        (b"leave", "worker_died"),
        (b"raise", "fault"),
    ],
)
@pytest.mark.parametrize("jobs", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_a_poisonous_paper_costs_itself_alone(paper: bytes, code: str, jobs: int) -> None:
    good = [b"a", b"b", b"c", b"d", b"e"]
    found = codes([*good[:2], paper, *good[2:]], jobs)
    assert found.pop(paper) == code
    assert set(found.values()) == {"read"}


def test_poisonous_papers_one_behind_the_other() -> None:
    poisons = [b"kill", b"raise", b"abort", b"crash", b"leave", b"swell"]
    found = codes([*poisons, b"good"], 2)
    assert found.pop(b"good") == "read"
    assert "read" not in found.values()


@pytest.mark.parametrize("paper", DIED)
def test_a_death_is_told_as_it_was(paper: bytes) -> None:
    [done] = read_each([(1, paper)], read=obey, limits=QUICK)
    assert done.result.reason == f"the process that read it ended ({DIED[paper]})"
    assert done.result.remedy


@pytest.mark.parametrize(
    "paper",
    [
        partial(hostile_pdfs.bomb, 500),
        hostile_pdfs.form_in_itself,
        hostile_pdfs.nested_forms,
        hostile_pdfs.many_letters,
    ],
)
def test_papers_that_swell(paper: Callable[[], bytes]) -> None:
    papers = [("swells", paper()), *((path.name, path.read_bytes()) for path in SAMPLES[:3])]
    found = {done.key: done.result for done in read_each(papers, 2, limits=WorkerLimits(memory=600 << 20))}
    assert found.pop("swells").code == "out_of_memory"
    assert all(result.report for result in found.values())


def test_a_paper_whose_pages_are_recognised_has_its_time_anew_with_each() -> None:
    pages: list[None] = []
    [done] = read_each([(1, b"recognise")], read=obey, limits=QUICK, on_page=lambda: pages.append(None))
    assert done.result.code == "read"
    assert len(pages) == 4


def test_a_vanished_file_is_a_failed_paper(tmp_path: Path) -> None:
    papers = [("gone", tmp_path / "gone.pdf"), ("folder", tmp_path), ("good", SAMPLES[0])]
    found = {done.key: done for done in read_each(papers)}
    assert found["gone"].content is None
    assert found["gone"].result.code == "unreadable_file"
    assert found["gone"].result.reason == "the file cannot be opened (No such file or directory)"
    assert found["folder"].result.code == "unreadable_file"
    assert found["good"].result.report


def test_papers_larger_than_the_line_wait_for_no_one() -> None:
    papers = [b"sleep", *(bytes(5_000_000) for _ in range(4))]
    done = list(read_each(enumerate(papers), 1, read=obey, limits=QUICK))
    assert sorted((each.key, each.result.code) for each in done) == [
        (0, "timed_out"), (1, "read"), (2, "read"), (3, "read"), (4, "read"),
    ]  # fmt: skip


def test_a_slow_consumer_costs_no_paper_its_time() -> None:
    reading = read_each(enumerate([b"good"] * 6), 2, read=obey, limits=QUICK._replace(seconds=0.3))
    done = []
    for each in reading:
        time.sleep(0.5)
        done.append(each.result.code)
    assert done == ["read"] * 6


def test_nobody_waits_longer_than_the_time_given() -> None:
    with closing(read_in_workers([(1, b"sleep")], poll_seconds=0.02, read=obey, limits=QUICK)) as batches:
        assert [next(batches) for _ in range(4)] == [[]] * 4


def test_few_papers_are_held_at_a_time() -> None:
    taken = 0

    def papers() -> Iterator[tuple[int, bytes]]:
        nonlocal taken
        for taken in range(1, 201):
            yield taken, b"good"

    for given, _ in enumerate(read_each(papers(), 2, read=obey), 1):
        assert taken - given <= 8
    assert taken == 200


def test_workers_stay_and_are_replaced_in_time() -> None:
    def pids(papers_each: int) -> list[str | None]:
        reading = read_each(enumerate([b"good"] * 12), 1, read=obey, limits=WorkerLimits(papers=papers_each))
        return [done.result.reason for done in reading]

    assert len(set(pids(100))) == 1
    assert len(set(pids(5))) == 3


def test_a_paper_is_not_blamed_for_what_earlier_ones_left() -> None:
    done = list(read_each(enumerate([b"good"] * 4), 1, read=dies_unless_fresh))
    assert [each.result.code for each in done] == ["read"] * 4


def test_nothing_to_read() -> None:
    assert list(read_each(iter([]))) == []
    with pytest.raises(ValueError, match="at least one"):
        next(read_in_workers([(1, b"")], 0))


@pytest.mark.parametrize("how", ["closed", "source fails", "interrupted"])
def test_no_worker_is_left_over(how: str, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"

    def papers() -> Iterator[tuple[int, bytes]]:
        yield 0, b"sleep " + str(pid_file).encode()
        yield 1, b"good"
        written(pid_file)
        if how == "source fails":
            raise OSError
        while True:
            yield 2, b"good"

    def work() -> None:
        with closing(read_in_workers(papers(), 2, read=obey)) as reading:
            while not next(reading):
                pass
            if how == "interrupted":
                raise KeyboardInterrupt

    if how == "closed":
        work()
    else:
        with pytest.raises(OSError if how == "source fails" else KeyboardInterrupt):
            work()
    assert gone(written(pid_file))


@pytest.mark.parametrize(
    ("deed", "ending"),
    [
        *(("hang", ending) for ending in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)),
        *(
            pytest.param(deed, ending, marks=pytest.mark.slow)
            for deed in ("sleep", "spin")
            for ending in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
        ),
    ],
)
def test_no_worker_outlives_the_program(deed: str, ending: signal.Signals, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    script = (
        "from risktrail.ingest.workers.pool import read_in_workers; from tests.ingest.workers.poisons import obey\n"
        f"list(read_in_workers([(1, b'{deed} {pid_file}')], read=obey))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.DEVNULL) as program:
        worker = written(pid_file)
        assert running(worker)
        program.send_signal(ending)
        program.wait(10)
    assert gone(worker)


def test_done_names_its_paper() -> None:
    [done] = read_each([("a key", b"no paper")])
    assert done == FinishedPaper("a key", b"no paper", read_paper(b"no paper"))
    assert done.result.code == "not_a_pdf"
