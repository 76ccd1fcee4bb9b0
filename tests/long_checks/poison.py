"""Poisonous papers among many: one hangs, one swells, one kills the process that reads it.

    python -m tests.long_checks.poison [--papers 500]

The deeds are really done, by a reader that obeys what such a paper says and reads all others as ever: it takes the
place of the usual one in this program only.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from risktrail.cli.main import run
from risktrail.importing.options import ReadOptions
from risktrail.ingest.reader import Result, read_paper
from risktrail.schema.report import Report
from tests.generators.many_papers import write_papers

POISONS = {
    "hangs.pdf": (b"%PDF-hang", "reading it takes more time than the limit allows"),
    "swells.pdf": (b"%PDF-swell", "reading it needs more memory than the limit allows"),
    "kills.pdf": (b"%PDF-kill", "the process that read it ended (SIGKILL)"),
}


def read_or_obey(content: bytes) -> Result[Report]:
    """Read a paper, or do what it says."""
    if content == b"%PDF-hang":
        while True:
            pass
    if content == b"%PDF-swell":
        held: list[bytes] = []
        while True:
            held.append(bytes(10**8))
    if content == b"%PDF-kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_paper(content)


def poison(folder: Path, count: int) -> None:
    """Make papers in a folder, three of them poisonous and spread among the others."""
    papers = write_papers(folder, count - len(POISONS))
    for number, (name, (content, _)) in enumerate(POISONS.items(), 1):
        before = papers[number * len(papers) // (len(POISONS) + 1)]
        (folder / f"{before.stem}-{name}").write_bytes(content)


def import_poisoned(folder: Path, store: Path, *options: str) -> int:
    """Import the folder with the obedient reader; the exit code."""
    with mock.patch.object(ReadOptions, "reader", return_value=read_or_obey):
        return run(["import", str(folder), "--db", str(store), *options])


def main() -> int:
    """Import, tell."""
    arguments = argparse.ArgumentParser(description="poisonous papers among many")
    arguments.add_argument("--papers", type=int, default=500)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        poison(Path(scratch, "papers"), given.papers)
        begun = time.perf_counter()
        code = import_poisoned(Path(scratch, "papers"), Path(scratch, "store.duckdb"), "--timeout", "10", "--stats")
    sys.stdout.write(f"exit code {code} after {time.perf_counter() - begun:.1f} s\n")
    return 0 if code == 1 else 1


if __name__ == "__main__":
    raise SystemExit(main())
