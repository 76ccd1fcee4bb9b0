"""The first page of a report: what moved, what stands still, what is late and what is doubtful, in counts that add up.

Each count is one of rows that stand further down in the report, and the parts of a count add up to it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from risktrail.store.answer_rows import ActionInMonth, Change, RiskInMonth, StoredReport
from risktrail.store.labels import band_label, count, month_label
from risktrail.web.checks import HEADINGS
from risktrail.web.deadlines import DueEntry
from risktrail.web.labels import by_seriousness
from risktrail.web.overview import Overview
from risktrail.web.stalled import StalledEntry

MOST_NAMED = 5
"""Items of a kind named on the first page, which has to stay one page."""
ENOUGH_PAPERS = 3
"""From how many papers on an action can be stalled."""
NOT_OPEN = ("completed", "recurring")
_OF_RISKS = ("new", "absent", "rating_changed")


class Part(NamedTuple):
    """A part of a count, as in `12 as before`."""

    number: int
    words: str


@dataclass(frozen=True)
class ReportFront:
    """What stands on the first page of a report made on a day. Each part is worked out when it is first asked for."""

    overview: Overview
    made: dt.date
    most_named: int = MOST_NAMED

    @cached_property
    def papers(self) -> list[StoredReport]:
        """The papers that count for the months covered, in order."""
        covered, register = self.overview.covered, self.overview.register
        found = [each for each in register.reader.reports(register.code) if each.state == "current"]
        return sorted(
            (each for each in found if covered.first <= (each.period or "") <= covered.last),
            key=lambda each: each.period or "",
        )

    @property
    def earlier_papers(self) -> int:
        """How many papers before the months covered count for how long something has stood still."""
        return len(self.overview.covered.papers) - len(self.papers)

    @property
    def caveats(self) -> list[str]:
        """What a reader has to know before anything else, a sentence each without its full stop."""
        overview, register = self.overview, self.overview.register
        left_out = overview.deadlines.report.leaves_out
        doubts = {kind.heading: kind.number for kind in overview.checks}
        failed, conflicts = (doubts.get(HEADINGS[kind], 0) for kind in ("failed_paper", "conflict"))
        return [
            *(_gap(first, last) for first, last in overview.gaps),
            *overview.incomplete_months,
            *_left_out(left_out),
            *_not_read(failed),
            *_conflicts(conflicts),
            *register.decision_notes,
            *overview.rating_notes,
            *overview.stalled_notes,
        ]

    # What moved

    @cached_property
    def risks(self) -> list[RiskInMonth]:
        """The risks of the last paper."""
        register = self.overview.register
        return list(register.reader.risks(register.code, period=self.overview.covered.last))

    @property
    def risk_bands(self) -> list[Part]:
        """The risks of the last paper by band, the most serious first; they add up to all."""
        return _by_band((risk.band, risk.score) for risk in self.risks)

    @cached_property
    def rating_parts(self) -> list[Part]:
        """The risks of the last paper, by how they are rated against the paper compared with; they add up to all."""
        moved = Counter(change.direction for change in self._changes)
        new = sum((change.item, change.change) == ("risk", "new") for change in self._changes)
        parts = [
            Part(moved[1], "rated higher"),
            Part(moved[-1], "rated lower"),
            Part(moved[0], "rated otherwise"),
            Part(new, "new"),
        ]
        as_before = Part(len(self.risks) - sum(part.number for part in parts), "rated as before")
        return [part for part in (*parts, as_before) if part.number]

    @property
    def moved_risks(self) -> list[Change]:
        """The changes of whole risks: rated otherwise, new, or no longer listed; those that rose first."""
        order = {1: 0, -1: 1, 0: 2, None: 3}
        of_risks = [row for row in self._changes if row.item == "risk" and row.change in _OF_RISKS]
        return sorted(of_risks, key=lambda row: order[row.direction])

    @property
    def _changes(self) -> list[Change]:
        found = self.overview.changes
        return [entry.row for entries in found.by_risk.values() for entry in entries] if found else []

    # What stands still

    @property
    def can_be_stalled(self) -> bool:
        """Whether there are enough papers for an action to be stalled, and the latest states any status."""
        return self.overview.papers >= ENOUGH_PAPERS and not self.overview.stalled_untold

    @cached_property
    def actions(self) -> list[ActionInMonth]:
        """The actions of the last paper."""
        register = self.overview.register
        return list(register.reader.actions(register.code, period=self.overview.covered.last))

    @property
    def open_actions(self) -> int:
        """How many of them are neither completed nor recurring."""
        return sum(action.status not in NOT_OPEN for action in self.actions)

    @property
    def action_parts(self) -> list[Part]:
        """The actions of the last paper, by whether they are open and stalled; they add up to all."""
        stalled = len(self.overview.stalled)
        closed = Counter(action.status for action in self.actions)
        parts = [
            Part(stalled, "open and stalled"),
            Part(self.open_actions - stalled, "open otherwise"),
            *(Part(closed[status], status) for status in NOT_OPEN),
        ]
        return [part for part in parts if part.number]

    @property
    def stalled_bands(self) -> list[Part]:
        """The stalled actions by the band of their risk, the most serious first; they add up to all."""
        return _by_band((entry.row.band, entry.row.score) for entry in self.overview.stalled)

    @property
    def stalled_unchanged(self) -> int:
        """How many stalled actions have had the same wording and note for as many papers as make them stalled."""
        return sum(entry.row.reports_unchanged >= ENOUGH_PAPERS for entry in self.overview.stalled)

    @property
    def longest_stalled(self) -> list[StalledEntry]:
        """The stalled actions that the first page names."""
        return self.overview.stalled[: self.most_named]

    # What is late

    @property
    def due_parts(self) -> list[Part]:
        """What is due, by whether it is overdue; they add up to all."""
        due = Counter(entry.row.overdue for entry in self.overview.deadlines.entries)
        told = (("yes", "overdue"), ("no", "due later"), ("not known", "with a date that cannot tell"))
        return [Part(due[kind], words) for kind, words in told if due[kind]]

    @property
    def longest_overdue(self) -> list[DueEntry]:
        """The overdue actions that the first page names."""
        late = [entry for entry in self.overview.deadlines.entries if entry.row.overdue == "yes"]
        return sorted(late, key=lambda entry: -(entry.row.days_overdue or 0))[: self.most_named]

    # What is doubtful

    @property
    def doubts(self) -> int:
        """How many doubts there are."""
        return sum(kind.number for kind in self.overview.checks)

    @property
    def doubt_parts(self) -> list[Part]:
        """The doubts by kind; they add up to all."""
        return [Part(kind.number, kind.heading[:1].lower() + kind.heading[1:]) for kind in self.overview.checks]


def _gap(first: str, last: str) -> str:
    months = month_label(first, full=True) + ("" if first == last else f" to {month_label(last, full=True)}")
    return f"There is no paper for {months}: nothing is known of {'that month' if first == last else 'those months'}"


def _left_out(rules: list[str]) -> Iterator[str]:
    if rules:
        yield f"The latest paper does not show everything, by its own words: {'; '.join(rules)}"


def _not_read(papers: int) -> Iterator[str]:
    if papers:
        what = "it says" if papers == 1 else "they say"
        yield f"{count(papers, 'paper')} of this store could not be read: what {what} is not in here"


def _conflicts(papers: int) -> Iterator[str]:
    if papers:
        verb, pronoun = ("claims", "it is") if papers == 1 else ("claim", "they are")
        yield f"{count(papers, 'paper')} {verb} a month that another paper has: {pronoun} not in here"


def _by_band(rated: Iterable[tuple[str | None, int | None]]) -> list[Part]:
    """How many ratings, each given by its band and score, each band has; the most serious band first."""
    bands = [(band_label(score, band), score) for band, score in rated]
    counted = Counter(band for band, _ in bands)
    return [Part(counted[band], band) for band in by_seriousness(bands)]
