"""The pages about registers, and the answers behind them as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from risktrail.store import AnyAnswer
from risktrail.store.errors import QuestionError
from risktrail.store.formats import BYTE_ORDER_MARK
from risktrail.web.app_state import state_of
from risktrail.web.changes import changes
from risktrail.web.checks import checks
from risktrail.web.deadlines import Deadlines
from risktrail.web.overview import Overview
from risktrail.web.page_templates import url
from risktrail.web.period_range import FIRST, period_range
from risktrail.web.register import Register
from risktrail.web.stalled import StalledFilters, stalled_answer, stalled_entries

if TYPE_CHECKING:
    from starlette.requests import Request

FEW_CHECKS, ALL_CHECKS = 5, 2000
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def start(request: Request) -> Response:
    """The list of registers; a store with one register leads straight to that."""
    state = state_of(request)
    with state.cache.open_store() as reader:
        found = reader.register_summaries()
    if len(found) == 1:
        return RedirectResponse(url("/overview", register=found[0].register), 303)
    return state.page(request, "registers.html", registers=found)


def overview(request: Request) -> Response:
    """A register at one look."""
    asked = request.query_params
    with state_of(request).register(request) as register:
        covered = period_range(register, asked.get("from") or None, asked.get("to") or None)
        return state_of(request).page(
            request, "overview.html", code=register.code, overview=Overview(register, covered, FEW_CHECKS),
            since=asked.get("from", ""), periods=list(register.papers),
        )  # fmt: skip


def stalled_list(request: Request) -> Response:
    """Stalled actions, with filters."""
    with state_of(request).register(request) as register:
        filters, as_of = _filters(request), _as_of(request, register)
        answer = stalled_answer(register, as_of, filters)
        covered = period_range(register, FIRST, as_of)
        every_ongoing = stalled_answer(register, as_of, StalledFilters(min_reports=1))
        return state_of(request).page(
            request, "stalled.html", code=register.code, register=register, filters=filters, as_of=as_of,
            covered=covered, found=stalled_entries(register, covered, answer), notes=answer.notes,
            periods=list(register.papers), owners=sorted({owner for row in every_ongoing for owner in row.owners}),
            bands=sorted({row.band for row in every_ongoing if row.band}), asked=_asked(register, filters, as_of),
            too_few=bool(answer.lacking), papers=len(covered.papers),
        )  # fmt: skip


def stalled_file(request: Request) -> Response:
    """The rows of the list of stalled actions, as a file."""
    with state_of(request).register(request) as register:
        as_of = _as_of(request, register)
        return _file(request, stalled_answer(register, as_of, _filters(request)), f"stalled-{as_of}")


def deadlines(request: Request) -> Response:
    """What is due when, from where it was moved, and who has overdue actions."""
    with state_of(request).register(request) as register:
        as_of = _as_of(request, register)
        return state_of(request).page(
            request, "deadlines.html", code=register.code, register=register, as_of=as_of,
            found=Deadlines(register, as_of), periods=list(register.papers),
        )  # fmt: skip


def deadlines_file(request: Request) -> Response:
    """The rows of the list of what is due, as a file."""
    return _question_file(request, "due_dates", "deadlines")


def overdue_by_owner_file(request: Request) -> Response:
    """The rows of the list of owners with overdue actions, as a file."""
    return _question_file(request, "overdue_by_owner", "overdue-by-owner")


def compare(request: Request) -> Response:
    """What changed between two months."""
    with state_of(request).register(request) as register:
        since, until = _two_months(request, register)
        answer = register.reader.compare(since, until, register.code)
        return state_of(request).page(
            request, "compare.html", code=register.code, register=register, changes=changes(register, answer),
            since=since, until=until, notes=answer.notes, periods=list(register.papers),
        )  # fmt: skip


def compare_file(request: Request) -> Response:
    """The rows of the comparison, as a file."""
    with state_of(request).register(request) as register:
        since, until = _two_months(request, register)
        return _file(request, register.reader.compare(since, until, register.code), f"changes-{since}-{until}")


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


def _filters(request: Request) -> StalledFilters:
    """The filters of a request. Raises QuestionError where the number of papers is not one from 1 to 1200."""
    asked = request.query_params
    least = asked.get("months") or "3"
    if not least.isdecimal() or not 1 <= int(least) <= 1200:
        raise QuestionError(f"{least!r} is not a number of papers; give a whole number from 1 to 1200")
    return StalledFilters(asked.get("owner", ""), asked.get("band", ""), int(least), bool(asked.get("unchanged")))


def _as_of(request: Request, register: Register) -> str:
    return register.reader.period(register.code, request.query_params.get("as_of") or "latest")


def _two_months(request: Request, register: Register) -> tuple[str, str]:
    asked, known = request.query_params, list(register.papers)
    usual = known[-2] if len(known) > 1 else known[-1]
    return (
        register.reader.period(register.code, asked.get("from") or usual),
        register.reader.period(register.code, asked.get("to") or "latest"),
    )


def _asked(register: Register, filters: StalledFilters, as_of: str) -> dict[str, object]:
    """What a list of stalled actions was asked for, as the parameters of its address."""
    return {
        "register": register.code, "as_of": as_of, "owner": filters.owner, "band": filters.band,
        "months": filters.min_reports, "unchanged": "1" if filters.unchanged else "",
    }  # fmt: skip


def _question_file(request: Request, question: str, name: str) -> Response:
    """The answer to a question of the catalogue up to the month that a request names, as a file."""
    with state_of(request).register(request) as register:
        as_of = _as_of(request, register)
        return _file(request, register.reader.ask(question, register.code, as_of=as_of), f"{name}-{as_of}")


def _file(request: Request, answer: AnyAnswer, name: str) -> Response:
    """An answer as the file that `risktrail … -o` writes: csv or xlsx, as the address ends."""
    ending = request.path_params["ending"]
    if ending == "csv":
        content, kind = (BYTE_ORDER_MARK + answer.to_csv()).encode(), "text/csv; charset=utf-8"
    elif ending == "xlsx":
        content, kind = answer.to_xlsx(str(request.base_url).rstrip("/")), WORKBOOK_TYPE
    else:
        raise HTTPException(404)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=kind, headers=headers)
