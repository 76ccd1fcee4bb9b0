"""Answers with a shape no view can have: one risk part by part, and the matrix of ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from risktrail.store import joined_risks, resolve
from risktrail.store.errors import UnknownRiskError
from risktrail.store.months import months_from
from risktrail.store.rows import Rows

if TYPE_CHECKING:
    import duckdb

NO_PAPER = "no paper"
NOT_RATED = "not rated"

SHOW = """
SELECT register, period, risk_id, part, position, text, status, status_text, note, owners, action_id,
       first_seen, reports_ongoing, reports_unchanged, source_file, page, source
FROM risk_parts WHERE register = ? AND period = ? AND risk_id = ? ORDER BY part_order, position
"""
RATINGS = """
SELECT k.risk_id, s.period, coalesce(rating_label(k.score, k.band), ?), k.score
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = ? ORDER BY s.ordinal DESC, k.position
"""


def show(con: duckdb.DuckDBPyConnection, register: str, risk: str, period: str | None) -> Rows:
    """One risk as it stood in a month. Raises UnknownRiskError where it does not stand there."""
    risk_id = resolve.risk(con, register, risk)
    months = [
        str(month)
        for (month,) in con.execute(
            "SELECT DISTINCT s.period FROM risk JOIN series s USING (report_id)"
            " WHERE s.register = ? AND risk_id = ? ORDER BY 1",
            [register, risk_id],
        ).fetchall()
    ]
    month = months[-1] if period is None else resolve.period(con, register, period)
    if month not in months:
        standing = con.execute(
            "SELECT DISTINCT risk_id FROM risk JOIN series s USING (report_id)"
            " WHERE s.register = ? AND s.period = ? ORDER BY 1",
            [register, month],
        ).fetchall()
        raise UnknownRiskError(register, risk, [str(name) for (name,) in standing], f" in {month}")
    latest = resolve.period(con, register, resolve.LATEST)
    notes = [f"{risk_id} does not stand in {latest}; this is {month}"] if period is None and month != latest else []
    result = con.execute(SHOW, [register, month, risk_id])
    return Rows(tuple(str(column[0]) for column in result.description or ()), result.fetchall()).noted(
        *notes, *resolve.incomplete_months(con, register, month, month)
    )


def ratings(con: duckdb.DuckDBPyConnection, register: str) -> Rows:
    """The matrix: risks of the latest report in its order, then those of earlier ones; a column a month.

    A renumbered risk is one row under its later name, whose own value stands where both names do; notes say so.
    """
    known = resolve.periods(con, register)
    months = months_from(known[0], known[-1])
    later = joined_risks.later_names(con, register)
    told: dict[str, dict[str, dict[str, tuple[str, int | None]]]] = {}
    for risk_id, period, label, score in con.execute(RATINGS, [NOT_RATED, register]).fetchall():
        names = told.setdefault(later.get(risk_id, risk_id), {}).setdefault(period, {})
        names.setdefault(risk_id, (label, score))
    cells = {
        name: {period: names[joined_risks.preferred(names, name)] for period, names in months_of.items()}
        for name, months_of in told.items()
    }
    empty = {month: None if month in known else NO_PAPER for month in months}
    rows: list[tuple[Any, ...]] = [
        (risk_id, *(at[month][0] if month in at else empty[month] for month in months), _movement(at, known))
        for risk_id, at in cells.items()
    ]
    return Rows(("risk_id", *months, "movement"), rows).noted(
        *joined_risks.joining_notes(con, register), *resolve.notes(con, register)
    )


def _movement(at: dict[str, tuple[str, int | None]], known: list[str]) -> int | None:
    scores = [at[month][1] if month in at else None for month in known[-2:]]
    if len(scores) < 2 or scores[0] is None or scores[1] is None:
        return None
    return scores[1] - scores[0]
