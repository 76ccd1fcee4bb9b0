"""The commands that list what the papers say: reports, risks, actions."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.asking import Asked, Period, Risk, Text, answers
from cli.exits import UsageError
from store import Rows

STATUSES = ("ongoing", "completed", "not_started", "on_hold", "recurring", "not_stated", "other")

Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        "-s",
        help="Only with an action of this status: " + ", ".join(STATUSES) + ".",
        metavar="STATUS",
    ),
]


@answers("reports")
def reports(asked: Asked, period: Period = None, risk: Risk = None, status: Status = None, text: Text = None) -> Rows:
    """One row a stored report: its month, dates, figures, and whether another took its place.

    With --risk, --status or --text only the reports in which such an action stands.

    Example: risktrail reports
    """
    found = asked.reader.reports(asked.register)
    if period is not None:
        month = asked.reader.period(asked.reader.register(asked.register), period)
        found = _kept(found, "period", {month})
    if risk is None and status is None and text is None:
        return found
    within = asked.reader.actions(asked.register, risk=risk, status=_known(status), text=text)
    return _kept(_kept(found, "state", {"current"}), "period", set(within.column("period")))


@answers("risks")
def risks(asked: Asked, period: Period = None, risk: Risk = None, status: Status = None, text: Text = None) -> Rows:
    """One row a risk and month: rating, description, impact, how many actions.

    --text looks into description and impact.

    Example: risktrail risks --period latest --text firmware
    """
    found = asked.reader.risks(asked.register, period=period, risk=risk, text=text)
    if status is None:
        return found
    within = asked.reader.actions(asked.register, period=period, risk=risk, status=_known(status))
    keys = set(zip(*(within.column(name) for name in ("register", "period", "risk_id")), strict=True))
    rows = zip(found, *(found.column(name) for name in ("register", "period", "risk_id")), strict=True)
    return Rows(found.columns, [row for row, *key in rows if tuple(key) in keys], found.notes)


@answers("actions")
def actions(asked: Asked, period: Period = None, risk: Risk = None, status: Status = None, text: Text = None) -> Rows:
    """One row a mitigation action and month: wording, status, note, owners, how long ongoing, file and page.

    --text looks into wording and note.

    Example: risktrail actions --period latest --status ongoing --format csv -o ongoing.csv
    """
    return asked.reader.actions(asked.register, period=period, risk=risk, status=_known(status), text=text)


def _known(status: str | None) -> str | None:
    """The status as the store has it, however it was typed."""
    if status is None:
        return None
    wanted = status.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in STATUSES:
        raise UsageError(f"there is no status {status!r}; there is {', '.join(STATUSES)}.")
    return wanted


def _kept(rows: Rows, column: str, values: set[str]) -> Rows:
    """The rows whose column holds one of the values."""
    kept = [row for row, value in zip(rows, rows.column(column), strict=True) if value in values]
    return Rows(rows.columns, kept, rows.notes)
