"""The command `compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from risktrail.cli.commands.answering import MONTH, OpenStore, answers
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import Change


def _renderer() -> Renderer[Change]:
    from risktrail.cli.render.comparison import draw_comparison

    return draw_comparison


@answers(_renderer)
def compare(
    store: OpenStore,
    from_month: Annotated[str, typer.Argument(help=f"The earlier month: {MONTH}.", metavar="FROM")],
    to_month: Annotated[str, typer.Argument(help=f"The later month: {MONTH}.", metavar="TO")],
    everything: Annotated[bool, typer.Option("--all", help="List what did not change, too.")] = False,
) -> Answer[Change]:
    """What changed between two months: risks and actions new or absent, ratings, statuses, notes, wordings.

    Absent is not closed: the row says what was last known.

    Example: risktrail compare previous latest
    """
    return store.reader.compare(from_month, to_month, store.register, everything=everything)
