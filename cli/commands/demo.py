"""`demo`: imports the sample papers into a fresh store, and shows three answers about them."""

from __future__ import annotations

import logging
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risktrail.cli.commands.import_papers import summary_lines
from risktrail.cli.messages import typed_name
from risktrail.cli.options import Common, takes
from risktrail.cli.output import console, destination
from risktrail.cli.progress_bar import progress_bar
from risktrail.importing.pipeline import import_papers
from risktrail.schema.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

DEMO_STORE = Path("risktrail-demo.duckdb")
MONTHS = ("previous", "latest")
LONG = 6

_log = logging.getLogger(__name__)


@takes("quiet", "verbose", "wait")
def demo(
    common: Common,
    db: Annotated[Path | None, typer.Option("--db", help="The store to make.", metavar="FILE")] = None,
) -> None:
    """Import a year of sample papers into a fresh store; show what stalled, what changed, and all ratings.

    The store is risktrail-demo.duckdb in this folder, made anew each time, unless --db names a new file.

    Example: risktrail demo
    """
    store = _fresh_store(db)
    with (
        as_file(files("risktrail.samples")) as samples,
        progress_bar("Importing", quiet=common.quiet) as on_progress,
    ):
        summary = import_papers(samples / "*.pdf", store, wait=common.wait, on_progress=on_progress)
    _log.info(summary_lines(summary)[0])
    _show_answers(store)
    for line in _suggestions(store):
        _log.info(line)


def _fresh_store(named: Path | None) -> Path:
    """The store to make: the demo's own is made anew, any other must not be there yet."""
    if named is None:
        DEMO_STORE.unlink(missing_ok=True)
        return DEMO_STORE
    if named.exists():
        raise UsageError(f"{named}: there is a file already, and the demo makes a fresh one. Name another with --db.")
    return named


def _show_answers(db: Path) -> None:
    """Draw three answers, each under the command that gives it."""
    from risktrail.cli.render.comparison import draw_comparison
    from risktrail.cli.render.lists import draw_stalled
    from risktrail.cli.render.ratings import draw_ratings
    from risktrail.store import open_reader

    with open_reader(db) as reader:
        stalled, changes, ratings = reader.stalled(min_reports=LONG), reader.compare(*MONTHS), reader.ratings()
    with destination(None) as to:
        on = console(to)
        _heading(f"risktrail stalled --min-reports {LONG}", on)
        draw_stalled(stalled, on)
        _heading(f"risktrail compare {' '.join(MONTHS)}", on)
        draw_comparison(changes, on)
        _heading("risktrail ratings", on)
        draw_ratings(ratings, on)


def _heading(command: str, on: Console) -> None:
    on.print()
    on.rule(f" {command} ", style="dim", align="left")


def _suggestions(db: Path) -> list[str]:
    commands = (
        (f"history 8 --db {db}", "one risk through the year"),
        (f"ask silently_dropped_actions --db {db}", "gone, and never called completed"),
        (f"stalled --db {db} -o stalled.csv", "the same for a spreadsheet"),
        ("import FOLDER", "your own papers"),
    )
    width = max(len(command) for command, _ in commands)
    lines = [f"  {typed_name()} {command:<{width}}   {what}" for command, what in commands]
    return ["", f"The store is {db.absolute()}. Try next:", *lines]
