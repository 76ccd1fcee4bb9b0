"""`report`: one self-contained HTML page."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from risktrail.cli.options import Common, takes
from risktrail.cli.output import destination, refuse_other_pages, refuse_store
from risktrail.schema.errors import UsageError

MONTH = "2021-07, latest or previous"

_log = logging.getLogger(__name__)


@takes("db", "register", "output", "wait", "quiet", "verbose")
def report(
    common: Common,
    since: Annotated[
        str | None, typer.Option("--from", help="Cover, and compare with, the months from here.", metavar="MONTH")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help=f"The last month covered: {MONTH}.", metavar="MONTH")
    ] = None,
) -> None:
    """One self-contained HTML page to send round or print: what moved, what stands still, and which paper says so.

    Without --from it covers twelve months and lists what changed since the previous paper.

    Example: risktrail report -o report.html
    """
    from risktrail.store import open_reader
    from risktrail.web.html_report import html_report

    if common.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a page of HTML is no text for a terminal. Name a file with -o, as in -o report.html.")
    refuse_store(common)
    refuse_other_pages(common.output)
    with open_reader(common.db, common.wait) as reader:
        text = html_report(reader, common.register, since, until)
    with destination(common.output) as to:
        to.write(text)
    if common.output is not None:
        _log.info(f"{common.output} is written; any browser opens it, without other files.")
