"""A register at one look: the blocks of the report, and of its first page when served."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from risktrail.store.joined_risks import joining_notes
from risktrail.web.changes import Changes, changes
from risktrail.web.checks import DoubtsOfAKind, doubts
from risktrail.web.events import Events, events
from risktrail.web.labels import band_class, rating
from risktrail.web.matrix import MatrixRow, matrix
from risktrail.web.period_range import Span, span
from risktrail.web.register import Issue, Register
from risktrail.web.stalled import Filters, Stalled, stalled, stalled_rows

ORDER = ("critical", "high", "moderate", "low", "other")


@dataclass(frozen=True)
class Overview:
    """Each block is worked out when it is first asked for, and once."""

    register: Register
    span: Span
    most_doubts: int

    @property
    def issue(self) -> Issue:
        """The paper the page stands at."""
        return self.register.issues[self.span.last]

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """First and last month of each gap that reaches into the span."""
        return [gap for gap in self.register.gaps if self.span.first <= gap[1] and gap[0] <= self.span.last]

    @property
    def incomplete(self) -> list[str]:
        """A line on each month up to the last of whose paper a part was not read."""
        return self.register.incomplete(until=self.span.last)

    @cached_property
    def matrix(self) -> list[MatrixRow]:
        """Risk by month."""
        return matrix(self.register, self.span)

    @property
    def rating_notes(self) -> list[str]:
        """What the matrix joins, and what it does not, by what a person said of renumbered risks."""
        return joining_notes(self.register.reader.con, self.register.code)

    @property
    def papers(self) -> int:
        """How many papers there are up to the last month: from one nothing can have come, gone or stalled."""
        return sum(month <= self.span.last for month in self.register.issues)

    @property
    def gone_risks(self) -> int:
        """How many risks went, however often each did."""
        return len({event.row["risk_id"] for event in self.events.gone})

    @property
    def dropped_actions(self) -> int:
        """How many actions were dropped, however often each was."""
        return len({event.row["action_id"] for event in self.events.dropped})

    @property
    def bands(self) -> list[tuple[str, int]]:
        """How many risks of the last paper each band has, the worst first."""
        latest = [row.latest for row in self.matrix if row.latest.state == "stands"]
        counted = Counter(cell.band or rating(None, None) for cell in latest)
        return sorted(counted.items(), key=lambda each: ORDER.index(band_class(each[0])))

    @cached_property
    def changes(self) -> Changes | None:
        """What changed up to the last month; None where there is no paper before."""
        if self.span.since is None:
            return None
        return changes(self.register, self.register.reader.compare(self.span.since, self.span.last, self.register.code))

    @cached_property
    def stalled(self) -> list[Stalled]:
        """Actions ongoing in three papers or more."""
        return stalled(self.register, self.span, stalled_rows(self.register, self.span.last, Filters()))

    @cached_property
    def events(self) -> Events:
        """What came and went within the span."""
        return events(self.register, self.span)

    @cached_property
    def doubts(self) -> list[DoubtsOfAKind]:
        """What a person should look at."""
        return doubts(self.register, self.most_doubts)


def overview(register: Register, since: str | None, until: str | None, most_doubts: int) -> Overview:
    """The overview of a register. Raises UnknownPeriodError."""
    return Overview(register, span(register, since, until), most_doubts)
