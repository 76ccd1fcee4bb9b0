"""Which risk or action of the current reports a person means by what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from risktrail.store import resolve
from risktrail.store.decision_places import Standing, standing_in
from risktrail.store.errors import QuestionError, UnknownActionError
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

_ACTION = re.compile(r"(?P<risk>.+)/(?P<month>\d{4}-\d{2}|latest|previous)/(?P<position>\d+)", re.IGNORECASE)
_RISK = re.compile(r"(?P<risk>.+)/(?P<month>\d{4}-\d{2}|latest|previous)", re.IGNORECASE)


@dataclass(frozen=True)
class NamedAction:
    """An action that was named: one of its months, or all of them by its `action_id`; in the order of months."""

    named: str
    standings: list[Standing]

    @property
    def periods(self) -> set[str]:
        """The months meant."""
        return {each.period for each in self.standings}


class NamedParts:
    """Finds risks and actions of a store by their names."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def action(self, named: str, register: str | None) -> NamedAction:
        """The action meant by its `action_id`, or by risk, month and position: OPSG-006/2021-07/3.

        Raises:
            UnknownActionError: There is no such action.
            QuestionError: There is no such register, risk or month.
        """
        found = _ACTION.fullmatch(named.strip())
        if found:
            return NamedAction(named, [self._action_at(found, register)])
        rows = self._con.execute(statement("months_of_action"), {"action_id": named.strip().lower()}).fetchall()
        if not rows:
            raise UnknownActionError(named)
        standings = standing_in(self._con, rows[0][0], [period for _, period, *_ in rows])
        places = {(period, risk_position, position) for _, period, risk_position, position in rows}
        return NamedAction(
            named, [each for each in standings if (each.period, each.risk_position, each.position) in places]
        )

    def part(self, named: str, month: str | None, register: str | None) -> Standing:
        """The risk or the action meant, in one month. `OPSG-006/2021-07` names a risk with its month.

        Raises:
            UnknownActionError: There is no such action in that month.
            QuestionError: There is no such register, risk or month, or no month is named.
        """
        action = _ACTION.fullmatch(named.strip())
        risk = _RISK.fullmatch(named.strip())
        if month is None:
            if action:
                return self._action_at(action, register)
            if risk:
                return self._risk_at(risk["risk"], risk["month"], register)[0]
            raise QuestionError(f"name the month too, as in {named} 2021-07")
        if self._con.execute(statement("months_of_action"), {"action_id": named.strip().lower()}).fetchone():
            return self._of_month(self.action(named, register), month)
        return self._risk_at(named, month, register)[0]

    def _action_at(self, found: re.Match[str], register: str | None) -> Standing:
        risk, actions = self._risk_at(found["risk"], found["month"], register)
        at = [each for each in actions if each.position == int(found["position"])]
        if not at:
            raise UnknownActionError(found.group(), f"{risk.risk_id} has {len(actions)} in {risk.period}")
        return at[0]

    def _risk_at(self, named: str, month: str, register: str | None) -> tuple[Standing, list[Standing]]:
        """A risk in a month, and its actions there."""
        code = resolve.register(self._con, register)
        risk_id, period = resolve.risk(self._con, code, named), resolve.period(self._con, code, month)
        there = [each for each in standing_in(self._con, code, [period]) if each.risk_id == risk_id]
        if not there:
            raise QuestionError(f"{risk_id} does not stand in the paper of {period}")
        return there[0], [each for each in there[1:] if each.text is not None]

    def _of_month(self, action: NamedAction, month: str) -> Standing:
        period = resolve.period(self._con, action.standings[0].register, month)
        at = [each for each in action.standings if each.period == period]
        if not at:
            raise UnknownActionError(action.named, f"it does not stand in {period}")
        return at[0]
