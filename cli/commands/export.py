"""`export`: every table and every question of the store as files."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Literal

import typer

from risktrail.cli.options import Common, takes
from risktrail.schema.errors import UsageError
from risktrail.store.labels import count

ExportFormat = Literal["csv", "parquet", "json", "xlsx"]

_log = logging.getLogger(__name__)


@takes("db", "quiet", "verbose")
def export(
    common: Common,
    folder: Annotated[Path, typer.Argument(help="The folder to write into; made if missing.", metavar="DIR")],
    fmt: Annotated[ExportFormat, typer.Option("--format", "-f", help="The format of every file.")] = "csv",
    no_papers: Annotated[bool, typer.Option("--no-papers", help="Leave out the papers' bytes.")] = False,
    ledger: Annotated[bool, typer.Option("--ledger", help="With paths and times of this machine's imports.")] = False,
) -> None:
    """Every table and every question of the store as files, one each, or as sheets of one workbook.

    The same papers give the same files, byte for byte, whatever the order they were imported in. A workbook (xlsx) is
    for people: it has no papers, and cannot be loaded again.

    Example: risktrail export out/ --format parquet

    Example: risktrail export out/ --format xlsx
    """
    from risktrail.store import export_store, export_workbook

    try:
        if fmt == "xlsx":
            file = export_workbook(common.db, folder, ledger=ledger)
            _log.info(f"{file} is written.")
            return
        files = export_store(common.db, folder, fmt, papers=not no_papers, ledger=ledger)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}). Name another folder.") from error
    _log.info(f"{count(len(files), 'file')} written to {folder}.")
