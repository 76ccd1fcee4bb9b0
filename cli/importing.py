"""`import`: papers found, read and stored one by one; what fails is said and kept in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.discover import Missed, discover
from cli.exits import Exit
from cli.options import Common, takes
from cli.progress import progress
from cli.reading import EngineOption, VerifyOption, Way, read_each
from cli.storing import Storing
from cli.tally import Tally
from cli.voice import VOICE


@takes("db", "quiet", "verbose", "wait")
def import_papers(
    common: Common,
    paths: Annotated[
        list[str],
        typer.Argument(help="Papers: files, folders with all below them, or patterns.", metavar="PATH"),
    ],
    engine: EngineOption = "pdfium",
    verify: VerifyOption = False,
    no_archive: Annotated[
        bool, typer.Option("--no-archive", help="Do not keep the papers' bytes in the store.")
    ] = False,
) -> None:
    """Read papers into the store; the main job.

    A paper that is stored already is left unchanged; a corrected one for the same month takes the place of
    the earlier. A paper that cannot be read is named with its reason, and the others are stored.

    Example: risktrail import papers/ --db opsg.duckdb
    """
    found = list(discover(paths))
    tally = import_all(found, common, Way(engine, verify), archive=not no_archive)
    for line in tally.summary():
        VOICE.note(line)
    raise typer.Exit(tally.exit_code())


def import_all(found: list[Path | Missed], common: Common, way: Way, *, archive: bool = True) -> Tally:
    """Read and store every paper found; what was finished is stored, whatever happens after."""
    from store import open_writer

    tally = Tally()
    for each in found:
        if isinstance(each, Missed):
            tally.fail(each.name, each.reason, each.remedy)
    files = [each for each in found if isinstance(each, Path)]
    if not files:
        raise typer.Exit(Exit.NOTHING_READ)
    with open_writer(common.db, common.wait) as writer:
        storing = Storing(writer, tally, way, archive=archive)
        papers = storing.to_read(progress(files, "Importing", quiet=common.quiet))
        for paper, result in read_each(papers, way):
            storing.store(paper, result)
    return tally
