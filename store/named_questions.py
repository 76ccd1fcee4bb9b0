"""Answers to the questions of the catalogue, and to SQL that a user typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import duckdb

from risktrail.store import catalogue, database, enough_reports, printed, resolve
from risktrail.store.answer import AnyAnswer
from risktrail.store.errors import QuestionParameterError, SqlRefusedError
from risktrail.store.sql import answer, identifier
from risktrail.store.titles import names_risks_by_number, titles_of

READING = ("SELECT", "EXPLAIN")
OF_REGISTER = "of_register"
LIST_FAILED_PAPERS = ("papers", "to_check")
"""Questions with rows of failed papers, whose register nobody knows."""
PERHAPS = "perhaps"
"""The column with the wording of a similar action, which may be the same."""
_NAMING_REGISTERS: dict[str, bool] = {}
MONTHS = ("as_of", "from_period", "to_period")
DAYS = ("on_day",)


def ask(con: duckdb.DuckDBPyConnection, name: str, register: str | None, given: dict[str, Any]) -> AnyAnswer:
    """Answer a question of the catalogue.

    Args:
        con: An open store.
        name: The question.
        register: Only this register, and failed papers where the question lists them, for these have no register.
        given: The values of parameters. Months may be `latest` or `previous`, numbers may be text.

    Raises:
        UnknownQuestionError: There is no such question.
        QuestionParameterError: It does not take such a parameter, or needs one that is missing.
        UnknownRegisterError: There is no such register.
        UnknownPeriodError: There is no report for such a month.
    """
    question = catalogue.question(name)
    code = None if register is None else resolve.register(con, register)
    values = _values(con, question, code, given)
    call = ", ".join(f"{identifier(each)} := ?" for each in values)
    source = f"{question.name}({call})" if question.is_macro else question.name
    sql, parameters = f"SELECT * FROM {source}", [*values.values()]  # noqa: S608  names of the catalogue
    if code is not None and not question.is_macro and _names_registers(con, question.name):
        or_none = " OR register IS NULL" if question.name in LIST_FAILED_PAPERS else ""
        sql, parameters = f"{sql} WHERE register = ?{or_none}", [code]
    found = answer(con, sql, parameters)
    if names_risks_by_number(found):
        found = replace(found, titles=titles_of(con, code))
    registers = resolve.registers(con) if code is None else [code]
    found = _judged(con, found, question, values, [values[OF_REGISTER]] if values.get(OF_REGISTER) else registers)
    found = found.noted(*perhaps_reworded(found))
    notes = [] if question.explained_in is None else explained(con, question.explained_in, code)
    if len(registers) > resolve.MOST_NOTES:
        return found.noted(*notes, *resolve.notes_of_all(con))
    notes += [note for each in registers for note in resolve.notes_of_months(con, each)]
    notes += resolve.failed_papers(con) if registers else []
    return found.noted(*dict.fromkeys(notes))


def _names_registers(con: duckdb.DuckDBPyConnection, view: str) -> bool:
    """Whether a view of the catalogue has a column `register`; asked once, for views are the same in every store."""
    if view not in _NAMING_REGISTERS:
        _NAMING_REGISTERS[view] = "register" in answer(con, f"FROM {identifier(view)} LIMIT 0", []).columns
    return _NAMING_REGISTERS[view]


def _judged(
    con: duckdb.DuckDBPyConnection,
    found: AnyAnswer,
    question: catalogue.Question,
    values: dict[str, Any],
    registers: list[str],
) -> AnyAnswer:
    """The answer with what it was looked for in, and with the registers that have too few reports for it."""
    until = values.get("as_of") or values.get("to_period")
    up_to = f" up to {until}" if until else ""
    reports = enough_reports.reports_until(con, registers, until)
    able, lacking = reports, []
    if question.rests_on is not None:
        able = {code: reports[code] for code in printed.registers_printing(con, registers, question.rests_on)}
        lacking += printed.not_printing(con, registers, question.rests_on, question.name)
    if (need := _need(question, values)) is not None:
        able = enough_reports.enough(able, need)
        lacking += enough_reports.lacking(reports, need, until)
    looked_at = f"in {enough_reports.looked_through(able)}{up_to}" if able or not lacking else None
    return replace(found, looked_at=looked_at, lacking=tuple(lacking))


def _need(question: catalogue.Question, values: dict[str, Any]) -> enough_reports.Need | None:
    """How many reports a question needs, as it was asked; None where it needs none."""
    if question.needs is None:
        return None
    given = values.get(question.needs, question.parameters.get(question.needs))
    if given is None:
        return enough_reports.Need(question.name, int(question.needs))
    remedy = f"Import more papers or lower {question.needs}"
    return enough_reports.Need(f"{question.name} with {question.needs}={given}", int(given), remedy)


def explained(con: duckdb.DuckDBPyConnection, view: str, register: str | None) -> list[str]:
    """A note for each rule of papers that explains rows of a view, which are not in the answer for that."""
    counted = con.execute(
        f"SELECT register, left_out, count(*) FROM {view}"  # noqa: S608  a view of the catalogue
        " WHERE left_out IS NOT NULL AND ($register IS NULL OR register = $register) GROUP BY ALL ORDER BY ALL",
        {"register": register},
    ).fetchall()
    return [
        f"{code}: {number:,} more {'is' if number == 1 else 'are'} explained by the papers' own rule ({rule}), and"
        f" {'stands' if number == 1 else 'stand'} in the view {view}"
        for code, rule, number in counted
    ]


def perhaps_reworded(found: AnyAnswer) -> list[str]:
    """A note on how many of the dropped actions of an answer may be ones that go on in other words."""
    if PERHAPS not in found.columns or "gone_in" not in found.columns:
        return []
    perhaps = sum(text is not None for text in found.column(PERHAPS))
    if not perhaps:
        return []
    return [f"{len(found) - perhaps} dropped, {perhaps} perhaps reworded: {PERHAPS} is what began in the place of each"]


def _values(
    con: duckdb.DuckDBPyConnection, question: catalogue.Question, code: str | None, given: dict[str, Any]
) -> dict[str, Any]:
    """The parameters given, checked, each as the value that is meant."""
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
        return resolve.month_of(con, resolve.registers(con) if code is None else [code], str(value))
    if name in DAYS and value is not None:
        return _day(question, name, value)
    if name == OF_REGISTER and value is not None:
        return resolve.register(con, str(value))
    if (question.parameters[name] or "").isdigit():
        try:
            return int(value)
        except (TypeError, ValueError):
            raise _wrong(question, f"{name} is a whole number, not {value!r}") from None
    return value


def _day(question: catalogue.Question, name: str, value: Any) -> dt.date:
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        raise _wrong(question, f"{name} is a day such as 2021-07-31, not {value!r}") from None


def _wrong(question: catalogue.Question, problem: str) -> QuestionParameterError:
    return QuestionParameterError(question.name, problem, [*question.parameters])


def run_sql(con: duckdb.DuckDBPyConnection, text: str) -> AnyAnswer:
    """Run one statement that reads. Raises SqlRefusedError, with the database's own words where it cannot run it."""
    try:
        statements = duckdb.extract_statements(text)
        if len(statements) != 1 or statements[0].type.name not in READING:
            raise SqlRefusedError("give one statement that reads (SELECT, FROM, WITH, DESCRIBE, EXPLAIN)")
        return answer(con, text, [])
    except duckdb.Error as error:
        if database.is_damage(error):
            raise
        raise SqlRefusedError(str(error)) from error
