"""Deadlines of a register: what is due when, from where it was moved, and who has overdue actions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from risktrail.store.labels import count, day_label
from risktrail.store.page_rows import DatedReport, DueDate, MovedDate, OverdueOwner
from risktrail.web.due_calendar import CalendarRow, DueCalendar, due_calendar
from risktrail.web.register import Evidence, Register


@dataclass(frozen=True)
class Move:
    """A move of a due date, with the page that has the earlier date and the page that has the later one."""

    row: MovedDate
    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True)
class DueEntry:
    """An action that is due, with every move of its date, the earliest first."""

    row: DueDate
    moves: tuple[Move, ...]
    evidence: Evidence | None

    @property
    def lateness(self) -> str:
        """`9 days overdue`, that it is not known, or an empty text where the action is not overdue."""
        if self.row.days_overdue is not None:
            return f"{count(self.row.days_overdue, 'day')} overdue"
        return "perhaps overdue" if self.row.overdue == "not known" else ""

    @property
    def moves_in_words(self) -> str:
        """`moved from 5 Jan 2021 to 1 Mar 2021, then to 1 May 2021`; an empty text where it never was."""
        if not self.moves:
            return ""
        days = [self.moves[0].row.due_before, *(move.row.due_after for move in self.moves)]
        return "moved from " + day_label(days[0]) + " to " + ", then to ".join(map(day_label, days[1:]))


@dataclass(frozen=True)
class OwnerEntry:
    """An owner with overdue actions, and the pages that have these."""

    row: OverdueOwner
    pages: tuple[Evidence, ...]


@dataclass(frozen=True)
class Deadlines:
    """The deadlines in the paper of a month. Each block is worked out when a template first asks for it, and once."""

    register: Register
    as_of: str

    @cached_property
    def report(self) -> DatedReport:
        """The date of the paper, and what it leaves out."""
        return self.register.reader.dated_report(self.register.code, self.as_of)

    @cached_property
    def are_printed(self) -> bool:
        """Whether any paper of the register prints due dates."""
        return self.register.reader.prints_due_dates(self.register.code)

    @cached_property
    def entries(self) -> list[DueEntry]:
        """What is due, the earliest first; what has no day last."""
        moves: dict[str, list[Move]] = defaultdict(list)
        for row in self.register.reader.moved_dates(self.register.code, self.as_of):
            before = self.register.evidence(row.from_period, row.from_page, "action", row.action_id)
            after = self.register.evidence(row.to_period, row.page, "action", row.action_id)
            moves[row.action_id].append(Move(row, before, after))
        return [
            DueEntry(
                row,
                tuple(moves[row.action_id]),
                self.register.evidence(self.as_of, row.page, "action", row.action_id),
            )
            for row in self.register.reader.due_dates(self.register.code, self.as_of)
        ]

    @cached_property
    def calendar(self) -> DueCalendar:
        """The calendar of all that is due on a day."""
        rows = [
            CalendarRow(
                each.row.risk_id,
                each.row.due_date,
                tuple(move.row.due_before for move in each.moves),
                each.row.overdue,
                each.lateness,
                each.moves_in_words,
            )
            for each in self.entries
            if each.row.due_date is not None
        ]
        return due_calendar(rows, self.report.dated)

    @cached_property
    def owners(self) -> list[OwnerEntry]:
        """Who has overdue actions, those with the most first."""
        return [
            OwnerEntry(row, tuple(self._page(page) for page in row.pages or []))
            for row in self.register.reader.overdue_owners(self.register.code, self.as_of)
        ]

    @property
    def overdue(self) -> int:
        """How many actions are overdue."""
        return sum(each.row.overdue == "yes" for each in self.entries)

    @property
    def moved(self) -> int:
        """How many of the actions had their date moved."""
        return sum(bool(each.moves) for each in self.entries)

    @property
    def undated(self) -> int:
        """How many actions have a due date that is no day."""
        return sum(each.row.due_date is None for each in self.entries)

    @property
    def perhaps(self) -> int:
        """How many actions are due later in the month of a paper that prints no day."""
        return sum(each.row.overdue == "not known" for each in self.entries) - self.undated

    def _page(self, page: int) -> Evidence:
        paper = self.register.papers[self.as_of]
        return Evidence(paper.file, page, paper.report_id)
