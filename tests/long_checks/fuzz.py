"""Damaged papers through the whole reader: each has to end as a report or as an error that says what is wrong.

    python -m tests.long_checks.fuzz --count 10000 --seed 1 --jobs 2

The same seed gives the same papers. What a paper must not do: raise anything but a PaperError, give a report that does
not survive being written as JSON and read again, get lost, or leave a worker behind. Papers that do are kept in
`--keep` and counted, and the exit code is 1. A worker that dies or runs out of time or memory over a paper is an
outcome, told apart in the table.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import Result, read_paper
from risktrail.ingest.workers.limits import WorkerLimits
from risktrail.ingest.workers.pool import FinishedPaper, read_in_workers
from risktrail.schema.report import Report
from tests.generators.damaged_pdfs import MUTATIONS

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "samples", ROOT.parent / "shared" / "papers")
LIMITS = WorkerLimits(seconds=30.0, cpu_seconds=30, memory=1 << 30)
FAULT = "fault"


class Mutant(NamedTuple):
    """A damaged paper's name: with the same papers and seed, the number gives the same bytes again."""

    number: int
    kind: str
    paper: str


class Outcomes(NamedTuple):
    """What came of all mutants: how often each outcome, by kind of damage, and what must not be."""

    counts: Counter[tuple[str, str]]
    faults: list[Mutant]
    lost: int
    workers_left: int

    @property
    def clean(self) -> bool:
        return not (self.faults or self.lost or self.workers_left)


def mutants(papers: Sequence[Path], count: int, seed: int) -> Iterator[tuple[Mutant, bytes]]:
    """`count` damaged papers, one damaged in every way in turn. One in four is damaged twice."""
    contents = {path: path.read_bytes() for path in papers}
    for number in range(count):
        chance = Random(f"{seed}:{number}")  # noqa: S311  the same chance every time is what is wanted
        path, other = chance.choice(papers), chance.choice(papers)
        mutation = MUTATIONS[number % len(MUTATIONS)]
        content = contents[path]
        if chance.random() < 0.25:
            content = chance.choice(MUTATIONS[-4:])(chance, content, contents[other])
        yield Mutant(number, mutation.__name__, path.name), mutation(chance, content, contents[other])


def read_and_check(content: bytes, engine_name: EngineName) -> Result[Report]:
    """Read a paper. Raises what the reader must not raise, and ValueError where JSON does not give the report back.

    Of papers that are pictures, one in ten is recognised: that takes a hundred times as long as all else.
    """
    ocr = OcrMode.AUTO if zlib.crc32(content) % 10 == 0 else OcrMode.NEVER
    result = read_paper(content, engine_name, ocr=ocr)
    report = result.report
    if report is not None and Report.model_validate_json(report.model_dump_json()) != report:
        raise ValueError("the report is another after being written and read")
    return result


def fuzz(
    papers: Sequence[Path],
    count: int,
    seed: int,
    *,
    keep: Path,
    jobs: int = 1,
    engine: EngineName = EngineName.PDFIUM,
    limits: WorkerLimits = LIMITS,
) -> Outcomes:
    """Read `count` damaged papers in workers, and count what comes of them. Faulty ones are written to `keep`."""
    counts: Counter[tuple[str, str]] = Counter()
    faults: list[Mutant] = []
    there_before = _grandchildren()  # a browser that a test of the same process has started, and its helpers
    read = partial(read_and_check, engine_name=engine)
    for done in chain.from_iterable(read_in_workers(mutants(papers, count, seed), jobs, read=read, limits=limits)):
        counts[done.key.kind, _outcome(done.result)] += 1
        if done.result.code == FAULT:
            faults.append(done.key)
            _keep(done, keep, seed)
    return Outcomes(counts, faults, count - counts.total(), len(_grandchildren() - there_before))


def _outcome(result: Result[Report]) -> str:
    return result.code or ("report" if not result.report or not result.report.warnings else "report, with warnings")


def _keep(done: FinishedPaper[Mutant], folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{seed}-{done.key.number}-{done.key.kind}.pdf"
    file.write_bytes(done.content or b"")
    print(f"fault: {file} (of {done.key.paper})", file=sys.stderr)


def _grandchildren() -> set[str]:
    """The processes that live and that a process of ours has started: a server starts the workers."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    ours = {pid for pid, parent, _ in rows if parent == str(os.getpid())}
    return {pid for pid, parent, state in rows if parent in ours and not state.startswith("Z")}


def table(outcomes: Outcomes) -> str:
    """The outcomes as a Markdown table: a row for each kind of damage, a column for each outcome."""
    sums: Counter[str] = Counter()
    for (_, outcome), count in outcomes.counts.items():
        sums[outcome] += count
    names = [name for name, _ in sums.most_common()]
    lines = ["| damage | " + " | ".join(names) + " |", "| --- |" + " --: |" * len(names)]
    for kind in [mutation.__name__ for mutation in MUTATIONS]:
        cells = [outcomes.counts[kind, name] for name in names]
        lines.append(f"| {kind.replace('_', ' ')} | " + " | ".join(str(cell or "") for cell in cells) + " |")
    return "\n".join([*lines, "| **all** | " + " | ".join(f"**{sums[name]}**" for name in names) + " |"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.long_checks.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--engine", type=EngineName, choices=list(EngineName), default=EngineName.PDFIUM)
    parser.add_argument("--papers", type=Path, nargs="+", default=FOLDERS, help="folders of papers to damage")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"), help="where faulty papers are written")
    options = parser.parse_args(arguments)
    papers = sorted(path for folder in options.papers for path in folder.glob("**/*.pdf"))
    began = time.monotonic()
    outcomes = fuzz(papers, options.count, options.seed, jobs=options.jobs, engine=options.engine, keep=options.keep)
    took = time.monotonic() - began
    print(f"{options.count} damaged papers of {len(papers)}, {options.engine}, seed {options.seed}, {took:.0f} s\n")
    print(table(outcomes))
    print(f"\nfaults: {len(outcomes.faults)}, papers lost: {outcomes.lost}, workers left: {outcomes.workers_left}")
    return 0 if outcomes.clean else 1


if __name__ == "__main__":
    sys.exit(main())
