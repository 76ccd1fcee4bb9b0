"""The changes of a transaction, collected and written together: each statement costs more than many rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

from risktrail.store.sql import identifier, literal, statement

if TYPE_CHECKING:
    import duckdb


CHARACTERS = 1024**2
"""Characters of JSON that a statement takes apart: DuckDB needs some ten times their memory for it."""


class WriteBuffer:
    """Rows to delete, then rows to add, inside the caller's transaction. No query sees them before `flush`."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._appenders: dict[str, duckdb.Appender] = {}  # kept: making one costs as much as filling it
        self._deleted_keys: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._added_rows: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
        self._added_columns: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._columns: dict[str, dict[str, str]] = {}

    def delete(self, table: str, column: str, keys: Iterable[str]) -> None:
        """Delete the table's rows whose `column` is one of `keys`, also where they wait in the buffer."""
        gone = set(keys)
        if self._has_added(table, column, gone):
            self.flush()
        self._deleted_keys[table, column] |= gone

    def append(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows to a table; each has a value for every column, in the table's order."""
        self._added_rows[table] += rows

    def append_columns(self, table: str, key: str, texts: Iterable[str]) -> None:
        """Add rows to a table. `key` is the value of their first column, `texts` have the other values, as
        `report_rows.columns_of` writes them."""
        self._added_columns[table] += ((key, text) for text in texts)

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
        for table, texts in self._added_columns.items():
            for group in _groups(texts):
                self._con.execute(self._insertion(table), [[key for key, _ in group], [text for _, text in group]])
        self._added_columns.clear()

    def _has_added(self, table: str, column: str, keys: set[str]) -> bool:
        if any(key in keys for key, _ in self._added_columns.get(table, ())):
            return True
        rows = self._added_rows.get(table)
        if not rows:
            return False
        at = [*self._columns_of(table)].index(column)
        return any(row[at] in keys for row in rows)

    def _columns_of(self, table: str) -> dict[str, str]:
        """The columns of a table in their order, and the type of each."""
        if table not in self._columns:
            described = self._con.execute(f"DESCRIBE {identifier(table)}").fetchall()
            self._columns[table] = {name: type_name for name, type_name, *_ in described}
        return self._columns[table]

    def _insertion(self, table: str) -> str:
        """The statement that takes the columns of rows apart."""
        _, *types = self._columns_of(table).values()
        numbers = range(1, len(types) + 1)
        names = {
            "table": identifier(table),
            "types": literal(json.dumps({number: f"{each}[]" for number, each in zip(numbers, types, strict=True)})),
            "values": ", ".join(f'unnest(c."{number}")' for number in numbers),
        }
        return statement("insert_columns").format(**names)

    def discard(self) -> None:
        """Drop what is in the buffer, because the transaction is rolled back."""
        self._deleted_keys.clear()
        self._added_rows.clear()
        self._added_columns.clear()
        for appender in self._appenders.values():
            appender.clear()


def _groups(texts: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Texts with their keys in their order, about `CHARACTERS` together."""
    before = accumulate((len(text) for _, text in texts), initial=0)
    for _, group in groupby(zip(texts, before, strict=False), key=lambda each: each[1] // CHARACTERS):
        yield [text for text, _ in group]
