"""Importing many papers from start to end, in processes of their own.

    python -m benchmarks.bulk [--papers 2000] [--script 60]

Each line is one import: papers and pages a second over the whole of it (starting Python, finding files, reading,
storing, working out the trails), and the most memory that the storing process and the largest worker held. The plain
script is what a user would write in an afternoon: pdfplumber, regular expressions, one insert a row.
"""

from __future__ import annotations

import argparse
import json
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

from benchmarks.many_papers import write_papers
from benchmarks.plain_script import read_report

COMMAND = [sys.executable, "-c", "from cli.main import main; main()"]
HEAD = "| import | papers | seconds | papers/s | pages/s | storing MiB | worker MiB |\n| --- | " + "---: | " * 6


@dataclass(frozen=True)
class Run:
    """One import: its figures, elapsed seconds, and the most MiB its storing process and any other of its held."""

    figures: dict[str, Any]
    seconds: float
    worker: float

    def line(self, name: str, pages: int) -> str:
        """A row of the table; `pages` is how many the papers have together."""
        told, papers = self.figures, self.figures["papers"]
        rates = f"{papers / self.seconds:,.1f} | {pages / self.seconds:,.0f}"
        memory = f"{told['peak_memory_mib']:,.0f} | {self.worker:,.0f}"
        return f"| {name} | {papers:,} | {self.seconds:,.2f} | {rates} | {memory} |"


def timed_import(papers: Path, store: Path, *options: str) -> Run:
    """Import, and watch."""
    command = [*COMMAND, "import", str(papers), "--db", str(store), "--stats", "-q", *options]
    begun = time.perf_counter()
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(started, peak))
    watcher.start()
    _, said = started.communicate()
    seconds = time.perf_counter() - begun
    watcher.join()
    return Run(json.loads(said.splitlines()[-1]), seconds, peak[0])


def _watch(started: subprocess.Popen[str], peak: list[float]) -> None:
    """Look at the processes below the import, until it ends."""
    while started.poll() is None:
        peak[0] = max([peak[0], *(_held(pid) for pid in _below(started.pid))])
        time.sleep(0.1)


def _below(parent: int) -> Iterator[int]:
    for file in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in _text(file).split():
            yield int(child)
            yield from _below(int(child))


def _held(pid: int) -> float:
    """The most memory a process has held, in MiB."""
    found = [line.split()[1] for line in _text(Path(f"/proc/{pid}/status")).splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def _text(file: Path) -> str:
    """A file of /proc; nothing where the process has ended."""
    try:
        return file.read_text()
    except OSError:
        return ""


def script_rate(papers: list[Path], store: Path) -> float:
    """Papers a second of the plain script."""
    begun = time.perf_counter()
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
    return len(papers) / (time.perf_counter() - begun)


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
    rate = script_rate(files[:script], scratch / "script.duckdb")
    _say(f"| the plain script | {script} | {script / rate:.1f} | {rate:.1f} | {rate * pages / count:.0f} | | |")
    ours = count / two.seconds
    _say(f"\n{ours / rate:.1f} times the script; two workers {one.seconds / two.seconds:.2f} times one.")


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
