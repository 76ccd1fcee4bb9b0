"""The command `risks`."""

from __future__ import annotations

from dataclasses import replace

from risktrail.cli.commands.answering import OpenStore, PeriodOption, RiskOption, TextOption, answers
from risktrail.cli.commands.filters import StatusOption, known_status
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import RiskInMonth


def _renderer() -> Renderer[RiskInMonth]:
    from risktrail.cli.render.lists import draw_risks

    return draw_risks


@answers(_renderer)
def risks(
    store: OpenStore,
    period: PeriodOption = None,
    risk: RiskOption = None,
    status: StatusOption = None,
    text: TextOption = None,
) -> Answer[RiskInMonth]:
    """One row a risk and month: rating, description, impact, owners, controls, how many actions.

    --text looks into title, description, causes, impact, controls, updates and details.

    Example: risktrail risks --period latest --text firmware
    """
    found = store.reader.risks(store.register, period=period, risk=risk, text=text)
    if status is None:
        return found
    actions = store.reader.actions(store.register, period=period, risk=risk, status=known_status(status))
    wanted = {(action.register, action.period, action.risk_id) for action in actions}
    return replace(found, rows=[each for each in found if (each.register, each.period, each.risk_id) in wanted])
