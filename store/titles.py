"""The titles of risks, to be shown where a risk's number is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risktrail.store.answer import AnyAnswer, Titles
from risktrail.store.sql import statement

if TYPE_CHECKING:
    import duckdb

NUMBERS = ("risk_id", "risk_ids", "previous_risk_id", "moved_to", "became")
"""The columns that have the numbers of risks, one or a list."""


def titles_of(con: duckdb.DuckDBPyConnection, register: str | None) -> Titles:
    """The titles of a register's risks, or of all; a risk whose title is its number too has none."""
    rows = con.execute(statement("titles"), {"register": register}).fetchall()
    return {(code, risk_id): title for code, risk_id, title in rows}


def names_risks_by_number(found: AnyAnswer) -> bool:
    """Whether an answer has the numbers of risks, and not their titles."""
    columns = set(found.columns)
    return "register" in columns and "title" not in columns and not columns.isdisjoint(NUMBERS)
