"""A store of as many registers and months as wanted, made inside DuckDB by synthetic_store.sql."""

from __future__ import annotations

import contextlib
from pathlib import Path

from risktrail.store import open_writer

ORDERS = {"month": "if(m < $months - 11, -1, m), n, m", "register": "n, m", "scattered": "m, n"}
"""How papers may lie in the store, by name: what the rows are ordered by.

`month` has the last eleven months as they came in, every register's paper of a month before any of the next, and what
was before that register by register, which is the most disorder an import leaves; `register` has all register by
register; `scattered` has all as it came in, as if the store did not keep registers together.
"""
_STATEMENTS = Path(__file__).with_suffix(".sql")


def make_store(path: Path, registers: int, months: int, order: str = "month") -> None:
    """Make a store at `path`; `order` is one of ORDERS. The same figures make the same store."""
    writer = open_writer(path)
    sql = _STATEMENTS.read_text(encoding="utf-8").replace("$order", ORDERS[order])
    for name, value in (("registers", registers), ("months", months)):
        sql = sql.replace(f"${name}", str(value))
    with contextlib.closing(writer.con):  # and nothing put in order by the writer
        writer.con.execute("SET enable_progress_bar = false")
        writer.con.execute(sql)
