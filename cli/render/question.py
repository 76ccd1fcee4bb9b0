"""What a question of the catalogue means: its definition, what it takes, and the columns of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from risktrail.cli.render.tables import Column, table

if TYPE_CHECKING:
    from rich.console import Console

    from risktrail.store import Question

Pair = tuple[str, str]


def draw_question(question: Question, columns: list[Pair], console: Console) -> None:
    """The whole definition, then tables of the parameters and of the columns with their kinds of values."""
    console.print(Text.assemble((question.name, "bold"), ": ", question.summary))
    draw_definition(question, console, style="")
    console.print()
    if question.parameters:
        console.print(table([Column("takes", _name), Column("if not given", _value)], _takes(question)))
        console.print()
    console.print(table([Column("column", _name), Column("holds", _value)], columns))
    console.print()
    console.print(Text(f"In SQL: {_in_sql(question)}", style="dim"))


def draw_definition(question: Question, console: Console, style: str = "dim") -> None:
    """What a question counts, folded to the console: its lines are joined, and the console breaks them anew."""
    if question.definition:
        console.print(Padding(Text(" ".join(question.definition.split()), style=style), (1, 0, 0, 0)))


def _takes(question: Question) -> list[Pair]:
    words = {None: "has to be given", "NULL": "–"}
    return [(name, words.get(value, value or "")) for name, value in question.parameters.items()]


def _in_sql(question: Question) -> str:
    given = ", ".join(f"{name} := …" for name, value in question.parameters.items() if value is None)
    return f"FROM {question.name}({given})" if question.is_macro else f"FROM {question.name}"


def _name(row: Pair) -> Text:
    return Text(row[0], style="bold")


def _value(row: Pair) -> str:
    return row[1]
