"""The commands that list what the papers say: reports, risks, actions."""

from __future__ import annotations

from typing import Annotated

import typer

from risktrail.cli.asking import Asked, Period, Risk, Text, answers
from risktrail.schema.errors import UsageError
from risktrail.store import Rows

Keys = set[tuple[str, ...]]
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

    The state is current, superseded, conflict (another paper has the month) or removed.

    With --risk, --status or --text only the reports in which such an action stands.

    Example: risktrail reports
    """
    found = asked.reader.reports(asked.register, period=period)
    if risk is None and status is None and text is None:
        return found
    within = asked.reader.actions(asked.register, risk=risk, status=_known(status), text=text)
    of_months = _among(found, _keys(within, "register", "period"), "register", "period")
    return _among(of_months, {("current",)}, "state")


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
    columns = ("register", "period", "risk_id")
    return _among(found, _keys(within, *columns), *columns)


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


def _keys(rows: Rows, *columns: str) -> Keys:
    """What stands in these columns, without repetition."""
    return set(zip(*(rows.column(name) for name in columns), strict=True))


def _among(rows: Rows, keys: Keys, *columns: str) -> Rows:
    """The rows whose columns hold one of the keys."""
    values = zip(*(rows.column(name) for name in columns), strict=True)
    return Rows(rows.columns, [row for row, key in zip(rows, values, strict=True) if key in keys], rows.notes)
