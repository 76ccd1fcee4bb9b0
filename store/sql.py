"""The program's own SQL: statements in files, and names and texts quoted for those that are made at run time."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from risktrail.store.answer import Answer, AnyAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

Row = TypeVar("Row", bound=tuple[Any, ...])

_STATEMENTS = Path(__file__).parent / "statements"


@cache
def statement(name: str) -> str:
    """The text of statements/NAME.sql; its first lines say what it asks, and of what parameters."""
    return (_STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")


def identifier(name: str) -> str:
    """The name of a table, view or column, quoted."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, quoted."""
    return "'" + text.replace("'", "''") + "'"


def column(con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[str]:
    """Run a statement; the texts of its first column."""
    return [str(row[0]) for row in con.execute(sql, parameters).fetchall()]


def answer(con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> AnyAnswer:
    """Run a statement; the answer has the columns of its result."""
    result = con.execute(sql, parameters)
    columns = tuple(str(column[0]) for column in result.description or ())
    return Answer(columns, result.fetchall())
