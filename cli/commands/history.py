"""The command `history`."""

from __future__ import annotations

from risktrail.cli.commands.answering import OpenStore, RiskArgument, answers
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import HistoryEntry


def _renderer() -> Renderer[HistoryEntry]:
    from risktrail.cli.render.history import draw_history

    return draw_history


@answers(_renderer)
def history(store: OpenStore, risk: RiskArgument) -> Answer[HistoryEntry]:
    """One risk through all months: its ratings, rewording word by word, actions that came and went.

    Example: risktrail history OPSG-008
    """
    return store.reader.history(risk, store.register)
