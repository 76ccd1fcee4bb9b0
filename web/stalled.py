"""Stalled actions, longest first, each with its age as a bar through the months."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from risktrail.store import Answer
from risktrail.store.answer_rows import StalledAction
from risktrail.web.period_range import PeriodRange
from risktrail.web.register import Evidence, Register

BarPart = Literal["gap", "before", "ongoing", "still"]


@dataclass(frozen=True)
class StalledEntry:
    """A stalled action with its bar: a month and what the action was in it, for each month of a range.

    A month is a `gap` without a paper, `before` the action was ongoing, `ongoing`, or `still`: ongoing in the words of
    the last month. `is_older` says that the action was ongoing before the first month of the bar.
    """

    row: StalledAction
    bar: tuple[tuple[str, BarPart], ...]
    is_older: bool
    evidence: Evidence | None


@dataclass(frozen=True)
class StalledFilters:
    """What the list of stalled actions is narrowed to; an empty owner or band is any."""

    owner: str = ""
    band: str = ""
    min_reports: int = 3
    unchanged: bool = False

    def accepts(self, row: StalledAction) -> bool:
        """Whether an action has the owner and its risk the band."""
        return (not self.owner or self.owner in row.owners) and (not self.band or row.band == self.band)


def stalled_answer(register: Register, as_of: str, filters: StalledFilters) -> Answer[StalledAction]:
    """The answer of `risktrail stalled`, with the rows that pass the filters."""
    found = register.reader.stalled(
        register.code, as_of=as_of, min_reports=filters.min_reports, unchanged=filters.unchanged
    )
    return replace(found, rows=[row for row in found if filters.accepts(row)])


def stalled_entries(register: Register, covered: PeriodRange, answer: Answer[StalledAction]) -> list[StalledEntry]:
    """The rows of an answer with their bars."""
    papers = sorted(covered.papers)
    entries = []
    for row in answer:
        unchanged_since = papers[-row.reports_unchanged] if row.reports_unchanged else covered.last
        bar = tuple(
            (month, _bar_part(month, row.ongoing_since, unchanged_since, covered.papers)) for month in covered.months
        )
        evidence = register.evidence(covered.last, row.page, "action", row.action_id)
        entries.append(StalledEntry(row, bar, row.ongoing_since < covered.first, evidence))
    return entries


def _bar_part(month: str, ongoing_since: str, unchanged_since: str, papers: frozenset[str]) -> BarPart:
    if month < ongoing_since:
        return "before"
    if month not in papers:
        return "gap"
    return "still" if month >= unchanged_since else "ongoing"
