"""The writing end of an import: asks the store what it knows, and puts in what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.plan import Plan
from cli.reading import differences
from cli.sources import Source, SourceError, load
from cli.tally import Tally
from cli.voice import VOICE
from store import Outcome, Paper
from store.errors import PaperRefusedError

if TYPE_CHECKING:
    from ingest.reader import Result
    from store import Writer


class Storing:
    """One open store, and the count of what became of each paper."""

    def __init__(self, writer: Writer, tally: Tally, plan: Plan) -> None:
        self.writer = writer
        self.tally = tally
        self.plan = plan
        self.version = plan.way.version

    def to_read(self, sources: Iterable[Source]) -> Iterator[Paper]:
        """The papers that have to be read, fetched one at a time; the known ones are counted on the way."""
        for source in sources:
            try:
                paper = self._unknown(source)
            except SourceError as error:
                self.tally.fail(shown(source.where), str(error), error.remedy)
                continue
            if paper is not None:
                yield paper

    def to_read_again(self, stale: Iterable[str]) -> Iterator[Paper]:
        """Papers that another parser read, out of the archive."""
        for sha256 in stale:
            paper = self.writer.archived(sha256)
            if paper is not None:
                yield paper
                continue
            remedy = "Import the file again; its bytes were not kept (--no-archive)."
            self.tally.fail(self.writer.name(sha256), "was read by another version of the parser", remedy)

    def store(self, paper: Paper, result: Result) -> None:
        """Put one paper in, or its failure into the ledger."""
        self.tally.reading(result.report.page_count if result.report else 0, len(paper.content))
        if result.report is None:
            self._fail(paper, result.reason or "cannot be read", result.remedy or "")
            return
        paper = replace(paper, modified=result.modified)
        try:
            outcome = self.writer.add(
                paper, result.report, self.version, archive=self.plan.archive, again=self.plan.force
            )
        except PaperRefusedError as error:
            self._fail(paper, error.reason, "Look at what was read with `risktrail parse`.")
            return
        self.tally.stored(paper.name, outcome, result.report)
        for each in differences(result.report):
            VOICE.note(f"{paper.name}: {each}")

    def _unknown(self, source: Source) -> Paper | None:
        """The paper, unless it is known: by its size and time, else by its bytes. Raises SourceError."""
        if self.plan.reads_all:
            return load(source)
        if self.writer.known_file(source.where, *source.met(), self.version):
            self.tally.stored(source.name, Outcome.UNCHANGED)
            return None
        paper = load(source)
        if not self.writer.known(paper.sha256, self.version):
            return paper
        self.tally.stored(source.name, self.writer.seen(paper))
        return None

    def _fail(self, paper: Paper, reason: str, remedy: str) -> None:
        self.writer.fail(paper, reason, self.version)
        self.tally.fail(shown(paper.path), reason, remedy)


def shown(where: str) -> str:
    """A path as short as it can be said from here."""
    path, here = Path(where), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
