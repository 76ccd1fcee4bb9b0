"""The writing end of an import: asks the store what it knows, and puts in what was read, a group at a time.

A transaction costs as much as a dozen papers, so papers wait for each other, never for long. They are told of when
they are stored. Killed before, they are read again next time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from risktrail.cli.plan import Plan
from risktrail.cli.reading import Read, differences
from risktrail.cli.remote import is_url
from risktrail.cli.sources import Source, load
from risktrail.cli.tally import Failure, Tally
from risktrail.cli.voice import VOICE
from risktrail.schema.errors import SourceError
from risktrail.store import Outcome, Paper
from risktrail.store.errors import PaperRefusedError

if TYPE_CHECKING:
    from risktrail.schema.report import Report
    from risktrail.store import Given, Writer

MOST_PAPERS = 32
MOST_BYTES = 8 * 1024**2
MOST_SECONDS = 1.0


class Known(NamedTuple):
    """A known paper met at a place, or with a time, that is news. Its bytes are not wanted."""

    paper: Paper


class Lost(NamedTuple):
    """A paper that could not be fetched."""

    source: Source
    error: SourceError


Arrival = Read | Known | Lost


class Storing:
    """One open store, what waits for being put in, and the count of what became of each paper."""

    def __init__(self, writer: Writer, tally: Tally, plan: Plan) -> None:
        self.writer = writer
        self.tally = tally
        self.plan = plan
        self.version = plan.way.version
        self.accepted: list[Paper] = []
        """Papers that are to be read with `accept_unread`, as an earlier import was told, when the others are."""
        self._waiting: list[Arrival] = []
        self._bytes = 0
        self._since = 0.0

    def to_read(self, sources: Iterable[Source]) -> Iterator[Paper]:
        """The papers that have to be read, fetched one at a time; the known ones are counted on the way."""
        for source in sources:
            try:
                paper = self._unknown(source)
            except SourceError as error:
                self.take([Lost(source, error)])
                continue
            if paper is not None:
                yield from self._unless_accepted(paper)

    def to_read_again(self, stale: Iterable[str]) -> Iterator[Paper]:
        """Papers that another parser read, out of the archive."""
        for sha256 in stale:
            paper = self.writer.archived(sha256)
            if paper is not None:
                yield from self._unless_accepted(paper)
                continue
            remedy = "Import the file again; its bytes were not kept (--no-archive)."
            self.tally.fail(self.writer.name(sha256), Failure("was read by another version of the parser", remedy))

    def _unless_accepted(self, paper: Paper) -> Iterator[Paper]:
        """The paper, if it is to be read in this import's way; else it is put aside."""
        if self.writer.given(paper.sha256).accept_unread and not self.plan.way.accept_unread:
            self.accepted.append(paper)
        else:
            yield paper

    def take(self, arrived: Iterable[Arrival]) -> None:
        """Have papers put in soon: with others, or now, where enough or the first of them have waited for long."""
        for each in arrived:
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting.append(each)
            self._bytes += len(each.paper.content) if isinstance(each, Read) else 0
        waited = time.monotonic() - self._since if self._waiting else 0.0
        if len(self._waiting) >= MOST_PAPERS or self._bytes >= MOST_BYTES or waited >= MOST_SECONDS:
            self.store()

    def store(self) -> None:
        """Put in what waits, in one transaction, and tell what became of it."""
        with self.writer.transaction():
            became = [self._put(each) for each in self._waiting]
        arrived, self._waiting, self._bytes = self._waiting, [], 0
        for each, what in zip(arrived, became, strict=True):
            self._tell(each, what)

    def _unknown(self, source: Source) -> Paper | None:
        """The paper, unless it is known, by its size and time, else by its bytes, or was taken out and is met by the
        way. Raises SourceError.
        """
        if not self.plan.reads_all and self._is_known_file(source):
            self.tally.stored(source.name, Outcome.UNCHANGED)
            return None
        paper = load(source)
        removed = self.writer.removed(paper.sha256)
        if removed is not None and source.where not in self.plan.named:
            self.tally.stays_out(source.name, removed)
            return None
        if self.plan.reads_all or not self.writer.known(paper.sha256, self.version):
            return paper
        self.take([Known(replace(paper, content=b""))])
        return None

    def _is_known_file(self, source: Source) -> bool:
        size, mtime = source.met()
        if size is None or mtime is None:
            return False
        return self.writer.known_file(source.where, size, mtime, self.version)

    def _put(self, arrived: Arrival) -> Outcome | Failure:
        """Put one paper in, or its failure into the ledger."""
        match arrived:
            case Known(paper):
                return self.writer.seen(paper)
            case Lost(source, error):
                failure = Failure(str(error), error.remedy)
                self.writer.lose(source.where, source.name, str(failure), self.version)
                return failure
            case Read(paper, result) if result.report is None:
                failed = Failure(result.reason or "cannot be read", result.remedy or "", result.code)
                return self._failed(paper, failed)
            case Read(paper, result):
                return self._add(replace(paper, modified=result.modified), result.report)

    def _add(self, paper: Paper, report: Report) -> Outcome | Failure:
        removed = self.writer.removed(paper.sha256)
        try:
            became = self.writer.add(
                paper,
                report,
                self.version,
                archive=self.plan.archive,
                again=self.plan.force,
                given=self.plan.given,
            )
        except PaperRefusedError as error:
            return self._failed(paper, Failure(error.reason, error.remedy, error.code))
        if removed is not None:
            VOICE.note(f"{paper.name}: was removed ({removed}) and is taken back.")
        return became

    def _failed(self, paper: Paper, failure: Failure) -> Failure:
        self.writer.fail(paper, str(failure), self.version)
        return failure

    def _tell(self, arrived: Arrival, became: Outcome | Failure) -> None:
        name, where = _called(arrived)
        report = arrived.result.report if isinstance(arrived, Read) else None
        if isinstance(arrived, Read):
            self.tally.reading(report.page_count if report else 0, len(arrived.paper.content))
        if isinstance(became, Failure):
            self.tally.fail(shown(where), became)
            return
        self.tally.stored(name, became, report)
        for each in (*differences(report), *overruled(report, self.plan.given)) if report else ():
            VOICE.note(f"{name}: {each}")


def overruled(report: Report, given: Given) -> list[str]:
    """What was given and is not used, for the paper says otherwise itself; a line each."""
    from risktrail.store import register_of  # late: it needs pydantic

    register, told = register_of(report), []
    if given.register and register and register.casefold() != given.register.casefold():
        told.append(f"is a paper of {register} by its own words, so --register {given.register} is not used for it.")
    if given.period and report.period and report.period != given.period:
        told.append(f"is a paper of {report.period} by its own words, so --period {given.period} is not used for it.")
    return told


def _called(arrived: Arrival) -> tuple[str, str]:
    """Name and path."""
    if isinstance(arrived, Lost):
        return arrived.source.name, arrived.source.where
    return arrived.paper.name, arrived.paper.path


def shown(where: str) -> str:
    """A path as short as it can be said from here; a URL as it is."""
    if is_url(where):
        return where
    path, here = Path(where), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
