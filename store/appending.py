"""A transaction's changes, gathered while it runs and written together: each statement costs more than many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


class Tables:
    """Rows to be deleted, then rows to be added, inside the caller's transaction. No query sees them before `flush`."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._appenders: dict[str, duckdb.Appender] = {}  # kept: making one costs as much as filling it
        self._gone: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._rows: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
        self._keys: set[str] = set()

    def about(self, *keys: str) -> None:
        """Whose rows come next. Where there are some of the same since the last flush, they are written first: only
        then can they be deleted again.
        """
        if not self._keys.isdisjoint(keys):
            self.flush()
        self._keys.update(keys)

    def delete(self, table: str, column: str, keys: Iterable[str]) -> None:
        """Rows of the store whose `column` is one of `keys`. Rows appended since the last flush stay."""
        self._gone[table, column].update(keys)

    def append(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Rows of all the table's columns, in order."""
        self._rows[table] += rows

    def flush(self) -> None:
        """Write what was gathered."""
        for (table, column), keys in self._gone.items():
            statement = f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))"  # noqa: S608 - own names
            self._con.execute(statement, [sorted(keys)])
        self._gone.clear()
        for table, rows in self._rows.items():
            if table not in self._appenders:
                self._appenders[table] = self._con.appender(table)
            self._appenders[table].append_rows(rows)
            self._appenders[table].flush()
        self._rows.clear()
        self._keys.clear()

    def forget(self) -> None:
        """Drop what was gathered; for use at a rollback."""
        self._gone.clear()
        self._rows.clear()
        self._keys.clear()
        for appender in self._appenders.values():
            appender.clear()
