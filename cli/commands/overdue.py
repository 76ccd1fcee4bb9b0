"""The command `overdue`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from risktrail.cli.commands.answering import BandOption, OpenStore, OwnerOption, answers
from risktrail.cli.render import Renderer
from risktrail.schema.errors import UsageError
from risktrail.store import Answer
from risktrail.store.answer_rows import OverdueAction


def _renderer() -> Renderer[OverdueAction]:
    from risktrail.cli.render.lists import draw_overdue

    return draw_overdue


@answers(_renderer)
def overdue(
    store: OpenStore,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Due before this day, such as 2021-07-31.", metavar="DATE"),
    ] = None,
    owner: OwnerOption = None,
    band: BandOption = None,
) -> Answer[OverdueAction]:
    """Actions not completed whose due date has passed, and how often it was moved; longest overdue first.

    Without --register all registers of the store are looked at, each in its latest report. With --as-of it is the last
    report up to that day, and the days are counted to it.

    Example: risktrail overdue --owner "Head of Finance"
    """
    return store.reader.overdue(store.register, as_of=_day(as_of), owner=owner, band=band)


def _day(text: str | None) -> dt.date | None:
    """The day that was typed. Raises UsageError where it is none."""
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of {text!r} is no day. Write it as in --as-of 2021-07-31.") from error
