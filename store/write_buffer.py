"""The changes of a transaction, collected and written together: each statement costs more than many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from risktrail.store.sql import identifier, statement

if TYPE_CHECKING:
    import duckdb


class WriteBuffer:
    """Rows to delete, then rows to add, inside the caller's transaction. No query sees them before `flush`."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._appenders: dict[str, duckdb.Appender] = {}  # kept: making one costs as much as filling it
        self._deleted_keys: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._added_rows: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
        self._announced: set[str] = set()

    def announce(self, *keys: str) -> None:
        """Say whose rows come next.

        If rows of one of these keys are in the buffer already, it is flushed first: `delete` removes only rows that are
        in the table.
        """
        if not self._announced.isdisjoint(keys):
            self.flush()
        self._announced.update(keys)

    def delete(self, table: str, column: str, keys: Iterable[str]) -> None:
        """Delete the table's rows whose `column` is one of `keys`, but not rows appended since the last flush."""
        self._deleted_keys[table, column].update(keys)

    def append(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table; each has a value for every column, in the table's order."""
        self._added_rows[table] += rows

    def flush(self) -> None:
        """Write what is in the buffer to the tables: first the deletions, then the new rows."""
        for (table, column), keys in self._deleted_keys.items():
            names = {"table": identifier(table), "column": identifier(column)}
            self._con.execute(statement("delete_keys").format(**names), [sorted(keys)])
        self._deleted_keys.clear()
        for table, rows in self._added_rows.items():
            if table not in self._appenders:
                self._appenders[table] = self._con.appender(table)
            self._appenders[table].append_rows(rows)
            self._appenders[table].flush()
        self._added_rows.clear()
        self._announced.clear()

    def discard(self) -> None:
        """Drop what is in the buffer, because the transaction is rolled back."""
        self._deleted_keys.clear()
        self._added_rows.clear()
        self._announced.clear()
        for appender in self._appenders.values():
            appender.clear()
