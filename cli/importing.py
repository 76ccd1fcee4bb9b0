"""`import`: papers found, read by workers and stored by this process; what fails is said and kept in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from itertools import chain
from typing import Annotated, Literal

import typer

from risktrail.cli.cluster import Cluster
from risktrail.cli.discover import Missed, discover
from risktrail.cli.ending import stoppable
from risktrail.cli.figures import figures
from risktrail.cli.options import Common, takes
from risktrail.cli.plan import Plan, each_named
from risktrail.cli.progress import progress
from risktrail.cli.reading import Crew, EngineOption, VerifyOption, Way
from risktrail.cli.sources import Source
from risktrail.cli.storing import Storing
from risktrail.cli.tally import Failure, Tally
from risktrail.cli.voice import VOICE
from risktrail.schema.errors import ExitCode, UsageError
from risktrail.store import Given, Paper

READERS = "Workers"
MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
Executor = Literal["processes", "dask"]


@takes("db", "quiet", "verbose", "wait")
def import_papers(
    common: Common,
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Papers: files, folders with all below, patterns, zip archives, URLs.", metavar="PATH"),
    ] = None,
    engine: EngineOption = "pdfium",
    verify: VerifyOption = False,
    no_archive: Annotated[
        bool, typer.Option("--no-archive", help="Do not keep the papers' bytes in the store.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read known papers again too.")] = False,
    stale: Annotated[
        bool, typer.Option("--stale", help="Read again what another version of the parser read, from the store.")
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
        int, typer.Option("--jobs", "-j", help="Worker processes; 0 is one a core.", metavar="N", min=0,
                          rich_help_panel=READERS)
    ] = Crew.jobs,
    timeout: Annotated[
        float, typer.Option("--timeout", help="What one paper may take.", metavar="SECONDS", min=1,
                            rich_help_panel=READERS)
    ] = Crew.timeout,
    memory: Annotated[
        int, typer.Option("--memory", help="What one paper may need.", metavar="MIB", min=512,
                          rich_help_panel=READERS)
    ] = Crew.memory,
    executor: Annotated[
        Executor,
        typer.Option("--executor", help="Who reads: processes here, or a dask cluster.", rich_help_panel=READERS),
    ] = "processes",
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help="The cluster's scheduler.", metavar="ADDRESS", rich_help_panel=READERS),
    ] = None,
    stats: Annotated[bool, typer.Option("--stats", help="End with figures, one JSON object, on stderr.")] = False,
) -> None:  # fmt: skip
    """Read papers into the store; the main job.

    A paper that is stored already is left unchanged; a corrected one for the same month takes the place of
    the earlier. A paper of another meeting for a month that is there already is stored beside it, and named. A paper
    that cannot be read, or with a table that is not understood, is refused: it is named with the reason and what to
    do, and the others are stored. Stopped at any moment, what was finished is stored, and the next import does the
    rest.

    Example: risktrail import papers/ --db opsg.duckdb

    Example: risktrail import archive/*.zip s3://board/papers --jobs 8
    """
    if not paths and not stale:
        raise UsageError("name the papers to import, as in `risktrail import papers/`.")
    crew = _crew(executor, scheduler, Crew(jobs, timeout, memory))
    plan = Plan(
        Way(engine, verify, accept_unread),
        crew,
        archive=not no_archive,
        force=force,
        stale=stale,
        given=_given(register, period),
        named=each_named(paths or []),
    )
    with stoppable():
        tally = import_all(paths or [], common, plan)
    for line in tally.summary():
        VOICE.note(line)
    if stats:
        VOICE.say(figures(tally, plan.crew.size))
    raise typer.Exit(tally.exit_code())


def _given(register: str | None, period: str | None) -> Given:
    """What papers that do not say it themselves are to be taken for."""
    if register is not None and not register.strip():
        raise UsageError("--register is empty. Write the register's code, as in --register OPSG.")
    if period is not None and not re.fullmatch(MONTH, period):
        raise UsageError(f"--period {period!r} is no month. Write it as in --period 2021-07.")
    return Given(register.strip() if register else None, period)


def _crew(executor: Executor, scheduler: str | None, local: Crew) -> Crew | Cluster:
    if executor == "processes" and scheduler is None:
        return local
    if executor == "processes" or scheduler is None:
        raise UsageError("--executor dask and --scheduler go together, as in --scheduler tcp://10.0.0.5:8786.")
    return Cluster(scheduler, local.timeout)


def import_all(names: list[str], common: Common, plan: Plan) -> Tally:
    """Read and store every paper named; what was finished is stored, whatever happens after."""
    plan.crew.prepare()  # in the background, while this process loads and opens the store
    from risktrail.store import open_writer

    tally = Tally()
    sources: list[Source] = []
    for each in discover(names):
        if isinstance(each, Missed):
            tally.fail(each.name, Failure(each.reason, each.remedy))
        else:
            sources.append(each)
    if not sources and not plan.stale:
        raise typer.Exit(ExitCode.NOTHING_READ)
    with open_writer(common.db, common.wait) as writer:
        _store_all(sources, Storing(writer, tally, plan), quiet=common.quiet)
        writer.finish()
        for line in writer.conflicts():
            VOICE.error(line + ".")
    return tally


def _store_all(sources: list[Source], storing: Storing, *, quiet: bool) -> None:
    plan = storing.plan
    stale = storing.writer.stale(storing.version) if plan.stale else []
    papers = chain(storing.to_read_again(stale), storing.to_read(sources))
    with progress(len(stale) + len(sources), "Importing", quiet=quiet) as step:
        storing.tally.watch = step
        _read_and_store(papers, plan.way, storing)
        if storing.accepted:
            _read_and_store(storing.accepted, replace(plan.way, accept_unread=True), storing)


def _read_and_store(papers: Iterable[Paper], way: Way, storing: Storing) -> None:
    with closing(storing.plan.crew.read(papers, way)) as read:
        for arrived in read:
            storing.take(arrived)
    storing.store()
