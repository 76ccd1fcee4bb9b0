"""`import`: reads papers into the store; what fails is named with the reason."""

from __future__ import annotations

import json
import logging
from typing import Annotated, Literal

import typer

from risktrail.cli.messages import write_line
from risktrail.cli.options import Common, takes
from risktrail.cli.progress_bar import progress_bar
from risktrail.cli.reading_options import EngineOption, OcrOption, ProfileOption, VerifyOption
from risktrail.cli.signals import stoppable
from risktrail.importing.executors import DaskCluster, Executor, LocalWorkers
from risktrail.importing.import_summary import ImportSummary
from risktrail.importing.options import ImportOptions, ReadOptions
from risktrail.importing.pipeline import import_papers as import_into_store
from risktrail.schema.errors import UsageError
from risktrail.store import Outcome
from risktrail.store.labels import count

WORKERS = "Workers"
LEFT_OUT = "removed earlier"
RARE = (str(Outcome.CONFLICT), LEFT_OUT)  # counts that are shown only where there are any
ExecutorName = Literal["processes", "dask"]

_log = logging.getLogger(__name__)


@takes("db", "quiet", "verbose", "wait")
def import_papers(
    common: Common,
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Papers: files, folders with all below, patterns, zip archives, URLs.", metavar="PATH"),
    ] = None,
    engine: EngineOption = "pdfium",
    verify: VerifyOption = False,
    profile: ProfileOption = None,
    ocr: OcrOption = "auto",
    no_archive: Annotated[
        bool, typer.Option("--no-archive", help="Do not keep the papers' bytes in the store.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read stored papers again too.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Read again, from the store, what another parser or profile text read.")
    ] = False,
    register: Annotated[
        str | None,
        typer.Option("--register", help="The register of papers that name no committee themselves.", metavar="CODE"),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", "-p", help="The month of papers that state no date themselves.", metavar="2021-07"),
    ] = None,
    accept_unread: Annotated[
        bool, typer.Option("--accept-unread", help="Store papers with tables that were not read, as incomplete.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", help="Number of worker processes; 0 is one per core.", metavar="N", min=0,
                          rich_help_panel=WORKERS)
    ] = LocalWorkers.jobs,
    timeout: Annotated[
        float, typer.Option("--timeout", help="Time limit for one paper.", metavar="SECONDS", min=1,
                            rich_help_panel=WORKERS)
    ] = LocalWorkers.timeout,
    memory: Annotated[
        int, typer.Option("--memory", help="Memory limit for one paper.", metavar="MIB", min=512,
                          rich_help_panel=WORKERS)
    ] = LocalWorkers.memory,
    executor: Annotated[
        ExecutorName,
        typer.Option("--executor", help="What reads papers: processes here, or dask.", rich_help_panel=WORKERS),
    ] = "processes",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help="The cluster's scheduler.", metavar="ADDRESS", rich_help_panel=WORKERS),
    ] = None,
    stats: Annotated[bool, typer.Option("--stats", help="Show the import's figures as JSON on stderr.")] = False,
) -> None:  # fmt: skip
    """Read papers into the store; the main job.

    A paper that is stored already is left unchanged; a corrected one for the same month takes the place of
    the earlier. A paper of another meeting for a month that is there already is stored beside it, and named. A paper
    that cannot be read, or with a table that is not understood, is refused: it is named with the reason and what to
    do, and the others are stored. Stopped at any moment, what was finished is stored, and the next import does the
    rest. Of a file that holds several papers, each register is stored as a paper of its own (pack.pdf#p35-40); the
    pages that were passed over are named.

    Example: risktrail import papers/ --db opsg.duckdb

    Example: risktrail import council/*.pdf --profile council

    Example: risktrail import archive/*.zip s3://board/papers --jobs 8
    """
    options = ImportOptions(
        ReadOptions(engine, verify, accept_unread, profile, ocr),
        register=register,
        period=period,
        archive=not no_archive,
        force=force,
        stale=stale,
    )
    readers = _chosen_executor(executor, scheduler, LocalWorkers(jobs, timeout, memory))
    with stoppable(), progress_bar("Importing", quiet=common.quiet) as on_progress:
        summary = import_into_store(
            paths or [], common.db, options, executor=readers, wait=common.wait, on_progress=on_progress
        )
    if summary.found or stale:
        for line in summary_lines(summary):
            _log.info(line)
        if stats:
            write_line(json.dumps(figures(summary, readers.workers)))
    raise typer.Exit(summary.exit_code)


def _chosen_executor(name: ExecutorName, scheduler: str | None, local: LocalWorkers) -> Executor:
    if name == "processes" and scheduler is None:
        return local
    if name == "processes" or scheduler is None:
        raise UsageError("--executor dask and --scheduler go together, as in --scheduler tcp://10.0.0.5:8786.")
    return DaskCluster(scheduler, local.timeout)


def summary_lines(summary: ImportSummary) -> list[str]:
    """The lines that end an import: the counts, and where to look further."""
    counts = [(str(outcome), summary.outcomes[outcome]) for outcome in Outcome]
    counts += [(LEFT_OUT, summary.left_out), ("failed", summary.failed)]
    parts = [f"{number} {what}" for what, number in counts if number or what not in RARE]
    lines = [f"{count(summary.papers, 'paper')}: {', '.join(parts)}."]
    doubts = [
        count(number, *words)
        for number, words in (
            (summary.unplaced, ("line not assigned to any field", "lines not assigned to any field")),
            (summary.warnings, ("warning", "warnings")),
        )
        if number
    ]
    if doubts:
        lines.append(f"{' and '.join(doubts)}: `risktrail check` lists what to look at.")
    return lines


def figures(summary: ImportSummary, workers: int) -> dict[str, int | float]:
    """What an import came to and cost. `seconds` is elapsed time, `peak_memory_mib` that of the process that stores."""
    from risktrail.ingest.workers.limits import peak_memory  # late: Windows has no module for it, and cannot import

    return {
        "papers": summary.papers,
        **{str(outcome): summary.outcomes[outcome] for outcome in Outcome},
        "removed": summary.left_out,
        "failed": summary.failed,
        "read": summary.read,
        "pages": summary.pages,
        "recognised": summary.recognised,
        "bytes": summary.content_bytes,
        "jobs": workers,
        "seconds": round(summary.seconds, 3),
        "papers_per_second": round(summary.papers / summary.seconds, 1),
        "pages_per_second": round(summary.pages / summary.seconds, 1),
        "peak_memory_mib": round(peak_memory() / 1024**2, 1),
    }
