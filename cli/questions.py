"""The commands that answer: show, history, ratings, compare, stalled, ask, check, sql."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from risktrail.cli.asking import Asked, Period, answers, asking
from risktrail.cli.options import SHARED_OPTIONS, Common, refuse_unreadable, takes
from risktrail.cli.output import deliver
from risktrail.ingest.version import PARSER_VERSION
from risktrail.schema.errors import UsageError
from risktrail.store import Rows

RiskArgument = Annotated[str, typer.Argument(help="The risk: OPSG-006, OPSG-6 or 6.", metavar="RISK")]
MONTH = "2021-07, latest or previous"


@answers("risk")
def show(asked: Asked, risk: RiskArgument, period: Period = None) -> Rows:
    """One risk as it stood in a month, with file and page for each of its parts.

    Without --period it is the last month in which the risk stands.

    Example: risktrail show 8 --period 2021-05
    """
    return asked.reader.show(risk, asked.register, period=period)


@answers("history")
def history(asked: Asked, risk: RiskArgument) -> Rows:
    """One risk through all months: its ratings, rewording word by word, actions that came and went.

    Example: risktrail history OPSG-008
    """
    return asked.reader.history(risk, asked.register)


@answers("ratings")
def ratings(asked: Asked) -> Rows:
    """The ratings of all risks, a row a risk and a column a month, with the last movement.

    Example: risktrail ratings --format csv -o ratings.csv
    """
    return asked.reader.ratings(asked.register)


@answers("comparison")
def compare(
    asked: Asked,
    from_month: Annotated[str, typer.Argument(help=f"The earlier month: {MONTH}.", metavar="FROM")],
    to_month: Annotated[str, typer.Argument(help=f"The later month: {MONTH}.", metavar="TO")],
    everything: Annotated[bool, typer.Option("--all", help="List what did not change, too.")] = False,
) -> Rows:
    """What changed between two months: risks and actions new or absent, ratings, statuses, notes, wordings.

    Absent is not closed: the row says what was last known.

    Example: risktrail compare previous latest
    """
    return asked.reader.compare(from_month, to_month, asked.register, everything=everything)


@answers("stalled")
def stalled(
    asked: Asked,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help=f"Look back from this month: {MONTH}.", metavar="MONTH")
    ] = None,
    min_reports: Annotated[
        int,
        typer.Option("--min-reports", "-n", help="Ongoing in so many reports at least.", metavar="N", min=1),
    ] = 3,
    unchanged: Annotated[
        bool, typer.Option("--unchanged", help="Count only the reports since wording or note last changed.")
    ] = False,
) -> Rows:
    """Actions that stay Ongoing, report after report; longest first.

    An action is stalled where it is ongoing in each of the last N imported reports without a break.

    Example: risktrail stalled --min-reports 6
    """
    return asked.reader.stalled(asked.register, as_of=as_of, min_reports=min_reports, unchanged=unchanged)


@takes(*SHARED_OPTIONS)
def ask(
    common: Common,
    name: Annotated[
        str | None, typer.Argument(help="The question; without it, all are listed.", metavar="NAME")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Argument(help="What the question takes, as NAME=VALUE.", metavar="NAME=VALUE"),
    ] = None,
) -> None:
    """The catalogue of named questions; without NAME, lists them.

    Examples: risktrail ask silently_dropped_actions

    risktrail ask stalled_actions min_reports=6
    """
    if name is None:
        deliver(_catalogue(), common, "catalogue")
        return
    values = dict(_setting(each) for each in settings or [])
    with asking(common) as asked:
        rows = asked.reader.ask(name, asked.register, **values)
    deliver(rows, common)


@answers("doubts")
def check(asked: Asked) -> Rows:
    """What a person should look at: text without a place, odd ratings, failed papers, unsure matches.

    Each doubt has an id. Failed papers are listed with the reason, what to do, and how often they were tried; so are
    papers that claim the month of another, papers that were removed, and papers that an older parser read.

    Example: risktrail check
    """
    return asked.reader.ask("to_check_here", asked.register, parser=PARSER_VERSION)


@answers()
def sql(
    asked: Asked,
    statement: Annotated[str, typer.Argument(help="One statement that reads; - takes it from stdin.")],
) -> Rows:
    """Ask the store in SQL. It is opened read-only and sees no other file.

    `SHOW TABLES` and `DESCRIBE actions` tell what there is.

    Example: risktrail sql "SELECT period, count(*) AS risks FROM risks GROUP BY ALL ORDER BY 1"
    """
    return asked.reader.sql(sys.stdin.read() if statement == "-" else statement)


def _catalogue() -> Rows:
    """Every question with its one-line summary and what it takes."""
    from risktrail.store import questions

    told = [
        (each.name, each.summary, [_signature(*pair) for pair in each.parameters.items()])
        for each in questions().values()
    ]
    return Rows(("name", "summary", "takes"), told)


def _signature(name: str, default: str | None) -> str:
    return name if default in (None, "NULL") else f"{name}={default}"


def _setting(text: str) -> tuple[str, Any]:
    """`min_reports=6` as a name and a value; months and numbers are the store's to understand."""
    refuse_unreadable(text)
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"{text!r} is not NAME=VALUE, as in min_reports=6.")
    return name, {"true": True, "false": False}.get(value.lower(), value)
