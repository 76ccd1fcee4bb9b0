"""The page of one risk through all months, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risktrail.store.errors import QuestionError
from risktrail.store.joined_risks import joining_notes
from risktrail.web.action_history import trails
from risktrail.web.app_state import desk_of
from risktrail.web.chart import chart
from risktrail.web.matrix import matrix
from risktrail.web.period_range import FIRST, span
from risktrail.web.register import Register
from risktrail.web.search import search as search_for
from risktrail.web.text_history import wordings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def risk(request: Request) -> Response:
    """One risk: its rating through the months, its wordings, and the trail of each action."""
    with desk_of(request).register(request) as register:
        risk_id = register.reader.risk(register.code, request.query_params.get("risk", ""))
        names = _names(register, risk_id)
        months = span(register, FIRST)
        rows = matrix(register, months, frozenset(names))
        if not rows:
            raise QuestionError(f"{risk_id} stands in no current paper of {register.code}")
        shown = next((row for row in rows if row.risk_id == risk_id), rows[0])
        return desk_of(request).page(
            request, "risk.html", code=register.code, register=register, risk_id=risk_id, names=names, span=months,
            rows=rows, row=shown, chart=chart(shown), trails=trails(register, names, months),
            wordings=wordings(register, names), rating_notes=_rating_notes(register, names),
        )  # fmt: skip


def _rating_notes(register: Register, names: list[str]) -> list[str]:
    """What joins the names of one risk in its matrix of ratings, or keeps them apart."""
    notes = joining_notes(register.reader.con, register.code)
    return [note for note in notes if note.partition(" ")[0] in names]


def search(request: Request) -> Response:
    """Search over all text."""
    words = request.query_params.get("q", "")[:200]
    with desk_of(request).register(request) as register:
        found, number = search_for(register, words)
        return desk_of(request).page(
            request, "search.html", code=register.code, register=register, words=words, found=found, number=number
        )


def _names(register: Register, risk_id: str) -> list[str]:
    """The risk, and those an alias joins with it."""
    from risktrail.store import aliases

    pools = aliases.pools(register.reader.con, register.code)
    pool = pools.get(risk_id, risk_id)
    return sorted({risk_id, *(name for name, of in pools.items() if of == pool)})
