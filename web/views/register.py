"""The pages about registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from risktrail.web.app_state import state_of
from risktrail.web.asked import as_of, covered_months, stalled_filters, two_months
from risktrail.web.changes import changes
from risktrail.web.checks import checks
from risktrail.web.deadlines import Deadlines
from risktrail.web.labels import by_seriousness
from risktrail.web.overview import Overview
from risktrail.web.page_templates import url
from risktrail.web.period_range import FIRST, period_range
from risktrail.web.register import Register
from risktrail.web.stalled import StalledFilters, stalled_answer, stalled_entries

if TYPE_CHECKING:
    from starlette.requests import Request

FEW_CHECKS, ALL_CHECKS = 5, 2000


def start(request: Request) -> Response:
    """The page over all registers; a store with one register leads straight to that."""
    with state_of(request).cache.open_store() as reader:
        found = reader.registers()
    address = url("/overview", register=found[0]) if len(found) == 1 else "/registers"
    return RedirectResponse(address, 303)


def registers(request: Request) -> Response:
    """Every register at a glance: what is stalled, overdue, moved and doubtful in each."""
    state = state_of(request)
    with state.cache.open_store() as reader:
        found, failed = reader.register_summaries(), reader.failed_papers()
    return state.page(request, "registers.html", registers=found, failed=failed)


def overview(request: Request) -> Response:
    """A register at one look."""
    with state_of(request).register(request) as register:
        covered, since = covered_months(request, register), request.query_params.get("from", "")
        return state_of(request).page(
            request, "overview.html", code=register.code, overview=Overview(register, covered, FEW_CHECKS),
            since=since, periods=list(register.papers),
        )  # fmt: skip


def stalled_list(request: Request) -> Response:
    """Stalled actions, with filters."""
    with state_of(request).register(request) as register:
        filters, month = stalled_filters(request), as_of(request, register)
        answer = stalled_answer(register, month, filters)
        covered = period_range(register, FIRST, month)
        every_ongoing = stalled_answer(register, month, StalledFilters(min_reports=1))
        return state_of(request).page(
            request, "stalled.html", code=register.code, register=register, filters=filters, as_of=month,
            covered=covered, found=stalled_entries(register, covered, answer), notes=answer.notes,
            periods=list(register.papers), owners=sorted({owner for row in every_ongoing for owner in row.owners}),
            bands=by_seriousness((row.band, row.score) for row in every_ongoing if row.band),
            asked=_asked(register, filters, month),
            lacking=answer.lacking, papers=len(covered.papers),
        )  # fmt: skip


def deadlines(request: Request) -> Response:
    """What is due when, from where it was moved, and who has overdue actions."""
    with state_of(request).register(request) as register:
        month = as_of(request, register)
        return state_of(request).page(
            request, "deadlines.html", code=register.code, register=register, as_of=month,
            found=Deadlines(register, month), periods=list(register.papers),
        )  # fmt: skip


def compare(request: Request) -> Response:
    """What changed between two months."""
    with state_of(request).register(request) as register:
        since, until = two_months(request, register)
        answer = register.reader.compare(since, until, register.code)
        return state_of(request).page(
            request, "compare.html", code=register.code, register=register, changes=changes(register, answer),
            since=since, until=until, notes=answer.notes, periods=list(register.papers),
        )  # fmt: skip


def papers(request: Request) -> Response:
    """The papers of a register, the latest first; superseded ones too."""
    with state_of(request).register(request) as register:
        found = [paper for paper in register.reader.reports(register.code) if paper.register == register.code]
        found.sort(key=lambda paper: (paper.state, paper.source_file))
        found.sort(key=lambda paper: paper.period or "", reverse=True)
        return state_of(request).page(request, "papers.html", code=register.code, register=register, papers=found)


def check(request: Request) -> Response:
    """Everything a person should look at."""
    with state_of(request).register(request) as register:
        found = checks(register, ALL_CHECKS)
        return state_of(request).page(request, "check.html", code=register.code, register=register, checks=found)


def _asked(register: Register, filters: StalledFilters, month: str) -> dict[str, object]:
    """What a list of stalled actions was asked for, as the parameters of its address."""
    return {
        "register": register.code, "as_of": month, "owner": filters.owner, "band": filters.band,
        "months": filters.min_reports, "unchanged": "1" if filters.unchanged else "",
    }  # fmt: skip
