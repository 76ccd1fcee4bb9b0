"""`demo`: the sample papers into a fresh store, and what it tells about them."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risktrail.cli.importing import import_all
from risktrail.cli.options import Common, takes
from risktrail.cli.output import console, destination
from risktrail.cli.plan import Plan
from risktrail.cli.voice import NAME, VOICE
from risktrail.schema.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from risktrail.store import Rows

DEMO_STORE = Path("risktrail-demo.duckdb")
MONTHS = ("previous", "latest")
LONG = 6


@takes("quiet", "verbose", "wait")
def demo(
    common: Common,
    db: Annotated[Path | None, typer.Option("--db", help="The store to make.", metavar="FILE")] = None,
) -> None:
    """Import a year of sample papers into a fresh store; show what stalled, what changed, and all ratings.

    The store is risktrail-demo.duckdb in this folder, made anew each time, unless --db names a new file.

    Example: risktrail demo
    """
    store = _fresh(db)
    with as_file(files("risktrail.samples")) as samples:
        tally = import_all([str(samples)], replace(common, db=store), Plan())
    VOICE.note(tally.summary()[0])
    _tell(store)
    for line in _next(store):
        VOICE.note(line)


def _fresh(named: Path | None) -> Path:
    """The store to make: the demo's own is made anew, any other must not be there yet."""
    if named is None:
        DEMO_STORE.unlink(missing_ok=True)
        return DEMO_STORE
    if named.exists():
        raise UsageError(f"{named}: there is a file already, and the demo makes a fresh one. Name another with --db.")
    return named


def _tell(db: Path) -> None:
    from risktrail.store import open_reader

    with open_reader(db) as reader:
        answers = (
            (f"risktrail stalled --min-reports {LONG}", "stalled", reader.stalled(min_reports=LONG)),
            (f"risktrail compare {' '.join(MONTHS)}", "comparison", reader.compare(*MONTHS)),
            ("risktrail ratings", "ratings", reader.ratings()),
        )
    with destination(None) as to:
        for command, name, rows in answers:
            _section(command, rows, name, console(to))


def _section(command: str, rows: Rows, name: str, on: Console) -> None:
    from risktrail.cli.people import draw

    on.print()
    on.rule(f" {command} ", style="dim", align="left")
    draw(name, rows, on)


def _next(db: Path) -> list[str]:
    commands = (
        (f"history 8 --db {db}", "one risk through the year"),
        (f"ask silently_dropped_actions --db {db}", "gone, and never called completed"),
        (f"stalled --db {db} -o stalled.csv", "the same for a spreadsheet"),
        ("import FOLDER", "your own papers"),
    )
    width = max(len(command) for command, _ in commands)
    told = [f"  {_called()} {command:<{width}}   {what}" for command, what in commands]
    return ["", f"The store is {db.absolute()}. Try next:", *told]


def _called() -> str:
    """The command as it has to be typed here: by its name where the shell finds it, else by its path."""
    typed = Path(sys.argv[0])
    found = shutil.which(NAME)
    if found is None or (typed.name == NAME and not typed.samefile(found)):
        return os.path.relpath(typed)
    return NAME
