"""The months a page covers."""

from __future__ import annotations

from dataclasses import dataclass

from risktrail.store.errors import QuestionError
from risktrail.web.register import Register

USUAL_MONTHS = 12
FIRST = "first"


@dataclass(frozen=True)
class Span:
    """Calendar months in a row; `since` is the paper the last one is compared with, None for an only paper."""

    months: tuple[str, ...]
    papers: frozenset[str]
    since: str | None

    @property
    def first(self) -> str:
        """The first month."""
        return self.months[0]

    @property
    def last(self) -> str:
        """The month the page stands at."""
        return self.months[-1]

    def years(self) -> list[tuple[str, int]]:
        """Each year with the number of its months, for a heading over them."""
        counted: dict[str, int] = {}
        for each in self.months:
            counted[each[:4]] = counted.get(each[:4], 0) + 1
        return list(counted.items())


def span(register: Register, since: str | None = None, until: str | None = None) -> Span:
    """The months from `since` to `until`; else the twelve up to the latest.

    With `since` given, that is also the month compared with; else it is the paper before the last.
    Raises UnknownPeriodError, and QuestionError where the two are the wrong way round.
    """
    last = register.reader.period(register.code, until or "latest")
    known = [each for each in register.issues if each <= last]
    compared = known[-2] if len(known) > 1 else None
    months = [each for each in register.months if each <= last]
    first = months[-USUAL_MONTHS:][0]
    if since == FIRST:
        first = months[0]
    elif since:
        first = compared = register.reader.period(register.code, since)
    if first > last:
        raise QuestionError(f"{first} is later than {last}; give the earlier month first")
    chosen = tuple(each for each in months if each >= first)
    return Span(chosen, frozenset(known), None if compared == last else compared)
