"""The answers behind the pages as files, csv or xlsx as the address ends: what `risktrail … -o` writes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from risktrail.store import Answer
from risktrail.store.errors import QuestionError
from risktrail.store.formats import BYTE_ORDER_MARK
from risktrail.web.app_state import state_of
from risktrail.web.asked import as_of, covered_months, search_words, stalled_filters, two_months
from risktrail.web.register import Register
from risktrail.web.search import search_answer
from risktrail.web.stalled import stalled_answer

if TYPE_CHECKING:
    from starlette.requests import Request

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NamedAnswer = tuple[Answer[Any], str]


def registers(request: Request) -> Response:
    """The rows of the page over all registers."""
    with state_of(request).cache.open_store() as reader:
        return _file(request, reader.ask("registers"), "registers")


def paper_actions(request: Request) -> Response:
    """The actions of a paper, where it is the one that counts for its month."""
    with state_of(request).cache.open_store() as reader:
        paper = reader.stored_paper(request.path_params["report_id"])
        if not paper.current:
            raise QuestionError(f"{paper.name} does not count for its month; no answer has its actions")
        answer = reader.actions(paper.register, period=paper.period)
        return _file(request, answer, f"actions-{paper.name}")


def of_register(answer: Callable[[Request, Register], NamedAnswer]) -> Callable[[Request], Response]:
    """A view that sends an answer about the register of the request, as a file of the name given with it."""

    def view(request: Request) -> Response:
        with state_of(request).register(request) as register:
            return _file(request, *answer(request, register))

    return view


def ratings(request: Request, register: Register) -> NamedAnswer:
    """The matrix of ratings, in the months of the overview."""
    covered = covered_months(request, register)
    name = f"ratings-{covered.first}-{covered.last}"
    return register.reader.ratings(register.code, months=covered.months), name


def risk(request: Request, register: Register) -> NamedAnswer:
    """One risk through all months, a row a change."""
    risk_id = register.reader.risk(register.code, request.query_params.get("risk", ""))
    return register.reader.history(risk_id, register.code), f"history-{risk_id}"


def stalled(request: Request, register: Register) -> NamedAnswer:
    """The list of stalled actions, as filtered."""
    month = as_of(request, register)
    return stalled_answer(register, month, stalled_filters(request)), f"stalled-{month}"


def deadlines(request: Request, register: Register) -> NamedAnswer:
    """The list of what is due."""
    return _question(request, register, "due_dates", "deadlines")


def overdue_by_owner(request: Request, register: Register) -> NamedAnswer:
    """The list of owners with overdue actions."""
    return _question(request, register, "overdue_by_owner", "overdue-by-owner")


def compare(request: Request, register: Register) -> NamedAnswer:
    """What changed between two months."""
    since, until = two_months(request, register)
    return register.reader.compare(since, until, register.code), f"changes-{since}-{until}"


def search(request: Request, register: Register) -> NamedAnswer:
    """Every text that was found."""
    return search_answer(register, search_words(request)), "search"


def papers(_: Request, register: Register) -> NamedAnswer:
    """The papers of a register."""
    return register.reader.reports(register.code), "papers"


def check(_: Request, register: Register) -> NamedAnswer:
    """Everything a person should look at."""
    return register.reader.check(register.code), "check"


def _question(request: Request, register: Register, question: str, name: str) -> NamedAnswer:
    """The answer to a question of the catalogue up to the month that a request names."""
    month = as_of(request, register)
    return register.reader.ask(question, register.code, as_of=month), f"{name}-{month}"


def _file(request: Request, answer: Answer[Any], name: str) -> Response:
    ending = request.path_params["ending"]
    if ending == "csv":
        content, kind = (BYTE_ORDER_MARK + answer.to_csv()).encode(), "text/csv; charset=utf-8"
    elif ending == "xlsx":
        content, kind = answer.to_xlsx(str(request.base_url).rstrip("/")), WORKBOOK_TYPE
    else:
        raise HTTPException(404)
    saved_as = re.sub(r"[^A-Za-z0-9._-]+", "_", f"{name}.{ending}")
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{saved_as}"'})
