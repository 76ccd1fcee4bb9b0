"""The command `ratings`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from risktrail.cli.commands.answering import OpenStore, answers
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import RatingRow

Kind = Literal["inherent", "current", "target"]


def _renderer() -> Renderer[RatingRow]:
    from risktrail.cli.render.ratings import draw_ratings

    return draw_ratings


@answers(_renderer)
def ratings(
    store: OpenStore,
    kind: Annotated[
        Kind | None,
        typer.Option("--kind", help="Which of the ratings; default: the one that the papers show as the risk's own."),
    ] = None,
) -> Answer[RatingRow]:
    """The ratings of all risks, a row a risk and a column a month, with the last movement.

    Without --register all registers of the store are there, with the register as the first column. How far each risk is
    from its target, month by month, is `risktrail ask target_gap`.

    Example: risktrail ratings --format csv -o ratings.csv
    """
    return store.reader.ratings(store.register, kind=kind)
