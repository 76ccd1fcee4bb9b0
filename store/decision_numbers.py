"""The numbers of decisions, aliases and removals: one sequence over the whole store, of which none is used twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

_UNNUMBERED = {
    "alias": "SELECT rowid FROM alias WHERE number IS NULL ORDER BY register, old_risk_id, new_risk_id",
    "removed_paper": "SELECT rowid FROM removed_paper WHERE number IS NULL ORDER BY removed_at, paper_id",
}


def next_number(con: duckdb.DuckDBPyConnection) -> int:
    """The number of the next decision, alias or removal: one more than any has had so far."""
    row = con.execute(statement("next_decision_number")).fetchone()
    return int(row[0]) if row else 1


def now() -> dt.datetime:
    """The time in UTC, as the store has it: without a zone, in whole seconds."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def keep_undone(con: duckdb.DuckDBPyConnection, table: str, which: str, parameters: dict[str, Any]) -> None:
    """Keep rows that are about to be deleted from `alias` or `removed_paper` as decisions that were taken back.

    Args:
        con: The store.
        table: `alias` or `removed_paper`.
        which: The condition that the rows meet.
        parameters: The parameters of the condition.
    """
    con.execute(statement(f"undone_{table}").format(which=which), {**parameters, "now": now()})


def number_the_rest(con: duckdb.DuckDBPyConnection) -> None:
    """Give numbers to the aliases and removals of a store, or an export, of an older risktrail."""
    for table, unnumbered in _UNNUMBERED.items():
        for (row,) in con.execute(unnumbered).fetchall():
            con.execute(f"UPDATE {table} SET number = ? WHERE rowid = ?", [next_number(con), row])  # noqa: S608
