"""The catalogue of questions: one .sql file each, put into the store as a view or a table macro.

The comment at the head of a file defines its question: the first line is the summary, the rest the exact meaning. A
line `Needs 2 reports` (or `Needs min_reports reports`) says how many reports of a register the question needs; a line
`Rests on due dates.` that a register without any can say nothing to it (printed.py knows what there is); and a line
`What the papers' own rules explain stands in gone_actions.` names the view with the rows that are left out for that.
The comment is put into the store too (`duckdb_views()`, `duckdb_functions()`), so that the store explains itself. The
files in `queries/` are the questions; those in `views/` are what the questions are built on, made in the order of
question_files.py. The files in `statements/` are not in the store: they are what the program itself runs, and sql.py
reads them.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from risktrail.store import question_files
from risktrail.store.errors import UnknownQuestionError
from risktrail.store.sql import identifier, literal

if TYPE_CHECKING:
    import duckdb

_KINDS = {
    "VARCHAR": "text", "BIGINT": "whole number", "INTEGER": "whole number", "HUGEINT": "whole number",
    "DOUBLE": "number", "DECIMAL": "number", "BOOLEAN": "true or false", "DATE": "date", "TIMESTAMP": "time",
}  # fmt: skip
"""The types of columns, as a person calls what they hold."""
_NEEDS = re.compile(r"^Needs (\w+) reports\b", re.MULTILINE)
_RESTS = re.compile(r"^Rests on ([a-z ]+)\.$", re.MULTILINE)
_EXPLAINED = re.compile(r"^What the papers' own rules explain stands in (\w+)\.$", re.MULTILINE)
_CREATE = re.compile(r"CREATE OR REPLACE (VIEW|MACRO) (\w+)\s*(?:\(([^)]*)\) AS TABLE|AS)\s", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """A named question. `parameters` maps each parameter to its default in SQL, or to None if it must be given."""

    name: str
    summary: str
    definition: str
    parameters: dict[str, str | None]
    is_macro: bool
    sql: str
    needs: str | None = None
    """How many reports of a register it needs: a number, or the name of the parameter that says it."""
    rests_on: str | None = None
    """What a register has to print for the question to mean anything, such as `due dates`."""
    explained_in: str | None = None
    """The view that has the same rows and those, with `left_out`, which the papers' own rules explain."""


@cache
def questions() -> dict[str, Question]:
    """Every question by name, in alphabetical order."""
    read = [_question(path.name, path.read_text(encoding="utf-8")) for path in question_files.questions()]
    return {question.name: question for question in read}


def question(name: str) -> Question:
    """The question of that name. Raises UnknownQuestionError with the nearest names."""
    known = questions()
    wanted = name.lower().replace("-", "_")
    if wanted not in known:
        raise UnknownQuestionError(name, difflib.get_close_matches(wanted, known, n=3))
    return known[wanted]


def columns_of(con: duckdb.DuckDBPyConnection, question: Question) -> list[tuple[str, str]]:
    """The columns of a question's answer, each with the kind of its values in words, such as `whole number`.

    Args:
        con: A connection to which the catalogue was installed.
        question: The question.
    """
    given = ", ".join(f"{identifier(name)} := NULL" for name, value in question.parameters.items() if value is None)
    source = f"{question.name}({given})" if question.is_macro else question.name
    rows = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608  names of the catalogue
    return [(name, _kind(type_name)) for name, type_name, *_ in rows]


def _kind(type_name: str) -> str:
    if type_name.endswith("[]"):
        return f"list of {_kind(type_name.removesuffix('[]'))}s"
    return _KINDS.get(type_name.partition("(")[0], type_name.lower())


def install(con: duckdb.DuckDBPyConnection) -> None:
    """Create or replace every view and macro in the store, with their definitions as comments."""
    install_functions(con)
    for each in (*base_views(), *questions().values()):
        con.execute(each.sql)
        kind = "MACRO TABLE" if each.is_macro else "VIEW"
        text = f"{each.summary}\n{each.definition}".strip()
        con.execute(f"COMMENT ON {kind} {identifier(each.name)} IS {literal(text)}")


def install_functions(con: duckdb.DuckDBPyConnection) -> None:
    """Create or replace the small functions of views/functions.sql, which the views and questions use."""
    con.execute(question_files.FUNCTIONS.read_text(encoding="utf-8"))


@cache
def base_views() -> tuple[Question, ...]:
    """The views that questions are built on, each after those it uses."""
    return tuple(_question(path.name, path.read_text(encoding="utf-8")) for path in question_files.base_views())


def _question(file: str, text: str) -> Question:
    comment, body = [], text.splitlines()
    while body and body[0].startswith("--"):
        comment.append(body.pop(0).removeprefix("--").strip())
    found = _CREATE.search(text)
    if not comment or found is None or f"{found.group(2)}.sql" != file:
        raise ValueError(f"store/{file}: a question starts with a comment and creates what its file is named after")
    parameters = _parameters(found.group(3) or "")
    summary, definition = comment[0], "\n".join(comment[1:]).strip()
    needs, rests, explained = (each.search(definition) for each in (_NEEDS, _RESTS, _EXPLAINED))
    return Question(
        found.group(2),
        summary,
        definition,
        parameters,
        found.group(1) == "MACRO",
        text,
        needs and needs.group(1),
        rests and rests.group(1),
        explained and explained.group(1),
    )


def _parameters(signature: str) -> dict[str, str | None]:
    pairs = [part.partition(":=") for part in signature.split(",") if part.strip()]
    return {name.strip(): (default.strip() or None) for name, _, default in pairs}
