"""Kills imports at random moments, finishes them, and compares the stores with one made in one go.

    python -m tests.long_checks.kill [--count 100] [--papers 22] [--seed 1] [--jobs 2]

Exit code 1 where a store differs. A store is compared by its export: every table, every question and the archived
papers, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import duckdb

from risktrail.store import export_store, open_reader
from tests.generators.many_papers import write_papers

PROGRAM = """\
import functools
from risktrail.cli.main import main
from risktrail.importing import pipeline
pipeline.BatchLimits = functools.partial(pipeline.BatchLimits, papers=4)
main()
"""
COMMAND = [sys.executable, "-c", PROGRAM]
"""An import that stores four papers at a time, so that few papers make many transactions to be killed in."""


def importing(papers: Path, store: Path, *options: str) -> subprocess.Popen[bytes]:
    """An import that has just been started."""
    command = [*COMMAND, "import", str(papers), "--db", str(store), "--verbose", "--wait", "10", *options]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)


def import_whole(papers: Path, store: Path, *options: str) -> float:
    """Import to the end; the seconds it took."""
    begun = time.perf_counter()
    started = importing(papers, store, *options)
    _, said = started.communicate()
    if started.returncode:
        raise RuntimeError(f"the import ended with {started.returncode}: {said.decode()}")
    return time.perf_counter() - begun


class Whole(NamedTuple):
    """A store made in one go: what it says, how many papers it has, and the seconds it took."""

    fingerprint: str
    papers: int
    seconds: float


def whole_store(papers: Path, store: Path, *options: str) -> Whole:
    """Make a store that was never interrupted, for others to be compared with."""
    seconds = import_whole(papers, store, *options)
    return Whole(fingerprint(store), papers_in(store), seconds)


def fingerprint(store: Path) -> str:
    """SHA-256 over all that a store says. Raises AssertionError where the store contradicts itself."""
    with open_reader(store) as reader:
        if wrong := reader.ask("integrity").rows:
            raise AssertionError(f"{store}: {wrong}")
    whole = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        for file in export_store(store, folder, "csv"):
            whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def papers_in(store: Path) -> int:
    """How many papers a killed import left: a store that is not there, or was never set up, has none."""
    if not store.exists():
        return 0
    with duckdb.connect(str(store), read_only=True) as con:
        found = con.execute("SELECT estimated_size FROM duckdb_tables() WHERE table_name = 'report'").fetchone()
        return int(found[0]) if found else 0


def kill(after: int, moment: float, papers: Path, store: Path, *options: str) -> int:
    """Import, killed `moment` seconds after so many papers; the number of papers that were stored by then."""
    with importing(papers, store, *options) as started:
        for _ in range(after):
            (started.stderr or io.BytesIO()).readline()
        time.sleep(moment)
        started.send_signal(signal.SIGKILL)
    return papers_in(store)


def kill_many(count: int, papers: Path, folder: Path, seed: int, whole: Whole, *options: str) -> Counter[str]:
    """Kill `count` imports, each at its moment, and finish them; how many left `none`, `some` or `all` of the papers.

    Raises AssertionError where a finished store differs from one made in one go.
    """
    moments = random.Random(seed)  # noqa: S311 - chance, not a secret
    left: Counter[str] = Counter()
    for number in range(count):
        store = folder / f"killed{number}.duckdb"
        # Every third at any moment of the whole, the others while papers are being stored.
        after = moments.randrange(1, whole.papers) if (number + 1) % 3 else 0
        moment = moments.uniform(0, 0.05 if after else whole.seconds)
        found = kill(after, moment, papers, store, *options)
        left["none" if not found else "some" if found < whole.papers else "all"] += 1
        import_whole(papers, store, *options)
        if fingerprint(store) != whole.fingerprint:
            raise AssertionError(
                f"killed {moment:.3f} s after {after} papers, with {found} stored, the finished store differs"
            )
        store.unlink()
    return left


def main() -> int:
    """Kill, compare, tell."""
    arguments = argparse.ArgumentParser(description="imports killed at random moments")
    arguments.add_argument("--count", type=int, default=100)
    arguments.add_argument("--papers", type=int, default=22)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", default="2")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        write_papers(Path(scratch, "papers"), given.papers)
        folder, jobs = Path(scratch, "papers"), ("--jobs", given.jobs)
        whole = whole_store(folder, Path(scratch, "whole.duckdb"), *jobs)
        left = kill_many(given.count, folder, Path(scratch), given.seed, whole, *jobs)
    told = ", ".join(f"{number} with {what} of the papers stored" for what, number in sorted(left.items()))
    sys.stdout.write(f"{given.count} imports killed, all finished to equal stores ({told}).\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
