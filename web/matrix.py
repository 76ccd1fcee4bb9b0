"""The matrix of ratings: risk by month, each cell with its score, its band and how far it moved."""

from __future__ import annotations

from dataclasses import dataclass

from risktrail.store.answer_rows import CellState, RatingCell
from risktrail.store.rating_matrix import rating_matrix
from risktrail.web.labels import rating
from risktrail.web.period_range import Span
from risktrail.web.register import Evidence, Register


@dataclass(frozen=True)
class Cell:
    """A risk in a month, with the place in that month's paper that says so."""

    month: str
    state: CellState
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
    found = rating_matrix(register.reader.con, register.code, span.months, risk_ids)
    return [MatrixRow(row.risk_id, tuple(_with_evidence(cell, register) for cell in row.cells)) for row in found]


def _with_evidence(cell: RatingCell, register: Register) -> Cell:
    if cell.state is not CellState.STANDS:
        return Cell(cell.month, cell.state)
    proof = register.evidence(cell.month, cell.page, "rating", cell.risk_id)
    return Cell(cell.month, cell.state, cell.rating.score, cell.rating.band, cell.moved, cell.is_new, proof)
