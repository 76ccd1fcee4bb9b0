"""Records the outcome of each paper: counts it, logs it, and calls the caller's callback."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from risktrail.importing.import_summary import FailedPaper, ImportSummary
from risktrail.store import Outcome

if TYPE_CHECKING:
    from risktrail.store.report_rows import ReportRows

OnProgress = Callable[[ImportSummary], None]
"""Called with the summary so far, whenever another paper is done."""

_log = logging.getLogger(__name__)


class Recorder:
    """Records into one summary; `on_progress` is called after each paper once it is set."""

    def __init__(self, summary: ImportSummary) -> None:
        self.summary = summary
        self.on_progress: OnProgress | None = None

    def read(self, pages: int, content_bytes: int) -> None:
        """A paper was read; where that failed it has no pages."""
        self.summary.read += 1
        self.summary.pages += pages
        self.summary.content_bytes += content_bytes

    def page_recognised(self) -> None:
        """A page of a paper that is being read was recognised from its picture."""
        self.summary.recognised += 1
        self._progressed()

    def expect_more(self, papers: int) -> None:
        """A file held so many papers more than the one that was expected."""
        self.summary.expected += papers

    def stored(self, name: str, outcome: Outcome, rows: ReportRows | None = None) -> None:
        """A paper is in the store; `rows` are what was read of it, None where it did not have to be read."""
        self.summary.outcomes[outcome] += 1
        if rows is not None:
            self.summary.unplaced += rows.unplaced
            self.summary.warnings += len(rows.about.warnings)
        _log.debug("%s: %s%s", name, outcome, f", {rows.about.period}" if rows else "")
        self._progressed()

    def failed(self, paper: FailedPaper) -> None:
        """A paper could not be read or stored, or is not there."""
        self.summary.failures.append(paper)
        _log.error("%s: %s", paper.name, paper.message)
        self._progressed()

    def left_out(self, name: str, reason: str) -> None:
        """A paper that a person had removed was met, and had not been named itself."""
        self.summary.left_out += 1
        _log.error(
            "%s: was removed earlier (%s) and is skipped; to store it again, name the file itself.", name, reason
        )
        self._progressed()

    def _progressed(self) -> None:
        if self.on_progress is not None:
            self.on_progress(self.summary)
