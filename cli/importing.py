"""`import`: papers found, read and stored one by one; what fails is said and kept in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.discover import Missed, discover
from cli.exits import Exit
from cli.options import Common, Engine, takes
from cli.progress import progress
from cli.tally import Tally
from cli.voice import VOICE
from store import Outcome, Paper
from store.errors import PaperRefusedError

if TYPE_CHECKING:
    from ingest.reader import Result
    from store import Writer

EngineOption = Annotated[
    Engine,
    typer.Option("--engine", help="Which reader opens the PDF; pdfplumber is the slow second opinion."),
]


@takes("db", "quiet", "verbose", "wait")
def import_papers(
    common: Common,
    paths: Annotated[
        list[str],
        typer.Argument(help="Papers: files, folders with all below them, or patterns.", metavar="PATH"),
    ],
    engine: EngineOption = "pdfium",
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
    tally = import_all(found, common, engine, archive=not no_archive)
    for line in tally.summary():
        VOICE.note(line)
    raise typer.Exit(tally.exit_code())


def import_all(found: list[Path | Missed], common: Common, engine: Engine, *, archive: bool) -> Tally:
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
        storing = Storing(writer, tally, parser_version(engine), archive)
        to_read = storing.unknown(progress(files, "Importing", quiet=common.quiet))
        for paper, result in read_each(to_read, engine):
            storing.store(paper, result)
    return tally


def read_each(papers: Iterable[Paper], engine: Engine) -> Iterator[tuple[Paper, Result]]:
    """Papers with what came of reading them, in this process, one at a time."""
    from ingest.engines import EngineName
    from ingest.reader import read_paper

    for paper in papers:
        yield paper, read_paper(paper.content, EngineName(engine))


def parser_version(engine: Engine) -> str:
    """What read a paper: a newer version, or another engine, reads it again."""
    from importlib.metadata import version

    return version("risktrail") + ("" if engine == "pdfium" else f"+{engine}")


class Storing:
    """The writing end: asks the store what it knows, and puts in what was read."""

    def __init__(self, writer: Writer, tally: Tally, version: str, archive: bool) -> None:
        self.writer = writer
        self.tally = tally
        self.version = version
        self.archive = archive

    def unknown(self, files: Iterable[Path]) -> Iterator[Paper]:
        """The papers that have to be read, loaded one at a time; the known ones are counted on the way."""
        for file in files:
            try:
                stat = file.stat()
                if self.writer.known_file(str(file), stat.st_size, stat.st_mtime, self.version):
                    self.tally.stored(file.name, Outcome.UNCHANGED)
                    continue
                paper = Paper.read(file)
            except OSError as error:
                self.tally.fail(_shown(file), f"cannot be opened ({error.strerror})", "Check its permissions.")
                continue
            if self.writer.known(paper.sha256, self.version):
                self.tally.stored(file.name, self.writer.seen(paper))
            else:
                yield paper

    def store(self, paper: Paper, result: Result) -> None:
        """Put one paper in, or its failure into the ledger."""
        if result.report is None:
            self._fail(paper, result.reason or "cannot be read", result.remedy or "")
            return
        try:
            outcome = self.writer.add(paper, result.report, self.version, archive=self.archive)
        except PaperRefusedError as error:
            self._fail(paper, error.reason, "Look at what was read with `risktrail parse`.")
            return
        self.tally.stored(paper.name, outcome, result.report)

    def _fail(self, paper: Paper, reason: str, remedy: str) -> None:
        self.writer.fail(paper, reason, self.version)
        self.tally.fail(_shown(Path(paper.path)), reason, remedy)


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
