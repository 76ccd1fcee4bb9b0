"""Answers to the questions of the catalogue, and to SQL that a user typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb

from risktrail.store import catalogue, database, enough_reports, resolve
from risktrail.store.answer import AnyAnswer
from risktrail.store.errors import QuestionParameterError, SqlRefusedError, UnknownPeriodError
from risktrail.store.sql import answer

READING = ("SELECT", "EXPLAIN")
OF_REGISTER = "of_register"
OF_NO_REGISTER = ("papers", "to_check")  # they tell of failed papers too, whose register nobody knows
MONTHS = ("as_of", "from_period", "to_period")


def ask(con: duckdb.DuckDBPyConnection, name: str, register: str | None, given: dict[str, Any]) -> AnyAnswer:
    """Answer a question. Months may be written `latest` or `previous`, numbers as text.

    With a register, rows of that register alone, and of papers that failed where the question tells of them. Raises
    UnknownQuestionError, QuestionParameterError, UnknownRegisterError or UnknownPeriodError.
    """
    question = catalogue.question(name)
    code = None if register is None else resolve.register(con, register)
    values = _values(con, question, code, given)
    call = ", ".join(f"{each} := ?" for each in values)
    source = f"{question.name}({call})" if question.is_macro else question.name
    sql, parameters = f"SELECT * FROM {source}", [*values.values()]  # noqa: S608 - own names
    if code is not None and not question.is_macro and "register" in answer(con, f"{sql} LIMIT 0", []).columns:
        or_none = " OR register IS NULL" if question.name in OF_NO_REGISTER else ""
        sql, parameters = f"{sql} WHERE register = ?{or_none}", [code]
    found = answer(con, sql, parameters)
    registers = resolve.registers(con) if code is None else [code]
    found = _judged(con, found, question, values, [values[OF_REGISTER]] if values.get(OF_REGISTER) else registers)
    notes = [note for each in registers for note in resolve.notes_of_months(con, each)]
    notes += resolve.failed_papers(con) if registers else []
    return found.noted(*dict.fromkeys(notes))


def _judged(
    con: duckdb.DuckDBPyConnection,
    found: AnyAnswer,
    question: catalogue.Question,
    values: dict[str, Any],
    registers: list[str],
) -> AnyAnswer:
    """The answer, with what it was looked for in, and which registers have too few reports for it."""
    until = values.get("as_of") or values.get("to_period")
    up_to = f" up to {until}" if until else ""
    told = replace(found, looked_at=f"in {enough_reports.looked_through(con, registers, until)}{up_to}")
    if question.needs is None:
        return told
    given = values.get(question.needs, question.parameters.get(question.needs))
    if given is None:
        need = enough_reports.Need(question.name, int(question.needs))
    else:
        remedy = f"Import more papers or lower {question.needs}"
        need = enough_reports.Need(f"{question.name} with {question.needs}={given}", int(given), remedy)
    return replace(told, lacking=tuple(enough_reports.lacking(con, registers, need, until)))


def _values(
    con: duckdb.DuckDBPyConnection, question: catalogue.Question, code: str | None, given: dict[str, Any]
) -> dict[str, Any]:
    """The parameters given, each checked and taken as what it means."""
    for each, value in given.items():
        if each not in question.parameters:
            raise _wrong(question, f"there is no parameter {each!r}")
        if value is None and question.parameters[each] is None:
            raise _wrong(question, f"{each} must be given")
    for each, default in question.parameters.items():
        if default is None and each not in given:
            raise _wrong(question, f"{each} must be given")
    values = {each: _value(con, question, code, each, value) for each, value in given.items()}
    if code is not None and OF_REGISTER in question.parameters:
        values[OF_REGISTER] = code
    return values


def _value(
    con: duckdb.DuckDBPyConnection, question: catalogue.Question, code: str | None, name: str, value: Any
) -> Any:
    if name in MONTHS and value is not None:
        return _month(con, code, str(value))
    if name == OF_REGISTER and value is not None:
        return resolve.register(con, str(value))
    if (question.parameters[name] or "").isdigit():
        try:
            return int(value)
        except (TypeError, ValueError):
            raise _wrong(question, f"{name} is a whole number, not {value!r}") from None
    return value


def _month(con: duckdb.DuckDBPyConnection, code: str | None, wanted: str) -> str | None:
    """A month of the register, or of any where none is named; `latest` of several is each one's own."""
    registers = resolve.registers(con) if code is None else [code]
    if len(registers) == 1:
        return resolve.period(con, registers[0], wanted)
    if wanted.lower() == resolve.LATEST:
        return None
    known = sorted({month for each in registers for month in resolve.periods(con, each)})
    if wanted not in known:
        raise UnknownPeriodError("the store", wanted, known)
    return wanted


def _wrong(question: catalogue.Question, problem: str) -> QuestionParameterError:
    return QuestionParameterError(question.name, problem, [*question.parameters])


def run_sql(con: duckdb.DuckDBPyConnection, text: str) -> AnyAnswer:
    """Run one reading statement. Raises SqlRefusedError with the database's own words."""
    try:
        statements = duckdb.extract_statements(text)
        if len(statements) != 1 or statements[0].type.name not in READING:
            raise SqlRefusedError("give one statement that reads (SELECT, FROM, WITH, DESCRIBE, EXPLAIN)")
        return answer(con, text, [])
    except duckdb.Error as error:
        if database.is_damage(error):
            raise
        raise SqlRefusedError(str(error)) from error
