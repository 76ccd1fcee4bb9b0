"""Rows of one register kept together in the file, so that a question about it reads few blocks.

Papers come month by month, those of each register among those of all others: after ten years the rows of a thousand
registers lie in a hundred thousand pieces, and a question about one register reads nearly all of the store. Once there
are more than `MOST_PIECES` pieces a register on average, the rows are rewritten register by register: once a year,
where papers come monthly.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from risktrail.store import database
from risktrail.store.report_rows import REPORT_TABLES
from risktrail.store.sql import identifier, statement

if TYPE_CHECKING:
    import duckdb

MOST_PIECES = 12


def compact(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Rewrite the rows of all papers register by register where they are scattered, in one transaction.

    The series of every register has to be worked out before. Raises StoreUnreadableError where the disk has no room.
    """
    if not is_scattered(con):
        return
    with database.transaction(con, path):
        for table in map(identifier, ("report", *REPORT_TABLES)):
            con.execute(statement("rows_by_register").format(table=table))
            con.execute(f"TRUNCATE {table}")
            con.execute(f"INSERT INTO {table} FROM in_order")
            con.execute("DROP TABLE in_order")
    con.execute("CHECKPOINT")


def is_scattered(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the rows of a register lie in more than `MOST_PIECES` pieces on average."""
    pieces, registers = con.execute(statement("pieces")).fetchone() or (0, 0)
    return bool(pieces > MOST_PIECES * registers)
