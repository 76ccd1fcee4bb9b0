"""The command `actions`."""

from __future__ import annotations

from risktrail.cli.commands.answering import (
    BandOption,
    OpenStore,
    OwnerOption,
    PeriodOption,
    RiskOption,
    TextOption,
    answers,
)
from risktrail.cli.commands.filters import StatusOption, known_status
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import ActionInMonth


def _renderer() -> Renderer[ActionInMonth]:
    from risktrail.cli.render.lists import draw_actions

    return draw_actions


@answers(_renderer)
def actions(
    store: OpenStore,
    period: PeriodOption = None,
    risk: RiskOption = None,
    status: StatusOption = None,
    text: TextOption = None,
    owner: OwnerOption = None,
    band: BandOption = None,
) -> Answer[ActionInMonth]:
    """One row a mitigation action and month: wording, status, note, owners, due date, how long ongoing, file and page.

    --text looks into wording and note.

    Example: risktrail actions --period latest --status ongoing --format csv -o ongoing.csv
    """
    return store.reader.actions(
        store.register, period=period, risk=risk, status=known_status(status), text=text, owner=owner, band=band
    )
