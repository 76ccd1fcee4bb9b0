"""What an import came to, counted and told."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from risktrail.cli.voice import VOICE
from risktrail.cli.wording import count
from risktrail.schema.errors import ExitCode
from risktrail.store import Outcome

if TYPE_CHECKING:
    from risktrail.schema.report import Report

EARLIER = "removed earlier"
SELDOM = (str(Outcome.CONFLICT), EARLIER)  # told of where there are any


class Failure(NamedTuple):
    """Why a paper is not read or not in the store, and what to do. README.md explains each `code`."""

    reason: str
    remedy: str
    code: str | None = None

    def __str__(self) -> str:
        """All of it in one line, as it is said at once and kept for `check`."""
        return f"{self.reason.rstrip('.')}. {self.remedy}".strip() + (f" [{self.code}]" if self.code else "")


@dataclass
class Tally:
    """Papers by what became of them, and what a person should look at in them.

    `removed` are those that stay out because a person took them out. `read` are those that had to be read, with their
    pages (none where that failed) and their `content` in bytes. `watch` is called with the counts so far as each paper
    is done; `begun` is a clock's seconds.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failed: int = 0
    removed: int = 0
    read: int = 0
    pages: int = 0
    content: int = 0
    begun: float = field(default_factory=time.perf_counter)
    watch: Callable[[str], None] | None = None
    unplaced: int = 0
    warnings: int = 0

    def reading(self, pages: int, content: int) -> None:
        """A paper was read, or it was tried."""
        self.read += 1
        self.pages += pages
        self.content += content

    def stored(self, name: str, outcome: Outcome, report: Report | None = None) -> None:
        """A paper is in the store."""
        self.outcomes[outcome] += 1
        if report is not None:
            self.unplaced += len(report.unplaced)
            self.warnings += len(report.warnings)
        VOICE.detail(f"{name}: {outcome}" + (f", {report.period}" if report else ""))
        self._watched()

    def fail(self, name: str, failure: Failure) -> None:
        """A paper could not be read, or is not there; said at once, in one line."""
        self.failed += 1
        VOICE.error(f"{name}: {failure}")
        self._watched()

    def stays_out(self, name: str, reason: str) -> None:
        """A paper that a person took out was met again, and not named itself."""
        self.removed += 1
        VOICE.error(f"{name}: was removed ({reason}); import the file by its own name to take it back.")
        self._watched()

    @property
    def papers(self) -> int:
        """How many papers there were."""
        return self.outcomes.total() + self.failed + self.removed

    def summary(self) -> list[str]:
        """The lines that end an import."""
        counts = [(str(outcome), self.outcomes[outcome]) for outcome in Outcome]
        counts += [(EARLIER, self.removed), ("failed", self.failed)]
        parts = [f"{number} {what}" for what, number in counts if number or what not in SELDOM]
        lines = [f"{count(self.papers, 'paper')}: {', '.join(parts)}."]
        doubts = [
            count(number, *words)
            for number, words in (
                (self.unplaced, ("line that found no place", "lines that found no place")),
                (self.warnings, ("warning", "warnings")),
            )
            if number
        ]
        if doubts:
            lines.append(f"{' and '.join(doubts)}: `risktrail check` lists what to look at.")
        return lines

    def _watched(self) -> None:
        if self.watch is not None:
            counts = [(str(outcome), number) for outcome, number in self.outcomes.items()] + [("failed", self.failed)]
            self.watch(", ".join(f"{number:,} {what}" for what, number in counts if number))

    def exit_code(self) -> ExitCode:
        """0, 1 where something failed, 4 where nothing else came of it."""
        if not self.failed:
            return ExitCode.DONE
        return ExitCode.IN_PART if self.outcomes.total() or self.removed else ExitCode.NOTHING_READ
