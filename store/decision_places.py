"""Which action or risk of today's readings a decision is about.

A decision names an action by risk, month, wording and position. A paper may have been read anew since, by other rules
or from another version: the action is then the one of that risk and month that is worded alike, white space, case and
punctuation aside; else the one whose wording is nearly the same; else none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from risktrail.store.decided_links import Place
from risktrail.store.resolve import number_key
from risktrail.store.sql import statement
from risktrail.store.text_keys import text_key

if TYPE_CHECKING:
    import duckdb

NEARLY_THE_SAME = 90.0
"""Per cent of the letters: what another reading of the same words may differ in, such as a hyphen or a lost letter."""


@dataclass(frozen=True)
class Standing:
    """A risk, or one of its actions, in a current report, as it was read. Of a risk position and text are None."""

    register: str
    period: str
    ordinal: int
    report_id: str
    paper_id: str
    risk_id: str
    risk_position: int
    position: int | None
    text: str | None

    @property
    def place(self) -> Place:
        """Where it stands; a risk itself at position 0."""
        return Place(self.report_id, self.risk_position, self.position or 0)


@dataclass(frozen=True)
class Reference:
    """A risk, or one of its actions, as a decision names it. Of a risk position and text are None."""

    period: str
    risk_id: str
    position: int | None
    text: str | None


def standing_in(con: duckdb.DuckDBPyConnection, register: str, periods: Sequence[str]) -> list[Standing]:
    """The risks of some months and their actions as they were read, in the papers' order."""
    parameters = {"register": register, "periods": [*periods]}
    return [Standing(*row) for row in con.execute(statement("standing_in_months"), parameters).fetchall()]


def find(wanted: Reference, among: Sequence[Standing]) -> Standing | None:
    """What a decision is about; None where nothing fits any more."""
    of_risk = [
        each
        for each in among
        if each.period == wanted.period and number_key(each.risk_id) == number_key(wanted.risk_id)
    ]
    if wanted.text is None:
        return next((each for each in of_risk if each.text is None), None)
    key = text_key(wanted.text)
    actions = [(each, text_key(each.text)) for each in of_risk if each.text is not None]
    alike = [each for each, its_key in actions if its_key == key]
    if alike:
        return next((each for each in alike if each.position == wanted.position), alike[0])
    nearest = max(actions, key=lambda each: fuzz.ratio(each[1], key), default=None)
    return nearest[0] if nearest and fuzz.ratio(nearest[1], key) >= NEARLY_THE_SAME else None
