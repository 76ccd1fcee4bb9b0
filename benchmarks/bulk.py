"""Importing many papers from start to end, in processes of their own.

    python -m benchmarks.bulk [--papers 2000] [--script 60]

Each line is one import: papers and pages a second over the whole of it (starting Python, finding files, reading,
storing, working out the trails), the processor time a paper took of the process that stores and of all others, and the
most memory that the storing process and the largest worker held. The plain script is what a user would write in an
afternoon: pdfplumber, regular expressions, one insert a row. Processor time says more than rates where a machine is
busy with other work.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.plain_script import read_report
from tests.generators.many_papers import write_papers

PROGRAM = Path(sys.executable).with_name("risktrail")
HEAD = """\
| import | papers | seconds | papers/s | pages/s | storing: ms each | workers: ms each | storing MiB | worker MiB |
| --- | --: | --: | --: | --: | --: | --: | --: | --: |"""
TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """One import: its figures, elapsed seconds, the processor seconds of the process that stores and of the others,
    and the most MiB any other held.
    """

    figures: dict[str, Any]
    seconds: float
    storing: float
    working: float
    worker: float

    def line(self, name: str, pages: int) -> str:
        """A row of the table; `pages` is how many the papers have together."""
        told, papers = self.figures, self.figures["papers"]
        rates = f"{papers / self.seconds:,.1f} | {pages / self.seconds:,.0f}"
        memory = f"{told['peak_memory_mib']:,.0f} | {self.worker:,.0f}"
        used = f"{self.storing / papers * 1000:.1f} | {self.working / papers * 1000:.1f}"
        return f"| {name} | {papers:,} | {self.seconds:,.2f} | {rates} | {used} | {memory} |"


def timed_import(papers: Path, store: Path, *options: str, program: Path = PROGRAM) -> Run:
    """Import with the program of a checkout, and watch."""
    command = [str(program), "import", str(papers), "--db", str(store), "--stats", "-q", *options]
    begun = time.perf_counter()
    elsewhere = store.parent  # in a checkout, Python would find its folders before those of the program
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=elsewhere)  # noqa: S603 - our own command
    watched = _Watched()
    watcher = threading.Thread(target=watched.watch, args=(started,))
    watcher.start()
    _, said = started.communicate()
    seconds = time.perf_counter() - begun
    watcher.join()
    storing = watched.used.pop(started.pid, 0.0)
    working = sum(watched.used.values())
    return Run(json.loads(said.splitlines()[-1]), seconds, storing, working, watched.peak)


class _Watched:
    """What the processes of an import used, as it was seen last: processor seconds each, and the most MiB of one
    below the first.
    """

    def __init__(self) -> None:
        self.used: dict[int, float] = {}
        self.peak = 0.0

    def watch(self, started: subprocess.Popen[str]) -> None:
        """Look again and again until the import ends."""
        while started.poll() is None:
            below = [*_below(started.pid)]
            self.peak = max([self.peak, *map(_held, below)])
            for pid in (started.pid, *below):
                self.used[pid] = max(self.used.get(pid, 0.0), _used(pid))
            time.sleep(0.05)


def _below(parent: int) -> Iterator[int]:
    for file in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in _text(file).split():
            yield int(child)
            yield from _below(int(child))


def _held(pid: int) -> float:
    """The most memory a process has held, in MiB."""
    found = [line.split()[1] for line in _text(Path(f"/proc/{pid}/status")).splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def _used(pid: int) -> float:
    """The processor seconds a process has used."""
    fields = _text(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK if fields else 0.0


def _text(file: Path) -> str:
    """A file of /proc; nothing where the process has ended."""
    try:
        return file.read_text()
    except OSError:
        return ""


def script_rate(papers: list[Path], store: Path) -> tuple[float, float]:
    """Papers a second of the plain script, and its processor seconds a paper."""
    begun, used = time.perf_counter(), time.process_time()
    with duckdb.connect(str(store)) as con:
        con.execute("CREATE TABLE risk (paper VARCHAR, risk_id VARCHAR, score INTEGER, band VARCHAR, text VARCHAR)")
        con.execute("CREATE TABLE action (paper VARCHAR, risk_id VARCHAR, text VARCHAR, status VARCHAR)")
        for paper in papers:
            for risk in read_report(paper.read_bytes())["risks"]:
                row = (paper.name, risk["risk_id"], risk["score"], risk["band"], risk["description"])
                con.execute("INSERT INTO risk VALUES (?, ?, ?, ?, ?)", row)
                for each in risk["actions"]:
                    told = (paper.name, risk["risk_id"], each["text"], each["status"])
                    con.execute("INSERT INTO action VALUES (?, ?, ?, ?)", told)
    return len(papers) / (time.perf_counter() - begun), (time.process_time() - used) / len(papers)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(scratch: Path, count: int, script: int) -> None:
    """Measure and print the table."""
    _say(HEAD)
    tenth, whole = scratch / "tenth", scratch / "whole"
    write_papers(tenth, count // 10)
    files = write_papers(whole, count)
    few = timed_import(tenth, scratch / "tenth.duckdb", "--jobs", "2")
    _say(few.line("two workers", few.figures["pages"]))
    two = timed_import(whole, scratch / "two.duckdb", "--jobs", "2")
    pages = two.figures["pages"]
    _say(two.line("two workers", pages))
    one = timed_import(whole, scratch / "one.duckdb", "--jobs", "1")
    _say(one.line("one worker", pages))
    again = timed_import(whole, scratch / "two.duckdb", "--jobs", "2")
    _say(again.line("the same folder again", pages))
    rate, used = script_rate(files[:script], scratch / "script.duckdb")
    rates = f"{script / rate:.1f} | {rate:.1f} | {rate * pages / count:.0f}"
    _say(f"| the plain script | {script} | {rates} | {used * 1000:.1f} | | | |")
    ours = count / two.seconds
    _say(f"\n{ours / rate:.1f} times the script; two workers {one.seconds / two.seconds:.2f} times one.")
    _say(f"By processor time {used * count / (two.storing + two.working):.1f} times the script.")


def main() -> None:
    """Make papers, measure, print."""
    arguments = argparse.ArgumentParser(description="imports of many papers, end to end")
    arguments.add_argument("--papers", type=int, default=2000)
    arguments.add_argument("--script", type=int, default=60, help="papers for the plain script")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(scratch), given.papers, given.script)


if __name__ == "__main__":
    main()
