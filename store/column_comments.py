"""What each column of the store holds, told once, in columns.toml: the store's comments and the site come from it."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from risktrail.store.sql import identifier, literal, statement

if TYPE_CHECKING:
    import duckdb

_OF_ANY = "any"


def meaning(relation: str, column: str) -> str:
    """What a column of a table, view or question holds; empty where columns.toml does not say, which a test forbids."""
    told = _told()
    return told.get(relation, {}).get(column) or told[_OF_ANY].get(column, "")


def comment_columns(con: duckdb.DuckDBPyConnection) -> None:
    """Write its meaning to every column of the tables and views of a store, as a comment.

    Args:
        con: A store open for writing, with all views.
    """
    columns = con.execute(statement("columns")).fetchall()
    comments = [
        f"COMMENT ON COLUMN {identifier(relation)}.{identifier(column)} IS {literal(meaning(relation, column))};"
        for relation, column in columns
    ]
    con.execute("\n".join(comments))


def digest() -> str:
    """A digest of all meanings. A store that was commented with another one is commented again."""
    return hashlib.sha256(_text().encode()).hexdigest()


@cache
def _told() -> dict[str, dict[str, str]]:
    return tomllib.loads(_text())


@cache
def _text() -> str:
    return (resources.files("risktrail.store") / "columns.toml").read_text(encoding="utf-8")
