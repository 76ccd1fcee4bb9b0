"""The commands that tend a store: export, alias, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from risktrail.cli.options import Common, takes
from risktrail.cli.voice import VOICE
from risktrail.cli.wording import count
from risktrail.schema.errors import UsageError
from risktrail.store.errors import StoreMissingError

ExportFormat = Literal["csv", "parquet", "json"]
Kind = Literal["renumbered", "merged", "split"]


@takes("db", "quiet", "verbose")
def export(
    common: Common,
    folder: Annotated[Path, typer.Argument(help="The folder to write into; made if missing.", metavar="DIR")],
    fmt: Annotated[ExportFormat, typer.Option("--format", "-f", help="The format of every file.")] = "csv",
    no_papers: Annotated[bool, typer.Option("--no-papers", help="Leave out the papers' bytes.")] = False,
    ledger: Annotated[bool, typer.Option("--ledger", help="With paths and times of this machine's imports.")] = False,
) -> None:
    """Every table and every question of the store as files, one each.

    The same papers give the same files, byte for byte, whatever the order they were imported in.

    Example: risktrail export out/ --format parquet
    """
    from risktrail.store import export_store

    try:
        files = export_store(common.db, folder, fmt, papers=not no_papers, ledger=ledger)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}). Name another folder.") from error
    VOICE.note(f"{count(len(files), 'file')} written to {folder}.")


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
    VOICE.note(f"{old} and {new} are no longer joined." if remove else f"{old} is {kind} into {new}.")


@takes("db", "wait", "quiet", "verbose")
def remove(
    common: Common,
    paper: Annotated[
        str, typer.Argument(help="Its file name, paper reference, or SHA-256 (8 digits or more).", metavar="PAPER")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why it does not belong, and who says so.", metavar="TEXT")],
) -> None:
    """Take a paper out that does not belong: it leaves every answer.

    Its bytes stay in the store, and `reports` and `check` tell of it with the reason. An import passes it over until
    the file is named itself: that takes it back.

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
            left = f" {removed.register} {removed.period} now rests on {holder or 'no paper'}."
    VOICE.note(f"{removed} is removed; `risktrail import` with the file's own name takes it back.{left}")
