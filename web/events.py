"""What came and went: new risks, risks gone, actions dropped without completion, escalations asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from risktrail.store import redline
from risktrail.store.answer_rows import Segment
from risktrail.store.page_rows import DroppedAction, EscalationRequest, GoneRisk, NewRisk
from risktrail.web.period_range import PeriodRange
from risktrail.web.register import Evidence, Register

RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Event(Generic[RowT]):
    """Something that happened in a month, and the pages that show it.

    `gone_from` is the page, in the paper of that month, of the risk that an action was dropped from; `redline` compares
    it with the action that it perhaps is, whose page is `perhaps`.
    """

    period: str
    row: RowT
    evidence: Evidence | None
    gone_from: Evidence | None = None
    redline: Sequence[Segment] = ()
    perhaps: Evidence | None = None


@dataclass(frozen=True)
class Events:
    """All events of a range of months, the latest first."""

    new_risks: list[Event[NewRisk]]
    gone_risks: list[Event[GoneRisk]]
    dropped_actions: list[Event[DroppedAction]]
    escalations: list[Event[EscalationRequest]]


def events(register: Register, covered: PeriodRange) -> Events:
    """What happened in the months that a page covers."""
    return Events(
        _within(covered, _new_risks(register)),
        _within(covered, _gone_risks(register)),
        _within(covered, _dropped_actions(register)),
        _within(covered, _escalations(register)),
    )


def _within(covered: PeriodRange, found: list[Event[RowT]]) -> list[Event[RowT]]:
    return [event for event in found if covered.first <= event.period <= covered.last]


def _new_risks(register: Register) -> list[Event[NewRisk]]:
    return [
        Event(row.period, row, register.evidence(row.period, row.page, "risk", row.risk_id))
        for row in register.reader.new_risks(register.code)
    ]


def _gone_risks(register: Register) -> list[Event[GoneRisk]]:
    return [
        Event(row.gone_in, row, register.evidence(row.last_seen, row.page, "risk", row.risk_id))
        for row in register.reader.gone_risks(register.code)
    ]


def _dropped_actions(register: Register) -> list[Event[DroppedAction]]:
    return [
        Event(
            row.gone_in,
            row,
            register.evidence(row.last_seen, row.page, "action", row.action_id),
            register.evidence(row.gone_in, row.gone_from_page, "risk", row.risk_id),
            redline(row.text, row.perhaps) if row.perhaps else (),
            register.evidence(row.gone_in, row.perhaps_page, "action", row.perhaps_id) if row.perhaps else None,
        )
        for row in register.reader.dropped_actions(register.code)
    ]


def _escalations(register: Register) -> list[Event[EscalationRequest]]:
    return [
        Event(row.period, row, register.evidence(row.period, row.page, "recommendation", row.position))
        for row in register.reader.escalation_requests(register.code)
    ]
