"""Rows into tables, the fast way: one appender a table, kept for as long as the store is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


class Tables:
    """Appends rows inside the caller's transaction. Making an appender anew costs as much as filling it."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._appenders: dict[str, duckdb.Appender] = {}

    def append(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows of all the table's columns, in order."""
        if table not in self._appenders:
            self._appenders[table] = self._con.appender(table)
        appender = self._appenders[table]
        appender.append_rows(rows)
        appender.flush()

    def forget(self) -> None:
        """Drop rows a failed append left behind; for use before a rollback."""
        for appender in self._appenders.values():
            appender.clear()
