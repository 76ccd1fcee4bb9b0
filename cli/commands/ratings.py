"""The command `ratings`."""

from __future__ import annotations

from risktrail.cli.commands.answering import OpenStore, answers
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import RatingRow


def _renderer() -> Renderer[RatingRow]:
    from risktrail.cli.render.ratings import draw_ratings

    return draw_ratings


@answers(_renderer)
def ratings(store: OpenStore) -> Answer[RatingRow]:
    """The ratings of all risks, a row a risk and a column a month, with the last movement.

    Example: risktrail ratings --format csv -o ratings.csv
    """
    return store.reader.ratings(store.register)
