"""Everything that is told at once: each figure before and now, against its target, in one table.

    python -m benchmarks.all [--before ../before] [--store FILE] [--packs FOLDER] [--papers 1000]

`--before` is a checkout of 35dbe23 with a .venv: reading, starting and importing are then measured with both builds, in
turn. Without one, and for what needs a store of a size that takes minutes to make, the figures are those recorded of it
on two idle cores (`recorded`). `--store` keeps the store of `benchmarks.store_at_size` for the next time; to make it
takes two minutes, all else five. Times are of the processor, but for questions and pages at size and for what two
workers are worth. What takes longer has commands of its own; README.md beside this file has their figures.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import bulk, cold_start, reading, serving, store_at_size, two_builds
from risktrail.ingest.reader import read_file
from risktrail.ingest.workers.process import spare_collector
from risktrail.store import open_reader
from tests.generators.many_papers import write_papers
from tests.generators.synthetic_store import make_store

SHARED = Path(__file__).resolve().parents[2] / "shared"
FAMILIES = {
    "samples": [reading.SAMPLES],
    "embedded fonts": [SHARED / "papers" / "opsg-word", SHARED / "papers" / "opsg-web"],
}
RECORDED = {
    "reading samples": 4.67,
    "reading embedded fonts": 5.22,
    "stalled": 2.34,
    "storing": 5.2,
    "two workers": 1.73,
    "stalled_actions of all": 235.0,
    "compare of two months": 49.0,
    "overview, first": 318.0,
    "overview, later": 146.0,
    "risk, first": 223.0,
    "risk, later": 56.0,
}
"""What was measured of 35dbe23 on two idle cores."""
AT_SIZE = {"stalled_actions of all": 500.0, "overdue_actions of all": 500.0, "compare of two months": 30.0}
PAGES = ("overview", "risk")
FIRST, LATER = 150.0, 60.0
PACK_OF_FLOOR = 1.6


class Figure(NamedTuple):
    """One line of the table. `least` says that the target is a least value, of `now` or of how often it is better."""

    name: str
    unit: str
    now: float
    before: float | None = None
    recorded: bool = False
    target: float | None = None
    of_ratio: bool = False
    """The target is how many times as fast as before."""
    least: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times less there is now; of a figure that is to be large, how many times more."""
        if self.before is None:
            return None
        return self.now / self.before if self.least and not self.of_ratio else self.before / self.now

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        value = self.ratio if self.of_ratio else self.now
        if self.target is None or value is None:
            return ""
        return "met" if (value >= self.target if self.of_ratio or self.least else value <= self.target) else "missed"

    def line(self) -> str:
        """A row of the table."""
        before = "" if self.before is None else f"{self.before:,.2f}{' recorded' if self.recorded else ''}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        bound = "at least" if self.of_ratio or self.least else "at most"
        target = "" if self.target is None else f"{bound} {self.target:g}{' times' if self.of_ratio else ''}"
        return f"| {self.name}, {self.unit} | {before} | {self.now:,.2f} | {ratio} | {target} | {self.verdict} |"


def reading_figures(before: Path | None, rounds: int) -> Iterator[Figure]:
    """Processor milliseconds a page, of this build and of the one before, paper by paper in turn."""
    for name, folders in FAMILIES.items():
        papers = [path for folder in folders for path in sorted(folder.glob("*.pdf"))]
        if not papers:
            continue
        pages = sum(map(_pages, papers))
        builds = [two_builds.Build(), *([two_builds.Build(before)] if before else [])]
        least = two_builds.measure(builds, papers, rounds)
        for build in builds:
            build.close()
        now, *other = [1000 * sum(each) / pages for each in least]
        then = other[0] if other else RECORDED[f"reading {name}"]
        yield Figure(f"reading, {name}", "ms a page", now, then, not other, 1.8, of_ratio=True)


def pack_figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Whole packs, as many times the floor."""
    spare_collector()
    for pack in sorted(folder.glob("*.pdf")):
        seconds = reading.measure({"ours": read_file, "floor": reading.open_only}, [pack.read_bytes()], rounds)
        name = f"a pack of {_pages(pack)} pages ({pack.name})"
        yield Figure(name, "times the floor", seconds["ours"] / seconds["floor"], target=PACK_OF_FLOOR)


def start_figures(before: Path | None, rounds: int) -> Iterator[Figure]:
    """New processes, against what they cannot do without."""
    now = cold_start.ratios(cold_start.of_program(Path(sys.executable), rounds))
    then = cold_start.ratios(cold_start.of_program(_python(before), rounds)) if before else RECORDED
    for name in cold_start.BASES:
        bare, target = cold_start.BASES[name], cold_start.TARGETS[name]
        yield Figure(f"starting, {name}", f"times {bare}", now[name], then.get(name), before is None, target)


def import_figures(before: Path | None, papers: int, scratch: Path) -> Iterator[Figure]:
    """A bulk import with two workers and with one: what the process that stores takes, and what the second is worth."""
    write_papers(scratch / "papers", papers)
    two = bulk.timed_import(scratch / "papers", scratch / "two.duckdb", "--jobs", "2")
    one = bulk.timed_import(scratch / "papers", scratch / "one.duckdb", "--jobs", "1")
    then, recorded = RECORDED["storing"], True
    if before:
        run = bulk.timed_import(
            scratch / "papers", scratch / "before.duckdb", "--jobs", "2", program=_python(before).with_name("risktrail")
        )
        then, recorded = 1000 * run.storing / papers, False
    storing = 1000 * two.storing / papers
    yield Figure(f"storing, of {papers:,} papers", "ms of processor time a paper", storing, then, recorded, 2.5)
    workers = one.seconds / two.seconds
    yield Figure("two workers", "times one", workers, RECORDED["two workers"], True, 1.85, least=True)
    yield Figure("memory of the process that stores", "MiB", two.figures["peak_memory_mib"])


def question_figures(store: Path) -> Iterator[Figure]:
    """Questions at size, in milliseconds inside DuckDB."""
    with open_reader(store) as reader:
        for name, sql, _ in store_at_size.QUESTIONS:
            if name in AT_SIZE:
                taken, _ = store_at_size.milliseconds(lambda sql=sql: reader.query(sql))  # type: ignore[misc]
                yield Figure(f"{name}, at size", "ms", taken, RECORDED.get(name), True, AT_SIZE[name])


def page_figures(store: Path, registers: int, rounds: int) -> Iterator[Figure]:
    """Pages at size, in milliseconds to the answer's last byte: the median of requests."""
    pages = {name: serving.PAGES[name] for name in PAGES}
    for name, asked in serving.measure(store, serving.known(store, registers), rounds, pages).items():
        for when, seconds, target in (("first", asked.first, FIRST), ("later", asked.later, LATER)):
            before = RECORDED[f"{name}, {when}"]
            yield Figure(f"page {name} at size, {when}", "ms", 1000 * median(seconds), before, True, target)


def rivals(rounds: int) -> str:
    """What else could be done with the same pages, as a table."""
    papers = [path.read_bytes() for path in sorted(reading.SAMPLES.glob("*.pdf"))]
    pages = sum(map(_pages, reading.SAMPLES.glob("*.pdf")))
    return reading.table(reading.measure(reading.contestants(), papers, rounds), pages)


def _pages(path: Path) -> int:
    return reading.page_count(path.read_bytes())


def _python(checkout: Path) -> Path:
    return (checkout / ".venv" / "bin" / "python").absolute()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit code is 0 whatever the verdicts are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.all", description=__doc__.partition("\n")[0])
    parser.add_argument("--before", type=Path, help="a checkout of 35dbe23 with a .venv")
    parser.add_argument("--store", type=Path, help="the store at size, kept and used again")
    parser.add_argument("--packs", type=Path, default=SHARED / "packs", help="a folder of packs")
    parser.add_argument("--papers", type=int, default=1000, help="how many papers are imported")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    _say(f"{reading.machine()}\n\n| figure | before | now | ratio | target | verdict |")
    _say("| --- | --: | --: | --: | --: | --- |")
    with tempfile.TemporaryDirectory() as scratch:
        store = given.store or Path(scratch) / "at_size.duckdb"
        if not store.exists():
            make_store(store, 1000, 120)
        for figures in (
            reading_figures(given.before, given.rounds),
            pack_figures(given.packs, 1),
            start_figures(given.before, 4 * given.rounds),
            import_figures(given.before, given.papers, Path(scratch)),
            question_figures(store),
            page_figures(store, 10, 3),
        ):
            for figure in figures:
                _say(figure.line())
    _say(f"\nThe same pages by others, processor time:\n\n{rivals(1)}")
    gc.unfreeze()  # what `spare_collector` froze: DuckDB's binding would say that it leaks
    return 0


if __name__ == "__main__":
    sys.exit(main())
