"""One register as the pages need it: its papers, its months, and the paper and page behind each statement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from risktrail.store.months import months_from

if TYPE_CHECKING:
    from risktrail.store import PageReader
    from risktrail.store.page_rows import CurrentPaper

LONG_GAP = 24


@dataclass(frozen=True)
class Evidence:
    """The paper and page that a statement rests on. `mark` names the part to highlight, as `action:3qv5ryvt74ri`."""

    file: str
    page: int | None = None
    report_id: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Register:
    """A register of an open store."""

    reader: PageReader
    code: str

    @cached_property
    def papers(self) -> dict[str, CurrentPaper]:
        """The paper that counts for each month, in order."""
        return {paper.period: paper for paper in self.reader.current_papers(self.code)}

    @cached_property
    def months(self) -> list[str]:
        """Every calendar month from the first paper to the last, with a paper or without.

        Of a gap of more than two years only the first and the last month are listed: otherwise one paper with a wrong
        date would make a table of a thousand columns.
        """
        months: list[str] = []
        for period in self.papers:
            gap = months_from(months[-1], period)[1:-1] if months else []
            months += [gap[0], gap[-1]] if len(gap) > LONG_GAP else gap
            months.append(period)
        return months

    @cached_property
    def titles(self) -> dict[str, str]:
        """The last title of each risk that has one."""
        return self.reader.risk_titles(self.code)

    @cached_property
    def subjects(self) -> dict[str, str]:
        """What each risk is about, in a few words: its title, else the first words of its description."""
        return self.reader.risk_subjects(self.code)

    @cached_property
    def gaps(self) -> list[tuple[str, str]]:
        """The first and the last month of each gap between two papers."""
        between = [months_from(before, after)[1:-1] for before, after in pairwise(self.papers)]
        return [(gap[0], gap[-1]) for gap in between if gap]

    def incomplete_months(self, until: str = "9999-12") -> list[str]:
        """A sentence on each month up to `until` of whose paper a table was not read."""
        return self.reader.incomplete_months(self.code, until)

    @property
    def decision_notes(self) -> list[str]:
        """How many decisions of people changed something, if any did."""
        return self.reader.decision_notes(self.code)

    def evidence(self, period: str | None, page: int | None, kind: str = "", key: object = "") -> Evidence | None:
        """The paper behind a statement about a month.

        Args:
            period: The month.
            page: The page that has the statement.
            kind: The kind of part to highlight; empty for none.
            key: Which part of that kind, as `PageReader.text_places` takes it.

        Returns:
            The evidence; None for a month without a paper.
        """
        paper = self.papers.get(period or "")
        if paper is None:
            return None
        return Evidence(paper.file, page, paper.report_id, f"{kind}:{key}" if kind else "")
