"""The matrix of ratings: risk by month, each cell with its score, its band and how far it moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from risktrail.store.joined_risks import later_names, preferred
from risktrail.web.register import Evidence, Register
from risktrail.web.span import Span
from risktrail.web.words import rating

RATINGS = """
SELECT k.risk_id, s.period, k.score, k.band, coalesce(k.rating_source[1].page, k.page) AS page, s.ordinal, k.position
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = ?
QUALIFY row_number() OVER (PARTITION BY k.report_id, k.risk_id ORDER BY k.position) = 1
ORDER BY s.ordinal, k.position
"""


@dataclass(frozen=True)
class Cell:
    """A risk in a month. `state` is stands, absent, before (not yet there) or no_paper."""

    month: str
    state: str
    score: int | None = None
    band: str | None = None
    moved: int | None = None
    new: bool = False
    evidence: Evidence | None = None

    @property
    def label(self) -> str:
        """The rating in words."""
        return rating(self.score, self.band)


@dataclass(frozen=True)
class MatrixRow:
    """One risk through the months."""

    risk_id: str
    cells: tuple[Cell, ...]

    @property
    def latest(self) -> Cell:
        """The cell of the last month."""
        return self.cells[-1]


def matrix(register: Register, span: Span, risk_ids: frozenset[str] = frozenset()) -> list[MatrixRow]:
    """Risks of the span, those of its last month first and in that paper's order; `risk_ids` narrows them.

    A renumbered risk is one row under its later name, whose own rating stands where both names do.
    """
    standing: dict[str, dict[str, Cell]] = {}
    order: dict[str, tuple[int, int]] = {}
    first: dict[str, str] = {}
    before: dict[str, int | None] = {}
    months = frozenset(span.months)
    for risk_id, printed, period, score, band, page, ordinal, position in _rated(register):
        if period > span.last or (risk_ids and printed not in risk_ids):
            continue
        if period in months:
            last = before.get(risk_id)
            moved = score - last if last is not None and score is not None else None
            proof = register.evidence(period, page, "rating", printed)
            cell = Cell(period, "stands", score, band, moved, risk_id not in first and ordinal > 1, proof)
            standing.setdefault(risk_id, {})[period] = cell
            order[risk_id] = (-ordinal, position)
        first.setdefault(risk_id, period)
        before[risk_id] = score
    return [
        MatrixRow(
            risk_id, tuple(at.get(month) or Cell(month, _empty(month, first[risk_id], span)) for month in span.months)
        )
        for risk_id, at in sorted(standing.items(), key=lambda each: order[each[0]])
    ]


def _rated(register: Register) -> list[tuple[Any, ...]]:
    """The rows of RATINGS, each with its risk's later name before it, and one of them a name and month."""
    later = later_names(register.reader.con, register.code)
    told: dict[tuple[str, str], dict[str, tuple[Any, ...]]] = {}
    for row in register.query(RATINGS):
        name = str(later.get(row[0], row[0]))
        told.setdefault((name, row[1]), {})[row[0]] = (name, *row)
    return [rows[preferred(rows, name)] for (name, _), rows in told.items()]


def _empty(month: str, first: str, span: Span) -> str:
    if month not in span.papers:
        return "no_paper"
    return "absent" if month > first else "before"
