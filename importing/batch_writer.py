"""Writing what was read into the store, several papers to a transaction.

A transaction costs as much as storing a dozen papers. So papers wait for each other, and never for long. Each is
recorded when it is stored; an import that is killed before reads it again next time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from risktrail.importing.executors import PaperResult
from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.options import ImportOptions
from risktrail.importing.recorder import Recorder
from risktrail.importing.report_notes import options_not_used, passed_over_lines, reader_differences
from risktrail.importing.sources.source import Source
from risktrail.importing.sources.url import is_url
from risktrail.schema.errors import SourceError
from risktrail.store import Outcome, Paper
from risktrail.store.errors import PaperRefusedError

if TYPE_CHECKING:
    from risktrail.ingest.reader import FilePaper, Result
    from risktrail.store import Writer
    from risktrail.store.report_rows import ReportRows

_log = logging.getLogger(__name__)


class BatchLimits(NamedTuple):
    """When the papers that wait are stored: so many of them, so many bytes, or so long after the first.

    64 papers make the cost of a transaction small beside theirs; 8 MiB bound what is held in memory; after two seconds
    a person who watches sees that something happens, and an import that is killed loses no more.
    """

    papers: int = 64
    content_bytes: int = 8 * 1024**2
    seconds: float = 2.0


class KnownPaper(NamedTuple):
    """A paper that is stored already, met at a new place or with a new time; its bytes are not kept here."""

    paper: Paper


class UnfetchedPaper(NamedTuple):
    """A paper whose bytes could not be fetched."""

    source: Source
    error: SourceError


class LeftOut(NamedTuple):
    """A paper that a person removed, for this reason, was met in a file that the user did not name itself."""

    reason: str


class Stored(NamedTuple):
    """What became of one paper. `rows` are what was read of it, None where it was not read."""

    name: str
    outcome: Outcome | FailedPaper | LeftOut
    rows: ReportRows | None = None


WaitingPaper = PaperResult | KnownPaper | UnfetchedPaper


class BatchWriter:
    """Stores papers in batches, and records what became of each."""

    def __init__(
        self,
        writer: Writer,
        recorder: Recorder,
        options: ImportOptions,
        limits: BatchLimits,
        named: frozenset[str] = frozenset(),
        taken_back: frozenset[str] = frozenset(),
    ) -> None:
        self.writer = writer
        self.recorder = recorder
        self.options = options
        self.limits = limits
        self.named = named
        """The paths and URLs of papers that the user named one by one: there alone what a person removed is taken
        back."""
        self.taken_back = taken_back
        """The keys of removed papers that are taken back wherever their file lies."""
        self._waiting: list[WaitingPaper] = []
        self._waiting_bytes = 0
        self._waiting_since = 0.0

    def take(self, papers: Iterable[WaitingPaper] = ()) -> None:
        """Let papers wait to be stored; store them all now where a limit is reached."""
        for each in papers:
            if not self._waiting:
                self._waiting_since = time.monotonic()
            self._waiting.append(each)
            self._waiting_bytes += len(each.paper.content) if isinstance(each, PaperResult) else 0
        waited = time.monotonic() - self._waiting_since if self._waiting else 0.0
        reached = (len(self._waiting), self._waiting_bytes, waited)
        if any(value >= limit for value, limit in zip(reached, self.limits, strict=True)):
            self.store()

    def store(self) -> None:
        """Store the papers that wait, in one transaction, and record what became of them."""
        with self.writer.transaction():
            stored = [self._store_one(each) for each in self._waiting]
        papers, self._waiting, self._waiting_bytes = self._waiting, [], 0
        for each, outcomes in zip(papers, stored, strict=True):
            self._record(each, outcomes)

    def _store_one(self, waiting: WaitingPaper) -> list[Stored]:
        """Store the papers of one file, or the reasons why they failed."""
        match waiting:
            case KnownPaper(file):
                outcome = self.writer.seen(file)
                return [Stored(name, outcome) for name in self.writer.names(file.sha256)]
            case UnfetchedPaper(source, error):
                failed = FailedPaper(shown_path(source.location), str(error), error.remedy)
                version = self.options.reading.parser_version
                self.writer.lose(source.location, source.name, failed.message, version)
                return [Stored(source.name, failed)]
            case PaperResult(file, result):
                return self._store_file(file, result)

    def _store_file(self, file: Paper, result: Result[ReportRows]) -> list[Stored]:
        """Store what was read of a file. One that could not be read at all leaves an earlier reading as it is."""
        papers = [(_paper_of(file, each), each.result) for each in result.all_papers]
        if result.papers or result.report is not None:
            self._settle(file, papers, result)
        return [Stored(paper.name, *self._store_result(file, paper, each)) for paper, each in papers]

    def _settle(
        self, file: Paper, papers: Sequence[tuple[Paper, Result[ReportRows]]], result: Result[ReportRows]
    ) -> None:
        """Tell the store which papers the file holds, and which those of each PDF that is attached to it."""
        own = [paper for paper, _ in papers if paper.sha256 == file.sha256]
        attached = {paper.sha256: paper for each in result.papers if (paper := _attached_file(file, each)) is not None}
        self.writer.settle(file, own, attached.values())
        for inner in attached.values():
            self.writer.settle(inner, [paper for paper, _ in papers if paper.sha256 == inner.sha256])

    def _store_result(
        self, file: Paper, paper: Paper, result: Result[ReportRows]
    ) -> tuple[Outcome | FailedPaper | LeftOut, ReportRows | None]:
        removed = self.writer.removed(paper, self.taken_back)
        if removed is not None and file.path not in self.named:
            return LeftOut(removed), None
        if result.report is None:
            reason = result.reason or "cannot be read"
            return self._store_failure(paper, reason, result.remedy or "", result.code), None
        return self._store_report(replace(paper, modified=result.modified), result.report), result.report

    def _store_report(self, paper: Paper, rows: ReportRows) -> Outcome | FailedPaper:
        removed = self.writer.removed(paper)
        try:
            outcome = self.writer.add(
                paper,
                rows,
                self.options.reading.parser_version,
                archive=self.options.archive,
                again=self.options.force,
                given=self.options.given,
            )
        except PaperRefusedError as error:
            return self._store_failure(paper, error.reason, error.remedy, error.code)
        if removed is not None:
            _log.info("%s: was removed earlier (%s) and is stored again.", paper.name, removed)
        return outcome

    def _store_failure(self, paper: Paper, reason: str, remedy: str, code: str | None) -> FailedPaper:
        place = f"#{paper.pages}" if paper.pages else ""
        failed = FailedPaper(f"{shown_path(paper.path)}{place}", reason, remedy, code)
        self.writer.fail(paper, failed.message, self.options.reading.parser_version)
        return failed

    def _record(self, waiting: WaitingPaper, outcomes: Sequence[Stored]) -> None:
        self.recorder.expect_more(len(outcomes) - 1)
        if isinstance(waiting, PaperResult):
            pages = sum(each.rows.about.page_count for each in outcomes if each.rows)
            self.recorder.read(pages, len(waiting.paper.content))
            for line in passed_over_lines(waiting.result.passed_over):
                _log.info("%s: %s", waiting.paper.name, line)
        for each in outcomes:
            self._record_one(each)

    def _record_one(self, stored: Stored) -> None:
        name, outcome, rows = stored
        if isinstance(outcome, FailedPaper):
            self.recorder.failed(outcome)
        elif isinstance(outcome, LeftOut):
            self.recorder.left_out(name, outcome.reason)
        else:
            self.recorder.stored(name, outcome, rows)
            for note in (*reader_differences(rows.about), *options_not_used(rows, self.options.given)) if rows else ():
                _log.info("%s: %s", name, note)


def _paper_of(file: Paper, place: FilePaper[ReportRows]) -> Paper:
    """One of a file's papers."""
    holder = _attached_file(file, place) or file
    return holder if place.pages is None else holder.part(place.pages)


def _attached_file(file: Paper, place: FilePaper[ReportRows]) -> Paper | None:
    """The PDF that one of a file's papers stands in, where it is attached to the file."""
    attachment = place.attachment
    return file.attached(attachment.name, attachment.content or b"") if attachment else None


def shown_path(location: str) -> str:
    """A path as seen from the current folder, where it lies below it; a URL as it is."""
    if is_url(location):
        return location
    path, here = Path(location), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
