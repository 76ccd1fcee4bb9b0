"""Which rows of an answer about changes a decision of a person changed, and what is said of it there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from risktrail.store.labels import count
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

FIELDS = {"score": "rating", "band": "rating", "owners": "owner"}
"""The fields of answers about changes for fields that are corrected, where they have another name."""


class Mark(NamedTuple):
    """A row of statements/decided_marks.sql."""

    period: str
    risk_id: str
    action_id: str | None
    field: str | None
    parts: bool
    is_later: bool
    note: str


class Changed(NamedTuple):
    """What a row tells of: a change of a field of a risk, or of an action, from one month to another."""

    risk_id: str
    action_id: str | None
    field: str | None
    """None for a risk that is new or absent, whose rating is told."""
    since: str
    until: str


class Marks:
    """The notes on decisions on one register."""

    def __init__(self, con: duckdb.DuckDBPyConnection, register: str) -> None:
        rows = con.execute(statement("decided_marks"), {"register": register}).fetchall()
        self._marks = [Mark(*row) for row in rows]

    def of(self, changed: Changed) -> list[str] | None:
        """What decisions changed in a row; None where nothing."""
        return [mark.note for mark in self._marks if _bears_on(mark, changed)] or None

    def unsaid(
        self, said: Iterable[list[str] | None], months: Container[str], linked: Container[str]
    ) -> list[tuple[str, str]]:
        """What decisions changed in some months without a row of the answer that says so: risk and note.

        What was read as another rating, and is decided to be as it was, is no change: then there is no row.

        Args:
            said: What the rows say.
            months: The months whose values count.
            linked: The months whose actions are linked with those of the month before.
        """
        notes = {note for each in said for note in each or ()}
        left = [mark for mark in self._marks if mark.note not in notes]
        told = [mark for mark in left if mark.period in (months if mark.field else linked if mark.is_later else ())]
        return [(mark.risk_id, f"{mark.risk_id} {mark.period}: {mark.note}") for mark in told]


def _bears_on(mark: Mark, changed: Changed) -> bool:
    if mark.action_id != changed.action_id or (mark.action_id is None and mark.risk_id != changed.risk_id):
        return False
    if mark.field is not None:
        field = FIELDS.get(mark.field, mark.field)
        return mark.period in (changed.since, changed.until) and field == (changed.field or "rating")
    if mark.is_later:
        return changed.since < mark.period <= changed.until
    return changed.since <= mark.period < changed.until


RATING = ("score", "band")


def notes_on_risks(
    con: duckdb.DuckDBPyConnection, registers: Sequence[str], fields: Container[str] | None = RATING
) -> list[str]:
    """A note on each value of a risk of some registers that a person corrected; it begins with the risk's number.

    Args:
        con: An open store.
        registers: The registers.
        fields: The fields; None is all.
    """
    found = []
    for register in registers:
        marks = [Mark(*row) for row in con.execute(statement("decided_marks"), {"register": register}).fetchall()]
        found += [
            f"{mark.risk_id} {mark.period}: {mark.note}"
            for mark in marks
            if mark.action_id is None and mark.field is not None and (fields is None or mark.field in fields)
        ]
    return found


def note_on_decisions(con: duckdb.DuckDBPyConnection, register: str | None) -> list[str]:
    """A note on how many decisions changed something in a register; a `register` of None is all."""
    row = con.execute(
        "SELECT count(DISTINCT number) FROM decision_effect"
        " WHERE note IS NOT NULL AND ($register IS NULL OR register = $register)",
        {"register": register},
    ).fetchone()
    number = row[0] if row else 0
    if not number:
        return []
    to = f" to {register}" if register else ""
    apply = "applies" if number == 1 else "apply"
    return [
        f"{count(number, 'decision')} {apply}{to}: what {'it' if number == 1 else 'they'} changed says so, and"
        " `risktrail decide list` has the reasons"
    ]
