"""The command `ask`."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from risktrail.cli.commands.answering import open_store
from risktrail.cli.options import SHARED_OPTIONS, Common, refuse_unreadable, takes
from risktrail.cli.output import console, deliver, destination
from risktrail.cli.render import Renderer, load_plain_table
from risktrail.schema.errors import UsageError
from risktrail.store import Answer
from risktrail.store.answer_rows import ListedQuestion

if TYPE_CHECKING:
    from rich.console import Console


def _renderer() -> Renderer[ListedQuestion]:
    from risktrail.cli.render.lists import draw_catalogue

    return draw_catalogue


@takes(*SHARED_OPTIONS)
def ask(
    common: Common,
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="The question; without it, all are listed.", metavar="NAME")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Argument(help="What the question takes, as NAME=VALUE.", metavar="NAME=VALUE"),
    ] = None,
    help_wanted: Annotated[
        bool,
        typer.Option("--help", "-h", help="Show this message; after NAME what exactly it counts, and its columns."),
    ] = False,
) -> None:
    """The catalogue of named questions; without NAME, lists them.

    `risktrail ask NAME --help` gives a question's whole definition, what it takes and its columns.

    Examples: risktrail ask silently_dropped_actions

    risktrail ask stalled_actions min_reports=6
    """
    if help_wanted:
        _show_help(context, name)
        return
    if name is None:
        deliver(_catalogue(), common, _renderer)
        return
    values = dict(_setting(each) for each in settings or [])
    with open_store(common) as store:
        answer = store.reader.ask(name, store.register, **values)
    deliver(answer, common, lambda: _defined_table(name))


def _show_help(context: typer.Context, name: str | None) -> None:
    """Show the help of the command, or what a question means. Raises UnknownQuestionError."""
    if name is None:
        typer.echo(context.get_help())
        return
    from risktrail.cli.render.question import draw_question
    from risktrail.store import catalogue, database

    found = catalogue.question(name)
    with contextlib.closing(database.tables_in_memory()) as con:
        catalogue.install(con)
        columns = catalogue.columns_of(con, found)
    with destination(None) as to:
        draw_question(found, columns, console(to))


def _defined_table(name: str) -> Renderer[tuple[Any, ...]]:
    """What draws an answer, and below it what the question counts."""
    from risktrail.cli.render.question import draw_definition
    from risktrail.store import question

    def draw(answer: Answer[tuple[Any, ...]], on: Console) -> None:
        load_plain_table()(answer, on)
        draw_definition(question(name), on)

    return draw


def _catalogue() -> Answer[ListedQuestion]:
    """Every question with its one-line summary and what it takes."""
    from risktrail.store import questions

    listed = [
        ListedQuestion(each.name, each.summary, [_signature(*pair) for pair in each.parameters.items()])
        for each in questions().values()
    ]
    return Answer(ListedQuestion._fields, listed)


def _signature(name: str, default: str | None) -> str:
    return name if default in (None, "NULL") else f"{name}={default}"


def _setting(text: str) -> tuple[str, Any]:
    """`min_reports=6` as a name and a value; months and numbers are the store's to understand."""
    refuse_unreadable(text)
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"{text!r} is not NAME=VALUE, as in min_reports=6.")
    return name, {"true": True, "false": False}.get(value.lower(), value)
