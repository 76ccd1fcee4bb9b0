"""`merge`: puts what another store has into this one."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from risktrail.cli.options import Common, takes
from risktrail.store.errors import StoreMissingError
from risktrail.store.labels import count

_log = logging.getLogger(__name__)


@takes("db", "wait", "quiet", "verbose")
def merge(
    common: Common,
    other: Annotated[Path, typer.Argument(help="The other store, which is read and not changed.", metavar="OTHER")],
) -> None:
    """Put what another store has into this one: papers with their bytes, removals, aliases, profiles.

    Papers that both have count once. Two papers that claim one month are versions or in conflict, as when they are
    imported. Where the stores contradict each other, that is said, and what counts now. Merged again, nothing changes.

    Example: risktrail merge colleague.duckdb --db opsg.duckdb
    """
    from risktrail.store import open_writer

    if not other.exists():  # looked at first, so that no store is made for nothing
        raise StoreMissingError(str(other))
    with open_writer(common.db, common.wait) as writer:
        merged = writer.merge(other, common.wait)
        conflicts = writer.conflicts()
    for line in (*merged.notes, *conflicts):
        _log.error("%s.", line)
    counts = [
        f"{merged.added} added", f"{merged.unchanged} unchanged", f"{merged.replaced} replaced",
        f"{merged.removed} removed", f"{merged.failed} failed",
    ]  # fmt: skip
    aliases = f" {count(merged.aliases, 'alias', 'aliases')} added." if merged.aliases else ""
    _log.info(f"{count(merged.papers, 'paper')}: {', '.join(counts)}.{aliases}")
