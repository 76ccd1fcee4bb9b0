"""What storing costs as a store grows, apart from reading.

    python -m benchmarks.storing [--papers 200 2000 20000]

The sample papers are read once; what was read is then stored again and again, each time as another register's paper,
with bytes of its own as large as a paper's. Each size has a process of its own. `again` is a second import's part in
it: opening the store and looking for every paper by path, size and time.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from risktrail.importing.batch_writer import BatchLimits
from risktrail.ingest.reader import read_paper
from risktrail.ingest.workers.limits import peak_memory
from risktrail.schema.report import Report
from risktrail.store import Paper, open_writer
from tests.generators.many_papers import many_papers

VERSION = "1"
TIME = 1.0
HEAD = """\
| papers | seconds | ms a paper | of processor time | trails: ms a paper | peak MiB | store MiB | again, s |
| --: | --: | --: | --: | --: | --: | --: | --: |"""


def readings(count: int, read: list[Report]) -> Iterator[tuple[Paper, Report]]:
    """So many papers and what they say; no two have the same bytes."""
    for at, (name, content) in enumerate(many_papers(count)):
        own = hashlib.shake_256(content).digest(len(content))  # as hard to compress as a paper
        report = read[at % len(read)].model_copy(update={"committee": name[:4]})
        yield Paper(name, f"/papers/{name}", own, hashlib.sha256(own).hexdigest(), TIME, len(own)), report


def measure(count: int, path: Path) -> str:
    """Store so many papers; a row of the table."""
    source = readings(count, [report for _, content in many_papers(11) if (report := read_paper(content).report)])
    begun, used = time.perf_counter(), 0.0
    places = []
    with open_writer(path) as writer:
        while group := list(itertools.islice(source, BatchLimits().papers)):
            before = time.process_time()
            with writer.transaction():
                for paper, report in group:
                    writer.add(paper, report, VERSION)
            used += time.process_time() - before
            places += [(paper.path, paper.size) for paper, _ in group]
        stored = time.perf_counter()
    finished = time.perf_counter()
    peak = peak_memory() / 1024**2
    with open_writer(path) as writer:
        if not all(writer.known_file(where, size, TIME, VERSION) for where, size in places):
            raise AssertionError("a stored paper is not known")
        again = time.perf_counter() - finished
    each = 1000 / count
    figures = (
        f"{count:,} | {finished - begun:.1f} | {(finished - begun) * each:.1f} | {used * each:.1f}"
        f" | {(finished - stored) * each:.1f} | {peak:,.0f} | {path.stat().st_size / 1024**2:,.0f} | {again:.2f}"
    )
    return f"| {figures} |\n"


def main() -> None:
    """Measure each size in a process of its own, and print the table."""
    arguments = argparse.ArgumentParser(description="what storing costs as a store grows")
    arguments.add_argument("--papers", type=int, nargs="+", default=[200, 2000, 20000])
    sizes = arguments.parse_args().papers
    if len(sizes) == 1:
        with tempfile.TemporaryDirectory() as scratch:
            sys.stdout.write(measure(sizes[0], Path(scratch, "store.duckdb")))
        return
    print(HEAD, flush=True)
    for size in sizes:
        subprocess.run([sys.executable, "-m", "benchmarks.storing", "--papers", str(size)], check=True)  # noqa: S603 - our own


if __name__ == "__main__":
    main()
