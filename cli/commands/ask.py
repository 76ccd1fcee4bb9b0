"""The command `ask`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from risktrail.cli.commands.answering import open_store
from risktrail.cli.options import SHARED_OPTIONS, Common, refuse_unreadable, takes
from risktrail.cli.output import deliver
from risktrail.cli.render import Renderer, load_plain_table
from risktrail.schema.errors import UsageError
from risktrail.store import Answer
from risktrail.store.answer_rows import ListedQuestion


def _renderer() -> Renderer[ListedQuestion]:
    from risktrail.cli.render.lists import draw_catalogue

    return draw_catalogue


@takes(*SHARED_OPTIONS)
def ask(
    common: Common,
    name: Annotated[
        str | None, typer.Argument(help="The question; without it, all are listed.", metavar="NAME")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Argument(help="What the question takes, as NAME=VALUE.", metavar="NAME=VALUE"),
    ] = None,
) -> None:
    """The catalogue of named questions; without NAME, lists them.

    Examples: risktrail ask silently_dropped_actions

    risktrail ask stalled_actions min_reports=6
    """
    if name is None:
        deliver(_catalogue(), common, _renderer)
        return
    values = dict(_setting(each) for each in settings or [])
    with open_store(common) as store:
        answer = store.reader.ask(name, store.register, **values)
    deliver(answer, common, load_plain_table)


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
