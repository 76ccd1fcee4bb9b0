"""`report`: one self-contained HTML page, or a PDF of it."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from risktrail.cli.options import Common, takes
from risktrail.cli.output import destination, is_pdf, refuse_store, write_bytes
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
    """One self-contained page to send round or print: what moved, what stands still, and which paper says so.

    Without --from it covers twelve months and lists what changed since the previous paper. A file that ends with .pdf
    is a PDF, tagged and with bookmarks; it needs risktrail[pdf].

    Example: risktrail report -o report.html

    Example: risktrail report -o report.pdf
    """
    from risktrail.store import open_reader
    from risktrail.web.html_report import html_report

    if common.output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a page of HTML is no text for a terminal. Name a file with -o, as in -o report.html.")
    refuse_store(common)
    as_pdf = is_pdf(common.output)
    with open_reader(common.db, common.wait) as store:
        text = html_report(store, common.register, since, until)
    if common.output is not None and as_pdf:
        from risktrail.web.pdf_report import pdf_report

        write_bytes(pdf_report(text), common.output)
    else:
        with destination(common.output) as to:
            to.write(text)
    if common.output is not None:
        reader = "PDF viewer" if as_pdf else "browser"
        _log.info(f"{common.output} is written; any {reader} opens it, without other files.")
