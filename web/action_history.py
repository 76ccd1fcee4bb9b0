"""Each action of a risk through the months: its status, and its wording whenever that moved."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from risktrail.store import redline
from risktrail.web.period_range import Span
from risktrail.web.register import Evidence, Register

ACTIONS = """
SELECT action_id, period, risk_id, position, text, status, status_text, note, owners, page, reports_ongoing,
       first_seen, unsure
FROM actions WHERE register = ? AND list_contains(?, risk_id)
ORDER BY ordinal, risk_position, position
"""


@dataclass(frozen=True)
class Standing:
    """An action in a month; `row` is None where it does not stand, `state` then absent, before or no_paper."""

    month: str
    state: str
    row: dict[str, Any] | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Reworded:
    """A change of an action's words: of its `text` or its `note`."""

    period: str
    field: str
    segments: Sequence[tuple[str, str]]
    evidence: Evidence | None


@dataclass(frozen=True)
class Trail:
    """One action; `latest` is its last row."""

    latest: dict[str, Any]
    months: list[Standing]
    reworded: list[Reworded]
    evidence: Evidence | None


def trails(register: Register, risk_ids: list[str], span: Span) -> list[Trail]:
    """All actions a risk ever had: those of the last month first, in the paper's order."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in register.query(ACTIONS, risk_ids).dicts():
        if row["period"] <= span.last:
            rows.setdefault(row["action_id"], []).append(row)
    ordered = sorted(rows.values(), key=lambda each: each[-1]["position"])
    ordered.sort(key=lambda each: each[-1]["period"], reverse=True)
    return [_trail(register, each, span) for each in ordered]


def _trail(register: Register, rows: list[dict[str, Any]], span: Span) -> Trail:
    at = {row["period"]: row for row in rows}
    months = [_standing(register, month, at, span) for month in span.months]
    return Trail(rows[-1], months, _reworded(register, rows), _proof(register, rows[-1]))


def _standing(register: Register, month: str, at: dict[str, dict[str, Any]], span: Span) -> Standing:
    row = at.get(month)
    if row is not None:
        return Standing(month, row["status"], row, _proof(register, row))
    if month not in span.papers:
        return Standing(month, "no_paper")
    return Standing(month, "absent" if month > min(at) else "before")


def _reworded(register: Register, rows: list[dict[str, Any]]) -> list[Reworded]:
    found = []
    for before, after in itertools.pairwise(rows):
        for field in ("text", "note"):
            old, new = before[field] or "", after[field] or ""
            if old.split() != new.split():
                found.append(Reworded(after["period"], field, redline(old, new), _proof(register, after)))
    return found[::-1]


def _proof(register: Register, row: dict[str, Any]) -> Evidence | None:
    return register.evidence(row["period"], row["page"], "action", row["action_id"])
