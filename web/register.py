"""One register as the pages see it: its papers, its months, and where each statement stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from risktrail.store.months import months_from
from risktrail.store.titles import titles_of

if TYPE_CHECKING:
    from risktrail.store import AnyAnswer, Reader

LONG_GAP = 24
SERIES = "SELECT period, report_id, source_file, months_missing FROM series WHERE register = ? ORDER BY ordinal"


@dataclass(frozen=True)
class Evidence:
    """Where a statement stands. `mark` names the part to highlight, as `action:3qv5ryvt74ri`."""

    file: str
    page: int | None = None
    report_id: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Issue:
    """The current paper of a month; `missing` counts the months without one just before."""

    period: str
    report_id: str
    file: str
    missing: int


@dataclass(frozen=True)
class Register:
    """A register of an open store."""

    reader: Reader
    code: str

    @cached_property
    def issues(self) -> dict[str, Issue]:
        """The current papers by month, in order."""
        rows = self.reader.query(SERIES, [self.code])
        return {row[0]: Issue(*row) for row in rows}

    @cached_property
    def months(self) -> list[str]:
        """Every calendar month from the first paper to the last, with a paper or without.

        Of a gap of more than two years only the first and the last month: one paper with a wrong date makes no
        table of a thousand columns.
        """
        months: list[str] = []
        for issue in self.issues.values():
            gap = months_from(months[-1], issue.period)[1:-1] if months else []
            months += [gap[0], gap[-1]] if len(gap) > LONG_GAP else gap
            months.append(issue.period)
        return months

    @cached_property
    def titles(self) -> dict[str, str]:
        """The last title of each risk that has one."""
        return {risk_id: title for (_, risk_id), title in titles_of(self.reader.con, self.code).items()}

    @cached_property
    def gaps(self) -> list[tuple[str, str]]:
        """The first and the last month of each gap between two papers."""
        known = list(self.issues)
        between = [months_from(before, after)[1:-1] for before, after in pairwise(known)]
        return [(gap[0], gap[-1]) for gap in between if gap]

    def incomplete(self, since: str = "", until: str = "9999-12") -> list[str]:
        """A line on each month from `since` to `until` of whose paper a part was not read."""
        from risktrail.store import resolve

        return resolve.incomplete_months(self.reader.con, self.code, since, until)

    def evidence(self, period: str | None, page: int | None, kind: str = "", of: Any = "") -> Evidence | None:
        """The place of a statement in the paper of a month; None for a month without a paper."""
        issue = self.issues.get(period or "")
        if issue is None:
            return None
        return Evidence(issue.file, page, issue.report_id, f"{kind}:{of}" if kind else "")

    def query(self, sql: str, *parameters: Any) -> AnyAnswer:
        """A query whose first parameter is the register."""
        return self.reader.query(sql, [self.code, *parameters])
