"""`remove`: takes a paper out of the store that does not belong."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from risktrail.cli.options import Common, takes
from risktrail.schema.errors import UsageError
from risktrail.store.errors import StoreMissingError

_log = logging.getLogger(__name__)


@takes("db", "wait", "quiet", "verbose")
def remove(
    common: Common,
    paper: Annotated[
        str, typer.Argument(help="Its file name, paper reference, or SHA-256 (8 digits or more).", metavar="PAPER")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why it does not belong, and who says so.", metavar="TEXT")],
) -> None:
    """Remove a paper that does not belong: no answer uses it any more.

    Its bytes stay in the store, and `reports` and `check` list it with the reason. An import skips it until you
    name the file itself: that stores it again.

    Example: risktrail remove LCB_32_2805_04.pdf --reason "A second meeting in May, by the minutes"
    """
    from risktrail.store import open_writer

    if not reason.strip():
        raise UsageError("say why with --reason: someone may have to check it.")
    if not common.db.exists():
        raise StoreMissingError(str(common.db))
    with open_writer(common.db, common.wait) as writer:
        removed = writer.remove(paper, reason)
        left = ""
        if removed.register and removed.period:
            holder = writer.paper_of_month(removed.register, removed.period)
            month = f"{removed.register} {removed.period}"
            left = f" Answers for {month} now use {holder}." if holder else f" There is now no paper for {month}."
    _log.info(f"{removed} is removed; to undo this, name the file itself with `risktrail import`.{left}")
