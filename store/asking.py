"""Running a question of the catalogue, and SQL a user typed."""

from __future__ import annotations

from typing import Any

import duckdb

from store import catalogue, resolve
from store.errors import QuestionParameterError, SqlRefusedError
from store.rows import Rows

READING = ("SELECT", "EXPLAIN")
OF_REGISTER = "of_register"


def ask(con: duckdb.DuckDBPyConnection, name: str, register: str | None, given: dict[str, Any]) -> Rows:
    """Answer a question. Parameters that are months are resolved; unknown ones are an error.

    Raises UnknownQuestionError, QuestionParameterError, UnknownRegisterError or UnknownPeriodError.
    """
    question = catalogue.question(name)
    code = None if register is None else resolve.register(con, register)
    unknown = [each for each in given if each not in question.parameters]
    if unknown:
        raise QuestionParameterError(
            question.name, f"there is no parameter {unknown[0]!r}", [*question.parameters]
        )
    values = dict(given)
    if code is not None and OF_REGISTER in question.parameters:
        values[OF_REGISTER] = code
    missing = [
        each for each, default in question.parameters.items() if default is None and each not in values
    ]
    if missing:
        raise QuestionParameterError(question.name, f"{missing[0]} must be given", [*question.parameters])
    call = ", ".join(f"{each} := ?" for each in values)
    source = f"{question.name}({call})" if question.is_macro else question.name
    narrowed = code is not None and not question.is_macro
    sql = f"SELECT * FROM {source}" + (" WHERE register = ?" if narrowed else "")  # noqa: S608 - own names
    parameters = [*values.values(), *([code] if narrowed else [])]
    try:
        return _rows(con, sql, parameters)
    except duckdb.ConversionException as error:
        raise QuestionParameterError(question.name, str(error), [*question.parameters]) from error


def run_sql(con: duckdb.DuckDBPyConnection, text: str) -> Rows:
    """Run one reading statement. Raises SqlRefusedError with the database's own words."""
    try:
        statements = duckdb.extract_statements(text)
        if len(statements) != 1 or statements[0].type.name not in READING:
            raise SqlRefusedError("give one statement that reads (SELECT, FROM, WITH, DESCRIBE, EXPLAIN)")
        return _rows(con, text, [])
    except duckdb.Error as error:
        raise SqlRefusedError(str(error)) from error


def _rows(con: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any]) -> Rows:
    result = con.execute(sql, parameters)
    columns = tuple(str(column[0]) for column in result.description or ())
    return Rows(columns, result.fetchall())
