"""What changed between two months of a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from risktrail.store import resolve
from risktrail.store.answer import Answer
from risktrail.store.answer_rows import Change, ChangedValue
from risktrail.store.decided_marks import Changed, Marks
from risktrail.store.errors import NotEnoughReportsError, SameMonthError
from risktrail.store.labels import RatingValue
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

COLUMNS = Change._fields[:-1]


def compare(
    con: duckdb.DuckDBPyConnection, register: str, from_period: str, to_period: str, *, everything: bool
) -> Answer[Change]:
    """A row a change between two months; with `everything` also a row for each risk and action without one.

    Raises UnknownPeriodError, NotEnoughReportsError where the register has a single report, and SameMonthError where
    both months are the same one.
    """
    known = resolve.periods(con, register)
    if len(known) < 2:
        raise NotEnoughReportsError(register, known, "compare")
    earlier, later = resolve.period(con, register, from_period), resolve.period(con, register, to_period)
    if earlier == later:
        raise SameMonthError(register, earlier, known)
    parameters = {"from_period": earlier, "to_period": later, "register": register, "everything": everything}
    rows = con.execute(statement("compare"), parameters).fetchall()
    marks = Marks(con, register)
    changes = [_marked(_change(row), marks) for row in rows]
    since, until = sorted((earlier, later))
    linked = [month for month in known if since < month <= until]
    unsaid = [note for _, note in marks.unsaid([change.decided for change in changes], (since, until), linked)]
    return Answer(
        COLUMNS,
        changes,
        (*unsaid, *resolve.notes(con, register, since=since, until=until)),
        looked_at=f"nothing changed from {earlier} to {later}",
    )


def changed_values(
    item: str, change: str, field: str | None, labels: tuple[str | None, str | None], ratings: tuple[Any, ...]
) -> tuple[ChangedValue, ChangedValue]:
    """The values before and after a change: ratings where that is what they are, else the texts themselves.

    Args:
        item: `risk` or `action`.
        change: The kind of change.
        field: The field that changed; None for a risk that is new or absent, whose rating is told.
        labels: The values before and after as the store's views write them.
        ratings: Score and band before, then score and band after.
    """
    if item != "risk" or field not in (None, "rating"):
        return labels
    before = None if change in ("new", "first_seen") else RatingValue(*ratings[:2])
    after = labels[1] if change == "absent" else RatingValue(*ratings[2:])
    return before, after


def _change(row: tuple[Any, ...]) -> Change:
    """A row of statements/compare.sql."""
    about, (before, after), where, ratings = row[:7], row[7:9], row[9:17], row[17:]
    item, change, field = about[4:]
    values = changed_values(item, change, field, (before, after), ratings)
    return Change._make((*about, *values, *where[:-1], None, where[-1]))


def _marked(change: Change, marks: Marks) -> Change:
    """A change with what decisions of people changed in it."""
    since, until = sorted((change.from_period, change.to_period))
    return change._replace(decided=marks.of(Changed(change.risk_id, change.action_id, change.field, since, until)))
