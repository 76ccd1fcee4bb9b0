"""One risk as it stood in one month, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risktrail.store import resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import RiskPart
from risktrail.store.decided_marks import note_on_decisions
from risktrail.store.errors import UnknownRiskError
from risktrail.store.labels import RatingValue
from risktrail.store.sql import column, statement

if TYPE_CHECKING:
    import duckdb

COLUMNS = RiskPart._fields[:-1]


def risk_parts(con: duckdb.DuckDBPyConnection, register: str, risk: str, period: str | None) -> Answer[RiskPart]:
    """A risk as it stood in a month, by default the last in which it does; a note says so where that is not the latest.

    Where it was renumbered it is shown under the name that it has in that month, with a note.

    Raises UnknownRiskError where it does not stand in that month.
    """
    asked = resolve.risk(con, register, risk)
    months_of = {
        name: column(con, statement("months_of_risk"), {"register": register, "risk": name})
        for name in (asked, *resolve.renumbered_names(con, register, asked))
    }
    last = max(month for months in months_of.values() for month in months)
    month = last if period is None else resolve.period(con, register, period)
    risk_id = next((name for name, months in months_of.items() if month in months), None)
    if risk_id is None:
        standing = column(con, statement("risks_of_month"), {"register": register, "period": month})
        raise UnknownRiskError(register, risk, standing, f" in {month}")
    latest = resolve.period(con, register, resolve.LATEST)
    notes = [] if risk_id == asked else [f"{asked} is {risk_id} in {month}, for it was renumbered"]
    if period is None and month != latest:
        notes.append(f"{risk_id} is not in the paper of {latest}; this is its last month, {month}")
    parameters = {"register": register, "period": month, "risk": risk_id}
    rows = con.execute(statement("risk_parts"), parameters).fetchall()
    parts = [
        RiskPart._make((*part, RatingValue(score, band) if part[3] == "rating" else None))
        for *part, score, band in rows
    ]
    notes += note_on_decisions(con, register)
    return Answer(COLUMNS, parts, (*notes, *resolve.incomplete_months(con, register, month, month)))
