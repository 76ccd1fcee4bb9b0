"""The writing end of an import: asks the store what it knows, and puts in what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.reading import Way, differences
from cli.tally import Tally
from cli.voice import VOICE
from store import Outcome, Paper
from store.errors import PaperRefusedError

if TYPE_CHECKING:
    from ingest.reader import Result
    from store import Writer


class Storing:
    """One open store, and the count of what became of each paper."""

    def __init__(self, writer: Writer, tally: Tally, way: Way, *, archive: bool) -> None:
        self.writer = writer
        self.tally = tally
        self.way = way
        self.version = way.version
        self.archive = archive

    def to_read(self, files: Iterable[Path]) -> Iterator[Paper]:
        """The papers that have to be read, loaded one at a time; the known ones are counted on the way."""
        for file in files:
            try:
                if self._known_unopened(file):
                    self.tally.stored(file.name, Outcome.UNCHANGED)
                    continue
                paper = Paper.read(file)
            except OSError as error:
                self.tally.fail(shown(file), f"cannot be opened ({error.strerror})", "Check its permissions.")
                continue
            if not self.way.verify and self.writer.known(paper.sha256, self.version):
                self.tally.stored(file.name, self.writer.seen(paper))
            else:
                yield paper

    def store(self, paper: Paper, result: Result) -> None:
        """Put one paper in, or its failure into the ledger."""
        if result.report is None:
            self._fail(paper, result.reason or "cannot be read", result.remedy or "")
            return
        paper = replace(paper, modified=result.modified)
        try:
            outcome = self.writer.add(paper, result.report, self.version, archive=self.archive)
        except PaperRefusedError as error:
            self._fail(paper, error.reason, "Look at what was read with `risktrail parse`.")
            return
        self.tally.stored(paper.name, outcome, result.report)
        for each in differences(result.report):
            VOICE.note(f"{paper.name}: {each}")

    def _known_unopened(self, file: Path) -> bool:
        stat = file.stat()
        return not self.way.verify and self.writer.known_file(str(file), stat.st_size, stat.st_mtime, self.version)

    def _fail(self, paper: Paper, reason: str, remedy: str) -> None:
        self.writer.fail(paper, reason, self.version)
        self.tally.fail(shown(Path(paper.path)), reason, remedy)


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
