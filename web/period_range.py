"""The months that a page covers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from risktrail.store.errors import QuestionError
from risktrail.web.register import Register

USUAL_MONTHS = 12
FIRST = "first"


@dataclass(frozen=True)
class PeriodRange:
    """The months a page covers, in order.

    `papers` are the months up to the last that have a paper. `compared_with` is the month that the last one is compared
    with; None where there is no paper before it.
    """

    months: tuple[str, ...]
    papers: frozenset[str]
    compared_with: str | None

    @property
    def first(self) -> str:
        """The first month."""
        return self.months[0]

    @property
    def last(self) -> str:
        """The last month, which the page is about."""
        return self.months[-1]

    def years(self) -> list[tuple[str, int]]:
        """Each year with the number of its months, for a heading over them."""
        return list(Counter(month[:4] for month in self.months).items())


def period_range(register: Register, since: str | None = None, until: str | None = None) -> PeriodRange:
    """The months from one to another.

    Args:
        register: The register.
        since: The first month, which is then also the one compared with; `first` is the register's first and leaves the
            comparison as it is. By default the range is the twelve months up to the last, compared with the paper
            before the last.
        until: The last month; by default the latest.

    Raises:
        UnknownPeriodError: The register has no paper of such a month.
        QuestionError: `since` is later than `until`.
    """
    last = register.reader.period(register.code, until or "latest")
    papers = [month for month in register.papers if month <= last]
    compared_with = papers[-2] if len(papers) > 1 else None
    months = [month for month in register.months if month <= last]
    first = months[-USUAL_MONTHS:][0]
    if since == FIRST:
        first = months[0]
    elif since:
        first = compared_with = register.reader.period(register.code, since)
    if first > last:
        raise QuestionError(f"{first} is later than {last}; give the earlier month first")
    covered = tuple(month for month in months if month >= first)
    return PeriodRange(covered, frozenset(papers), None if compared_with == last else compared_with)
