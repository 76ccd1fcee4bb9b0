"""How papers are read: by which engine, by how many workers and within what, and what is known to have read them."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from risktrail.cli.options import Engine
from risktrail.ingest.version import PARSER_VERSION
from risktrail.store import Paper

if TYPE_CHECKING:
    from risktrail.ingest.reader import Result
    from risktrail.ingest.worker import Read as Reader
    from risktrail.schema.report import Report

TURN = 0.2  # seconds after which whoever waits for papers is asked whether there is something else to do
DIFFERENCE = "readers_differ"  # the code of the reader's warning where its two engines do not agree

EngineOption = Annotated[
    Engine,
    typer.Option("--engine", help="Which reader opens the PDF; pdfplumber is the slow second opinion."),
]
VerifyOption = Annotated[bool, typer.Option("--verify", help="Read with both engines and tell every difference.")]


@dataclass(frozen=True)
class Way:
    """How to read."""

    engine: Engine = "pdfium"
    verify: bool = False
    accept_unread: bool = False

    @property
    def version(self) -> str:
        """What the store notes as the paper's reader: a newer version, or another engine, reads it again."""
        return PARSER_VERSION + ("" if self.engine == "pdfium" else f"+{self.engine}")

    def read(self, content: bytes) -> Result:
        """What comes of one paper's bytes."""
        return self.reader()(content)

    def reader(self) -> Reader:
        """The reading as a function that can be sent to a worker."""
        from risktrail.ingest.pdf.engines import EngineName
        from risktrail.ingest.reader import read_paper

        return functools.partial(
            read_paper, engine_name=EngineName(self.engine), verify=self.verify, accept_unread=self.accept_unread
        )


class Read(NamedTuple):
    """A paper, and what came of reading it."""

    paper: Paper
    result: Result


@dataclass(frozen=True)
class Crew:
    """Who reads: how many worker processes, and what one paper may cost: seconds, MiB of memory."""

    jobs: int = 0
    timeout: float = 60.0
    memory: int = 2048

    @property
    def size(self) -> int:
        """How many workers: as many as there are cores, where it is not said."""
        return self.jobs or len(os.sched_getaffinity(0))

    def prepare(self) -> None:
        """Let the workers get ready in the background."""
        from risktrail.ingest.nursery import context

        context()

    def read(self, papers: Iterable[Paper], way: Way) -> Generator[list[Read]]:
        """Papers with what came of reading them, as they come, be it nothing for a turn. Closed early, it ends the
        workers.
        """
        from risktrail.ingest.limits import Allowance
        from risktrail.ingest.pool import read_in_turns

        allowance = Allowance(self.timeout, math.ceil(self.timeout), self.memory * 1024**2)
        given = ((paper, paper.content) for paper in papers)
        turns = read_in_turns(given, self.size, turn=TURN, read=way.reader(), allowance=allowance)
        with closing(turns) as ended:
            for done in ended:
                yield [Read(each.key, each.result) for each in done]


def differences(report: Report) -> list[str]:
    """Where the two engines did not agree, a line each."""
    told = [(each.page, each.message) for each in report.warnings if each.code == DIFFERENCE]
    return [f"p. {page}: {message}" if page else message for page, message in told]
