"""The command `stalled`."""

from __future__ import annotations

from typing import Annotated

import typer

from risktrail.cli.commands.answering import MONTH, BandOption, OpenStore, OwnerOption, answers
from risktrail.cli.render import Renderer
from risktrail.store import Answer
from risktrail.store.answer_rows import StalledAction


def _renderer() -> Renderer[StalledAction]:
    from risktrail.cli.render.lists import draw_stalled

    return draw_stalled


@answers(_renderer)
def stalled(
    store: OpenStore,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help=f"Look back from this month: {MONTH}.", metavar="MONTH")
    ] = None,
    min_reports: Annotated[
        int,
        typer.Option("--min-reports", "-n", help="Ongoing in at least this many reports.", metavar="N", min=1),
    ] = 3,
    unchanged: Annotated[
        bool, typer.Option("--unchanged", help="Count only the reports since wording or note last changed.")
    ] = False,
    owner: OwnerOption = None,
    band: BandOption = None,
) -> Answer[StalledAction]:
    """Actions that stay Ongoing, report after report; longest first.

    An action is stalled where it is ongoing in each of the last N imported reports without a break. Without --register
    all registers of the store are looked at, each up to its latest report.

    Example: risktrail stalled --min-reports 6
    """
    return store.reader.stalled(
        store.register, as_of=as_of, min_reports=min_reports, unchanged=unchanged, owner=owner, band=band
    )
