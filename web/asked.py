"""What a request asks for, of a page and of its file alike: months, the filters of stalled actions, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risktrail.store.errors import QuestionError
from risktrail.web.period_range import PeriodRange, period_range
from risktrail.web.register import Register
from risktrail.web.stalled import StalledFilters

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST_SEARCH = 200


def as_of(request: Request, register: Register) -> str:
    """The month that a request looks at; the latest where it names none. Raises UnknownPeriodError."""
    return register.reader.period(register.code, request.query_params.get("as_of") or "latest")


def covered_months(request: Request, register: Register) -> PeriodRange:
    """The range of months that a request asks for. Raises QuestionError where there is no such range."""
    asked = request.query_params
    return period_range(register, asked.get("from") or None, asked.get("to") or None)


def two_months(request: Request, register: Register) -> tuple[str, str]:
    """The months that a request compares; the last two where it names none. Raises UnknownPeriodError."""
    asked, known = request.query_params, list(register.papers)
    usual = known[-2] if len(known) > 1 else known[-1]
    return (
        register.reader.period(register.code, asked.get("from") or usual),
        register.reader.period(register.code, asked.get("to") or "latest"),
    )


def stalled_filters(request: Request) -> StalledFilters:
    """The filters of a request. Raises QuestionError where the number of papers is not one from 1 to 1200."""
    asked = request.query_params
    least = asked.get("months") or "3"
    if not least.isdecimal() or not 1 <= int(least) <= 1200:
        raise QuestionError(f"{least!r} is not a number of papers; give a whole number from 1 to 1200")
    return StalledFilters(asked.get("owner", ""), asked.get("band", ""), int(least), bool(asked.get("unchanged")))


def search_words(request: Request) -> str:
    """The words that a request searches for, cut to a length that nobody types."""
    return request.query_params.get("q", "")[:LONGEST_SEARCH]
