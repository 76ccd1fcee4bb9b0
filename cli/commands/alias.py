"""`alias`: says that a risk was renumbered, merged or split."""

from __future__ import annotations

import logging
from typing import Annotated, Literal

import typer

from risktrail.cli.options import Common, takes
from risktrail.schema.errors import UsageError

Kind = Literal["renumbered", "merged", "split"]

_log = logging.getLogger(__name__)


@takes("db", "register", "wait", "quiet", "verbose")
def alias(
    common: Common,
    old: Annotated[str, typer.Argument(help="The risk as it was numbered before.", metavar="OLD")],
    new: Annotated[str, typer.Argument(help="The risk it became.", metavar="NEW")],
    reason: Annotated[str, typer.Option("--reason", help="Why: who says so, and where.", metavar="TEXT")] = "",
    kind: Annotated[Kind, typer.Option("--kind", help="What became of the old risk.")] = "renumbered",
    remove: Annotated[bool, typer.Option("--remove", help="Take this alias back.")] = False,
) -> None:
    """Say that a risk was renumbered, merged or split; its history then goes on under the new name.

    `risktrail ask identity_review` lists candidates; nothing is joined unless you say so here.

    Example: risktrail alias OPSG-013 OPSG-015 --reason "Renumbered, minutes of May 2021"
    """
    from risktrail.store import open_writer

    if not remove and not reason.strip():
        raise UsageError("say why with --reason: an alias is a claim that someone may have to check.")
    with open_writer(common.db, common.wait) as writer:
        if remove:
            writer.remove_alias(common.register, old, new)
        else:
            writer.add_alias(common.register, old, new, kind, reason)
    _log.info(f"{old} and {new} are no longer joined." if remove else f"{old} is {kind} into {new}.")
