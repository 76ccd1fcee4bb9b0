"""The pages about registers. Each takes a request and answers it from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from risktrail.store.errors import QuestionError
from risktrail.web.app_state import desk_of
from risktrail.web.changes import changes
from risktrail.web.checks import doubts
from risktrail.web.downloads import csv_file
from risktrail.web.overview import overview as overview_of
from risktrail.web.page_templates import url
from risktrail.web.period_range import FIRST, span
from risktrail.web.register import Register
from risktrail.web.stalled import Filters, stalled, stalled_rows

if TYPE_CHECKING:
    from starlette.requests import Request

REGISTERS = """
SELECT register, count(*), min(period), max(period) FROM report_series WHERE current GROUP BY ALL ORDER BY 1
"""
FEW_DOUBTS, ALL_DOUBTS = 5, 2000


def start(request: Request) -> Response:
    """The registers; where there is one alone, straight to it."""
    desk = desk_of(request)
    with desk.reader() as reader:
        found = reader.query(REGISTERS).rows
    if len(found) == 1:
        return RedirectResponse(url("/overview", register=found[0][0]), 303)
    return desk.page(request, "registers.html", registers=found)


def overview(request: Request) -> Response:
    """A register at one look."""
    asked = request.query_params
    with desk_of(request).register(request) as register:
        shown = overview_of(register, asked.get("from") or None, asked.get("to") or None, FEW_DOUBTS)
        return desk_of(request).page(
            request, "overview.html", code=register.code, overview=shown, since=asked.get("from", ""),
            periods=list(register.issues),
        )  # fmt: skip


def stalled_list(request: Request) -> Response:
    """Stalled actions, with filters."""
    with desk_of(request).register(request) as register:
        chosen, as_of = _filters(request), _as_of(request, register)
        rows = stalled_rows(register, as_of, chosen)
        months = span(register, FIRST, as_of)
        anyone = stalled_rows(register, as_of, Filters(min_reports=1))
        return desk_of(request).page(
            request, "stalled.html", code=register.code, register=register, chosen=chosen, as_of=as_of, span=months,
            found=stalled(register, months, rows), notes=rows.notes, periods=list(register.issues),
            owners=sorted({owner for named in anyone.column("owners") for owner in named}),
            bands=sorted({band for band in anyone.column("band") if band}), download=_download(register, chosen, as_of),
            too_few=bool(rows.lacking), papers=len(months.papers),
        )  # fmt: skip


def stalled_csv(request: Request) -> Response:
    """The rows of that list, as a file."""
    with desk_of(request).register(request) as register:
        as_of = _as_of(request, register)
        return csv_file(stalled_rows(register, as_of, _filters(request)), f"stalled-{as_of}.csv")


def compare(request: Request) -> Response:
    """What changed between two months."""
    with desk_of(request).register(request) as register:
        since, until = _two_months(request, register)
        rows = register.reader.compare(since, until, register.code)
        return desk_of(request).page(
            request, "compare.html", code=register.code, register=register, changes=changes(register, rows),
            since=since, until=until, notes=rows.notes, periods=list(register.issues),
        )  # fmt: skip


def compare_csv(request: Request) -> Response:
    """The rows of that comparison, as a file."""
    with desk_of(request).register(request) as register:
        since, until = _two_months(request, register)
        return csv_file(register.reader.compare(since, until, register.code), f"changes-{since}-{until}.csv")


def papers(request: Request) -> Response:
    """The papers of a register, superseded ones too."""
    sql = "SELECT * FROM reports WHERE register = ? ORDER BY period DESC, state, source_file"
    with desk_of(request).register(request) as register:
        found = register.query(sql).dicts()
        return desk_of(request).page(request, "papers.html", code=register.code, register=register, papers=found)


def check(request: Request) -> Response:
    """Everything a person should look at."""
    with desk_of(request).register(request) as register:
        found = doubts(register, ALL_DOUBTS)
        return desk_of(request).page(request, "check.html", code=register.code, register=register, doubts=found)


def _filters(request: Request) -> Filters:
    asked = request.query_params
    least = asked.get("months") or "3"
    if not least.isdecimal() or not 1 <= int(least) <= 1200:
        raise QuestionError(f"{least!r} is not a number of papers")
    return Filters(asked.get("owner", ""), asked.get("band", ""), int(least), bool(asked.get("unchanged")))


def _as_of(request: Request, register: Register) -> str:
    return register.reader.period(register.code, request.query_params.get("as_of") or "latest")


def _two_months(request: Request, register: Register) -> tuple[str, str]:
    asked, known = request.query_params, list(register.issues)
    usual = known[-2] if len(known) > 1 else known[-1]
    return (
        register.reader.period(register.code, asked.get("from") or usual),
        register.reader.period(register.code, asked.get("to") or "latest"),
    )


def _download(register: Register, chosen: Filters, as_of: str) -> str:
    return url(
        "/stalled.csv", register=register.code, as_of=as_of, owner=chosen.owner, band=chosen.band,
        months=chosen.min_reports, unchanged="1" if chosen.unchanged else "",
    )  # fmt: skip
