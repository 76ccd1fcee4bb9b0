"""Writing what was read into the store, several papers to a transaction.

A transaction costs as much as storing a dozen papers. So papers wait for each other, and never for long. Each is
recorded when it is stored; an import that is killed before reads it again next time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from risktrail.importing.executors import PaperResult
from risktrail.importing.import_summary import FailedPaper
from risktrail.importing.options import ImportOptions
from risktrail.importing.recorder import Recorder
from risktrail.importing.report_notes import options_not_used, reader_differences
from risktrail.importing.sources.source import Source
from risktrail.importing.sources.url import is_url
from risktrail.schema.errors import SourceError
from risktrail.store import Outcome, Paper
from risktrail.store.errors import PaperRefusedError

if TYPE_CHECKING:
    from risktrail.schema.report import Report
    from risktrail.store import Writer

_log = logging.getLogger(__name__)


class BatchLimits(NamedTuple):
    """When the papers that wait are stored: so many of them, so many bytes, or so long after the first.

    32 papers make the cost of a transaction small beside theirs; 8 MiB bound what is held in memory; after a second a
    person who watches sees that something happens, and an import that is killed loses no more.
    """

    papers: int = 32
    content_bytes: int = 8 * 1024**2
    seconds: float = 1.0


class KnownPaper(NamedTuple):
    """A paper that is stored already, met at a new place or with a new time; its bytes are not kept here."""

    paper: Paper


class UnfetchedPaper(NamedTuple):
    """A paper whose bytes could not be fetched."""

    source: Source
    error: SourceError


WaitingPaper = PaperResult | KnownPaper | UnfetchedPaper


class BatchWriter:
    """Stores papers in batches, and records what became of each."""

    def __init__(self, writer: Writer, recorder: Recorder, options: ImportOptions, limits: BatchLimits) -> None:
        self.writer = writer
        self.recorder = recorder
        self.options = options
        self.limits = limits
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
        for each, outcome in zip(papers, stored, strict=True):
            self._record(each, outcome)

    def _store_one(self, waiting: WaitingPaper) -> Outcome | FailedPaper:
        """Store one paper, or the reason why it failed."""
        version = self.options.reading.parser_version
        match waiting:
            case KnownPaper(paper):
                return self.writer.seen(paper)
            case UnfetchedPaper(source, error):
                failed = FailedPaper(shown_path(source.location), str(error), error.remedy)
                self.writer.lose(source.location, source.name, failed.message, version)
                return failed
            case PaperResult(paper, result) if result.report is None:
                reason = result.reason or "cannot be read"
                return self._store_failure(paper, reason, result.remedy or "", result.code)
            case PaperResult(paper, result):
                return self._store_report(replace(paper, modified=result.modified), result.report)

    def _store_report(self, paper: Paper, report: Report) -> Outcome | FailedPaper:
        removed = self.writer.removed(paper.sha256)
        try:
            outcome = self.writer.add(
                paper,
                report,
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
        failed = FailedPaper(shown_path(paper.path), reason, remedy, code)
        self.writer.fail(paper, failed.message, self.options.reading.parser_version)
        return failed

    def _record(self, waiting: WaitingPaper, outcome: Outcome | FailedPaper) -> None:
        report = waiting.result.report if isinstance(waiting, PaperResult) else None
        if isinstance(waiting, PaperResult):
            self.recorder.read(report.page_count if report else 0, len(waiting.paper.content))
        if isinstance(outcome, FailedPaper):
            self.recorder.failed(outcome)
            return
        name = waiting.source.name if isinstance(waiting, UnfetchedPaper) else waiting.paper.name
        self.recorder.stored(name, outcome, report)
        if report is not None:
            for note in (*reader_differences(report), *options_not_used(report, self.options.given)):
                _log.info("%s: %s", name, note)


def shown_path(location: str) -> str:
    """A path as seen from the current folder, where it lies below it; a URL as it is."""
    if is_url(location):
        return location
    path, here = Path(location), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
