"""Results of statements kept while what they are asked of stays the same: planning one takes longer than its rows do.

A page asks some things five times over, and the next page about its register most of them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import duckdb

MOST_RESULTS = 3_000
"""How many results are kept at most, some sixty a register; then all are dropped."""
MOST_ROWS = 2_000
"""The rows of the largest result that is kept. A register's lists are shorter, its texts of ten years longer."""


class Kept(NamedTuple):
    """A result as it is kept, read to its end."""

    description: list[Any] | None
    rows: list[tuple[Any, ...]]


class Result:
    """The result of one statement, to be read as one of DuckDB's."""

    def __init__(self, kept: Kept) -> None:
        self.description = kept.description
        self._rows = iter(kept.rows)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows that were not fetched yet."""
        return [*self._rows]

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """The next rows, at most so many."""
        return [*islice(self._rows, size)]

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row; None where there is none."""
        return next(self._rows, None)


class RememberingConnection:
    """A connection for reading alone, which asks nothing twice.

    Args:
        con: The connection that it asks.
        results: What was asked before, by statement and parameters. Several connections may share it, each in a thread
            of its own, for as long as nothing is written to what they read.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, results: dict[tuple[str, str], Kept]) -> None:
        self._con = con
        self._results = results

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Result:
        """The result of a statement that reads."""
        key = (sql, repr(parameters))
        kept = self._results.get(key)
        if kept is None:
            asked = self._con.execute(sql, parameters)
            kept = Kept(asked.description, asked.fetchall())
            if len(self._results) >= MOST_RESULTS:
                self._results.clear()
            if len(kept.rows) <= MOST_ROWS:
                self._results[key] = kept
        return Result(kept)

    def close(self) -> None:
        """Close the connection that it asks."""
        self._con.close()
