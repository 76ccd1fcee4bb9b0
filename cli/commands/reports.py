"""The command `reports`."""

from __future__ import annotations

from dataclasses import replace

from risktrail.cli.commands.answering import OpenStore, PeriodOption, RiskOption, TextOption, answers
from risktrail.cli.commands.filters import StatusOption, known_status
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import StoredReport


def _renderer() -> Renderer[StoredReport]:
    from risktrail.cli.render.lists import draw_reports

    return draw_reports


@answers(_renderer)
def reports(
    store: OpenStore,
    period: PeriodOption = None,
    risk: RiskOption = None,
    status: StatusOption = None,
    text: TextOption = None,
) -> Answer[StoredReport]:
    """One row a stored report: its month, dates, figures, and whether another took its place.

    The state is current, superseded, conflict (another paper has the month) or removed.

    With --risk, --status or --text only the reports in which such an action stands.

    Example: risktrail reports
    """
    found = store.reader.reports(store.register, period=period)
    if risk is None and status is None and text is None:
        return found
    actions = store.reader.actions(store.register, risk=risk, status=known_status(status), text=text)
    months = {(action.register, action.period) for action in actions}
    rows = [each for each in found if each.state == "current" and (each.register, each.period) in months]
    return replace(found, rows=rows)
