"""How papers are read: by which engine, whether by both, and what is known to have read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import Engine
from store import Paper

if TYPE_CHECKING:
    from ingest.reader import Result
    from schema.report import Report

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

    @property
    def version(self) -> str:
        """What the store notes as the paper's reader: a newer version, or another engine, reads it again."""
        from importlib.metadata import version

        return version("risktrail") + ("" if self.engine == "pdfium" else f"+{self.engine}")

    def read(self, content: bytes) -> Result:
        """What comes of one paper's bytes."""
        from ingest.engines import EngineName
        from ingest.reader import read_paper

        return read_paper(content, EngineName(self.engine), verify=self.verify)


def read_each(papers: Iterable[Paper], way: Way) -> Iterator[tuple[Paper, Result]]:
    """Papers with what came of reading them, in this process, one at a time."""
    for paper in papers:
        yield paper, way.read(paper.content)


def differences(report: Report) -> list[str]:
    """Where the two engines did not agree, a line each."""
    told = [(each.page, each.message) for each in report.warnings if each.code == DIFFERENCE]
    return [f"p. {page}: {message}" if page else message for page, message in told]
