"""PDFs that are no risk registers: how many are taken for one, and why the others are refused.

    python -m tests.long_checks.strangers FOLDER...

Reads every PDF below the folders with the workers of an import. Exit code 1 where one was taken for a register.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from risktrail.ingest.reader import Result
from risktrail.ingest.workers.pool import read_in_workers
from risktrail.schema.report import Report

_FIGURES = re.compile(r"\d[\d,.]*")
_QUOTED = re.compile(r"“[^”]*”")


class Stranger(NamedTuple):
    """A file that is no register, and what came of reading it."""

    path: Path
    result: Result[Report]

    @property
    def is_read(self) -> bool:
        """Whether there is a report of it."""
        return self.result.report is not None

    @property
    def can_be_stored(self) -> bool:
        """Whether its report says which register and which month it is: an import would store it without a question."""
        report = self.result.report
        return report is not None and report.committee is not None and report.period is not None

    @property
    def kind_of_reason(self) -> tuple[str, str]:
        """The code and reason of its refusal, without the figures and the words of this one file."""
        reason = _FIGURES.sub("N", _QUOTED.sub("“…”", self.result.reason or ""))
        return self.result.code or "", reason


def read_strangers(folders: Iterable[Path], jobs: int) -> Iterator[Stranger]:
    """Read every PDF below the folders, whatever the case of its ending, in no order."""
    papers = ((path, path) for folder in folders for path in sorted(folder.rglob("*")) if _is_pdf(path))
    for done in chain.from_iterable(read_in_workers(papers, jobs)):
        yield Stranger(done.key, done.result)


def table(strangers: Sequence[Stranger]) -> str:
    """The counts, the table of reasons and the files taken for registers, as Markdown."""
    stored = sum(one.can_be_stored for one in strangers)
    found = sum(one.is_read for one in strangers)
    lines = [
        f"{len(strangers)} files, {found} read as reports, {stored} of them with a register and a month",
        "",
        "| code | reason | files | one of them |",
        "| --- | --- | --: | --- |",
    ]
    kinds: dict[tuple[str, str], list[Stranger]] = {}
    for one in strangers:
        if not one.is_read:
            kinds.setdefault(one.kind_of_reason, []).append(one)
    for (code, reason), some in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
        example = min(some, key=lambda one: one.path.name).path.name
        lines.append(f"| {code} | {reason.replace('|', '/')} | {len(some)} | {example} |")
    taken = sorted((one for one in strangers if one.is_read), key=lambda one: (not one.can_be_stored, str(one.path)))
    return "\n".join([*lines, *(["", "Taken for registers:"] if taken else []), *map(_taken, taken)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.long_checks.strangers", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    strangers = list(read_strangers(options.folders, options.jobs))
    print(table(strangers))
    return 1 if any(one.is_read for one in strangers) else 0


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf" and path.is_file()


def _taken(one: Stranger) -> str:
    report = one.result.report
    assert report is not None
    month = f"{report.committee or 'no register'}, {report.period or 'no month'}"
    return f"- {one.path}: {month}, {len(report.risks)} risks, {len(report.unplaced)} lines without a place"


if __name__ == "__main__":
    sys.exit(main())
