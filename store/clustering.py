"""Keeping the rows of a register together, so that a question about one register reads few blocks of the file.

Papers come month by month, each register's among those of all others: after ten years a thousand registers lie in a
hundred thousand pieces, and whatever asks about one of them reads nearly all of the store. Once there are more than
`MOST_PIECES` a register the rows are written anew, register by register: once a year, where papers come monthly.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from risktrail.store import database
from risktrail.store.flatten import REPORT_TABLES

if TYPE_CHECKING:
    import duckdb

MOST_PIECES = 12
PIECES = """
SELECT count(*) FILTER (starts), count(DISTINCT register)
FROM (SELECT register, register IS DISTINCT FROM lag(register) OVER (ORDER BY rowid) AS starts FROM report)
"""
IN_ORDER = """
CREATE TEMP TABLE in_order AS SELECT t.* FROM {0} AS t JOIN report_series AS s ON s.report_id = t.report_id
ORDER BY s.register, s.period, t.report_id, t.rowid
"""


def keep_together(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write what papers say anew, register by register, where it lies in many pieces; one transaction.

    For when the series of all reports is worked out. Raises StoreUnreadableError where the disk has no room.
    """
    if not scattered(con):
        return
    with database.writing(con, path):
        for table in ("report", *REPORT_TABLES):
            con.execute(IN_ORDER.format(table))
            con.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
            con.execute(f"INSERT INTO {table} FROM in_order")
            con.execute("DROP TABLE in_order")
    con.execute("CHECKPOINT")


def scattered(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether registers lie in more pieces than they should, on average."""
    pieces, registers = con.execute(PIECES).fetchone() or (0, 0)
    return bool(pieces > MOST_PIECES * registers)
