"""A register at one look: what the report and a register's first page when served are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from risktrail.store import Answer
from risktrail.store.answer_rows import CellState, RatingRow, StalledAction
from risktrail.store.labels import band_label
from risktrail.store.stalled import PERHAPS_STALLED
from risktrail.web.changes import Changes, changes
from risktrail.web.checks import ChecksOfKind, checks
from risktrail.web.deadlines import Deadlines
from risktrail.web.events import Events, events
from risktrail.web.labels import by_seriousness
from risktrail.web.period_range import PeriodRange
from risktrail.web.register import Register
from risktrail.web.stalled import StalledEntry, StalledFilters, stalled_answer, stalled_entries


@dataclass(frozen=True)
class Overview:
    """A register in a range of months. Each block is worked out when a template first asks for it, and once."""

    register: Register
    covered: PeriodRange
    most_checks: int

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """First and last month of each gap between papers that reaches into the range."""
        return [gap for gap in self.register.gaps if self.covered.first <= gap[1] and gap[0] <= self.covered.last]

    @property
    def incomplete_months(self) -> list[str]:
        """A sentence on each month up to the last of whose paper a table was not read."""
        return self.register.incomplete_months(self.covered.last)

    @cached_property
    def ratings(self) -> Sequence[RatingRow]:
        """The matrix of ratings, a row a risk."""
        return self.register.reader.ratings(self.register.code, months=self.covered.months).rows

    @property
    def rating_notes(self) -> list[str]:
        """Which renumbered, merged and split risks share a row of the matrix, and which do not."""
        return self.register.reader.joining_notes(self.register.code)

    @property
    def papers(self) -> int:
        """How many papers there are up to the last month: with one, nothing can have come, gone or stalled."""
        return sum(month <= self.covered.last for month in self.register.papers)

    @property
    def gone_risks(self) -> int:
        """How many risks went, however often each did."""
        return len({event.row.risk_id for event in self.events.gone_risks})

    @property
    def dropped_actions(self) -> int:
        """How many actions were dropped, however often each was, and are not perhaps others in other words."""
        return len({event.row.action_id for event in self.events.dropped_actions if event.row.perhaps is None})

    @property
    def perhaps_reworded(self) -> int:
        """How many actions ended while a similar one began in their place, and may be that one."""
        return len({event.row.action_id for event in self.events.dropped_actions if event.row.perhaps is not None})

    @property
    def bands(self) -> list[tuple[str, int]]:
        """How many risks of the last paper each band has, the most serious first."""
        cells = [row.latest for row in self.ratings if row.latest.state is CellState.STANDS]
        bands = [(band_label(cell.rating.score, cell.rating.band), cell.rating.score) for cell in cells]
        counted = Counter(band for band, _ in bands)
        return [(band, counted[band]) for band in by_seriousness(bands)]

    @cached_property
    def changes(self) -> Changes | None:
        """What changed up to the last month; None where there is no paper before it."""
        before = self.covered.compared_with
        if before is None:
            return None
        return changes(self.register, self.register.reader.compare(before, self.covered.last, self.register.code))

    @cached_property
    def _stalled_answer(self) -> Answer[StalledAction]:
        return stalled_answer(self.register, self.covered.last, StalledFilters())

    @cached_property
    def stalled(self) -> list[StalledEntry]:
        """Actions ongoing in three papers or more."""
        return stalled_entries(self.register, self.covered, self._stalled_answer)

    @property
    def stalled_notes(self) -> list[str]:
        """What a reader of the stalled actions has to know of those that may be others reworded."""
        return [note for note in self._stalled_answer.notes if PERHAPS_STALLED in note]

    @property
    def stalled_untold(self) -> Sequence[str]:
        """Why three papers or more do not tell what is stalled; nothing where they do."""
        return self._stalled_answer.lacking if self.papers >= 3 else ()

    @cached_property
    def deadlines(self) -> Deadlines:
        """What is due, and overdue, in the last paper."""
        return Deadlines(self.register, self.covered.last)

    @cached_property
    def events(self) -> Events:
        """What came and went in the range."""
        return events(self.register, self.covered)

    @cached_property
    def checks(self) -> list[ChecksOfKind]:
        """What a person should look at."""
        return checks(self.register, self.most_checks)
