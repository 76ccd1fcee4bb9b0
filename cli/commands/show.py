"""The command `show`."""

from __future__ import annotations

from risktrail.cli.commands.answering import OpenStore, PeriodOption, RiskArgument, answers
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import RiskPart


def _renderer() -> Renderer[RiskPart]:
    from risktrail.cli.render.risk import draw_risk

    return draw_risk


@answers(_renderer)
def show(store: OpenStore, risk: RiskArgument, period: PeriodOption = None) -> Answer[RiskPart]:
    """One risk as it stood in a month, with file and page for each of its parts.

    Without --period it is the last month in which the risk stands.

    Example: risktrail show 8 --period 2021-05
    """
    return store.reader.show(risk, store.register, period=period)
