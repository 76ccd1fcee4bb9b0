"""Each action of a risk through the months: its status, and each change of its wording."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from risktrail.store import redline
from risktrail.store.answer_rows import ActionInMonth, CellState, Segment
from risktrail.web.period_range import PeriodRange
from risktrail.web.register import Evidence, Register


@dataclass(frozen=True)
class ActionCell:
    """An action in a month. `state` is its status, else why there is no row: absent, before or no_paper."""

    month: str
    state: str
    row: ActionInMonth | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Rewording:
    """A change of an action's `text` or `note`; `redline` compares it with the month before."""

    period: str
    field: str
    redline: Sequence[Segment]
    evidence: Evidence | None


@dataclass(frozen=True)
class ActionHistory:
    """One action through the months: its last row, a cell a month, and its rewordings, the latest first."""

    latest: ActionInMonth
    cells: list[ActionCell]
    rewordings: list[Rewording]
    evidence: Evidence | None


def action_histories(register: Register, risk_ids: Sequence[str], covered: PeriodRange) -> list[ActionHistory]:
    """All actions a risk ever had: those of the last month first, in the paper's order.

    Args:
        register: The register.
        risk_ids: The numbers of the risk; several where an alias joins them.
        covered: The months to show. Papers after them do not count.
    """
    by_action: dict[str, list[ActionInMonth]] = {}
    for row in register.reader.actions_of_risks(register.code, risk_ids):
        if row.period <= covered.last:
            by_action.setdefault(row.action_id, []).append(row)
    ordered = sorted(by_action.values(), key=lambda rows: rows[-1].position)
    ordered.sort(key=lambda rows: rows[-1].period, reverse=True)
    return [
        ActionHistory(
            rows[-1], _cells(register, rows, covered), _rewordings(register, rows), _evidence(register, rows[-1])
        )
        for rows in ordered
    ]


def _cells(register: Register, rows: list[ActionInMonth], covered: PeriodRange) -> list[ActionCell]:
    by_month = {row.period: row for row in rows}
    first = min(by_month)
    cells = []
    for month in covered.months:
        row = by_month.get(month)
        if row is not None:
            cells.append(ActionCell(month, row.status, row, _evidence(register, row)))
        elif month not in covered.papers:
            cells.append(ActionCell(month, CellState.NO_PAPER))
        else:
            cells.append(ActionCell(month, CellState.ABSENT if month > first else CellState.BEFORE))
    return cells


def _rewordings(register: Register, rows: list[ActionInMonth]) -> list[Rewording]:
    found = []
    for before, after in itertools.pairwise(rows):
        for field, old, new in (("text", before.text, after.text), ("note", before.note or "", after.note or "")):
            if old.split() != new.split():
                found.append(Rewording(after.period, field, redline(old, new), _evidence(register, after)))
    return found[::-1]


def _evidence(register: Register, row: ActionInMonth) -> Evidence | None:
    return register.evidence(row.period, row.page, "action", row.action_id)
