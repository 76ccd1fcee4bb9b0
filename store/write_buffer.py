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
        self._columns: dict[str, list[str]] = {}

    def delete(self, table: str, column: str, keys: Iterable[str]) -> None:
        """Delete the table's rows whose `column` is one of `keys`, also where they wait in the buffer."""
        gone = set(keys)
        if self._has_added(table, column, gone):
            self.flush()
        self._deleted_keys[table, column] |= gone

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

    def _has_added(self, table: str, column: str, keys: set[str]) -> bool:
        rows = self._added_rows.get(table)
        if not rows:
            return False
        if table not in self._columns:
            empty = self._con.execute(f"FROM {identifier(table)} LIMIT 0")
            self._columns[table] = [str(name) for name, *_ in empty.description or ()]
        at = self._columns[table].index(column)
        return any(row[at] in keys for row in rows)

    def discard(self) -> None:
        """Drop what is in the buffer, because the transaction is rolled back."""
        self._deleted_keys.clear()
        self._added_rows.clear()
        for appender in self._appenders.values():
            appender.clear()
