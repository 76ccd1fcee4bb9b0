"""What came and went: risks new and gone, actions dropped without completion, escalations asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from risktrail.web.period_range import Span
from risktrail.web.register import Evidence, Register

NEW_RISKS = """
SELECT s.period, k.risk_id, k.score, k.band, k.description, k.page
FROM risk AS k JOIN series AS s ON s.report_id = k.report_id
WHERE s.register = ?
  AND NOT EXISTS (FROM risk_names AS n WHERE n.register = s.register AND n.later_id = k.risk_id)
QUALIFY row_number() OVER (PARTITION BY k.risk_id ORDER BY s.ordinal, k.position) = 1 AND s.ordinal > 1
ORDER BY s.ordinal DESC, k.position
"""
GONE_RISKS = "SELECT * FROM disappeared_risks WHERE register = ? ORDER BY gone_in DESC, risk_id"
DROPPED = "SELECT * FROM silently_dropped_actions WHERE register = ? ORDER BY gone_in DESC, risk_id"
ESCALATIONS = """
SELECT period, position, text, risk_ids, page FROM recommendations
WHERE register = ? AND escalation ORDER BY ordinal DESC, position
"""


@dataclass(frozen=True)
class Event:
    """Something that happened in a month, and the places that show it."""

    period: str
    row: dict[str, Any]
    evidence: Evidence | None
    gone_from: Evidence | None = None


@dataclass(frozen=True)
class Events:
    """All events of a span, the latest first."""

    new: list[Event]
    gone: list[Event]
    dropped: list[Event]
    escalations: list[Event]


def events(register: Register, span: Span) -> Events:
    """What came, went and was asked for after the span's first month."""
    return Events(_new(register, span), _gone(register, span), _dropped(register, span), _escalations(register, span))


def _within(found: list[dict[str, Any]], field: str, span: Span, first: str) -> list[dict[str, Any]]:
    return [row for row in found if first <= row[field] <= span.last]


def _new(register: Register, span: Span) -> list[Event]:
    found = _within(register.query(NEW_RISKS).dicts(), "period", span, span.first)
    return [
        Event(row["period"], row, register.evidence(row["period"], row["page"], "risk", row["risk_id"]))
        for row in found
    ]


def _gone(register: Register, span: Span) -> list[Event]:
    found = _within(register.query(GONE_RISKS).dicts(), "gone_in", span, span.first)
    return [
        Event(row["gone_in"], row, register.evidence(row["last_seen"], row["page"], "risk", row["risk_id"]))
        for row in found
    ]


def _dropped(register: Register, span: Span) -> list[Event]:
    found = _within(register.query(DROPPED).dicts(), "gone_in", span, span.first)
    return [
        Event(
            row["gone_in"],
            row,
            register.evidence(row["last_seen"], row["page"], "action", row["action_id"]),
            register.evidence(row["gone_in"], row["gone_from_page"], "risk", row["risk_id"]),
        )
        for row in found
    ]


def _escalations(register: Register, span: Span) -> list[Event]:
    found = _within(register.query(ESCALATIONS).dicts(), "period", span, span.first)
    return [
        Event(row["period"], row, register.evidence(row["period"], row["page"], "recommendation", row["position"]))
        for row in found
    ]
