"""The page of one risk through all months, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risktrail.store.errors import QuestionError
from risktrail.web.action_history import action_histories
from risktrail.web.app_state import state_of
from risktrail.web.asked import search_words
from risktrail.web.chart import chart
from risktrail.web.period_range import FIRST, period_range
from risktrail.web.risk_facts import risk_facts
from risktrail.web.search import search as search_texts
from risktrail.web.text_history import text_history

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def risk(request: Request) -> Response:
    """One risk: its rating through the months, the versions of its texts, and the history of each action."""
    with state_of(request).register(request) as register:
        risk_id = register.reader.risk(register.code, request.query_params.get("risk", ""))
        names = register.reader.joined_names(register.code, risk_id)
        covered = period_range(register, FIRST)
        rows = register.reader.ratings(register.code, months=covered.months, risk=risk_id).rows
        if not rows:
            raise QuestionError(f"no current paper of {register.code} has {risk_id}; choose another risk")
        shown = next((row for row in rows if row.risk_id == risk_id), rows[0])
        # Each note begins with the number of the risk that it is about.
        notes = [note for note in register.reader.joining_notes(register.code) if note.partition(" ")[0] in names]
        return state_of(request).page(
            request, "risk.html", code=register.code, register=register, risk_id=risk_id, names=names, covered=covered,
            rows=rows, row=shown, chart=chart(shown), actions=action_histories(register, names, covered),
            texts=text_history(register, names), facts=risk_facts(register, risk_id), rating_notes=notes,
            decided=register.reader.decided_of_risk(register.code, names),
        )  # fmt: skip


def search(request: Request) -> Response:
    """Search over all text."""
    words = search_words(request)
    with state_of(request).register(request) as register:
        found, number = search_texts(register, words)
        return state_of(request).page(
            request, "search.html", code=register.code, register=register, words=words, found=found, number=number
        )
