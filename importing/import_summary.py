"""What an import came to: counts, and the papers that failed. Nothing here prints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from risktrail.schema.errors import ExitCode
from risktrail.store import Outcome


@dataclass(frozen=True)
class FailedPaper:
    """A paper that was not read or not stored, or a place where no paper was found.

    `name` is its path as seen from the current folder, or its URL. `reason` is what happened, `remedy` what to do,
    `code` the stable name of the reason where it has one; docs/refusals.md explains each.
    """

    name: str
    reason: str
    remedy: str
    code: str | None = None

    @property
    def message(self) -> str:
        """Reason, remedy and code in one line, without the name; the store keeps it for `risktrail check`."""
        return f"{self.reason.rstrip('.')}. {self.remedy}".strip() + (f" [{self.code}]" if self.code else "")


@dataclass
class ImportSummary:
    """What became of the papers of an import.

    Attributes:
        outcomes: How many papers were stored, by what storing them came to.
        failures: The papers that were not read or not stored, and the places where none was found.
        left_out: How many papers were passed over because a person had removed them.
        months: The register and month of each paper that was added, or took an earlier one's place.
        conflicts: A line on each paper that claims a month which another paper has.
        found: How many papers were found where they were looked for.
        expected: How many papers and failures there will be at the end, known before the first is read.
        read: How many papers had to be read, whether that succeeded or not.
        pages: The pages of the papers that were read.
        recognised: How many pages were recognised from their pictures, those of papers not yet read included.
        content_bytes: The bytes of the papers that were read.
        unplaced: How many lines of the papers were not assigned to any field of their reports.
        warnings: How many doubts the reader had.
        seconds: How long the import took.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failures: list[FailedPaper] = field(default_factory=list)
    left_out: int = 0
    months: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    found: int = 0
    expected: int = 0
    read: int = 0
    pages: int = 0
    recognised: int = 0
    content_bytes: int = 0
    unplaced: int = 0
    warnings: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> int:
        """How many papers failed."""
        return len(self.failures)

    @property
    def papers(self) -> int:
        """How many papers there were, whatever became of them."""
        return self.outcomes.total() + self.failed + self.left_out

    @property
    def exit_code(self) -> ExitCode:
        """What the command line ends with: 0; 1 where a paper failed; 4 where nothing else came of it."""
        if not self.failures:
            return ExitCode.DONE
        return ExitCode.IN_PART if self.outcomes.total() or self.left_out else ExitCode.NOTHING_READ
