"""`profile`: the families of registers that risktrail reads, and how to teach it one more."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from risktrail.cli.help import add_command, plain_app
from risktrail.cli.options import Common, takes
from risktrail.cli.output import deliver, destination
from risktrail.cli.reading_options import EngineOption, PagesOption, chosen_pages
from risktrail.cli.render import load_plain_table
from risktrail.importing.report_notes import passed_over_lines
from risktrail.schema.errors import ExitCode, PaperError
from risktrail.store import Answer
from risktrail.store.labels import count
from risktrail.store.readable_names import readable

if TYPE_CHECKING:
    from risktrail.ingest.check_reading import PageReading

_log = logging.getLogger(__name__)

app = plain_app(
    "profile",
    "Families of registers: list them, show one, draft a new one from a paper, check what it reads.",
    "Example: risktrail profile draft register.pdf. docs/profiles.md goes from a paper to a good reading.",
    no_args_is_help=True,
)

NameArgument = Annotated[str, typer.Argument(help="A profile's name, or its .toml file.", metavar="NAME|FILE")]


@takes("format", "output", "plain", "quiet", "verbose")
def list_profiles(common: Common) -> None:
    """The profiles there are: those that come with risktrail, and your own.

    Your own stand in the folder RISKTRAIL_PROFILES, else in risktrail/profiles of your configuration folder.

    Example: risktrail profile list
    """
    from risktrail.ingest.profile_files import profile_files

    rows = [(each.name, "own" if each.path else "built in", each.describes, str(each.path or "")) for each in
            profile_files()]  # fmt: skip
    deliver(Answer(("profile", "origin", "describes", "file"), rows), common, load_plain_table)


@takes("output", "quiet", "verbose")
def show(common: Common, name: NameArgument) -> None:
    """Print a profile's text, as TOML.

    Example: risktrail profile show council > my-council.toml
    """
    from risktrail.ingest.profile_files import find_file

    text = find_file(name).text
    with destination(common.output) as to:
        to.write(text)


@takes("output", "quiet", "verbose")
def draft(
    common: Common,
    paper: Annotated[Path, typer.Argument(help="A paper of the family.", metavar="PAPER")],
    name: Annotated[str | None, typer.Option("--name", help="The profile's name; else the paper's.")] = None,
    pages: PagesOption = None,
    engine: EngineOption = "pdfium",
) -> None:
    """Make a first profile from a paper: its heads, each with the role it was guessed to have and why.

    Nothing is stored. A head of which nothing is known has the role detail: its text is kept under the head.

    Example: risktrail profile draft register.pdf --output my-council.toml
    """
    from risktrail.ingest.drafting import draft_of
    from risktrail.ingest.pdf.engines import EngineName

    try:
        made = draft_of(_content(paper), name or paper.stem, EngineName(engine), chosen_pages(pages))
    except PaperError as error:
        raise _not_read(paper, error) from None
    with destination(common.output) as to:
        to.write(made.text)
    guessed = sum(each.guess.role != "detail" for each in made.heads)
    _log.info("%s, %d with a role.", count(len(made.heads), "head"), guessed)
    if common.output:
        chosen = f" --pages {pages}" if pages else ""
        _log.info("Next: risktrail profile check %s %s%s", common.output, paper, chosen)


@takes("format", "output", "plain", "quiet", "verbose")
def check(
    common: Common,
    profile: NameArgument,
    papers: Annotated[list[Path], typer.Argument(help="Papers of the family.", metavar="PAPER...")],
    pages: PagesOption = None,
    engine: EngineOption = "pdfium",
) -> None:
    """Read papers with a profile and show, page by page, what found its place, what did not, and what is doubtful.

    Nothing is stored. Of a file that holds several papers each is shown under its name (pack.pdf#p35-40), and what is
    no register is told. A paper that the profile does not explain is named with the reason; the exit code is then 4.

    Example: risktrail profile check my-council.toml register.pdf

    Example: risktrail profile check my-council.toml pack.pdf --pages 35-40
    """
    from risktrail.ingest.check_reading import check_file
    from risktrail.ingest.pdf.engines import EngineName
    from risktrail.ingest.profile_files import profiles_for

    chosen = profiles_for(profile)
    rows: list[PageReading] = []
    failed: list[tuple[str, PaperError]] = []
    for paper in papers:
        name = readable(paper.name)
        try:
            found = check_file(_content(paper), name, chosen, EngineName(engine), chosen_pages(pages))
        except PaperError as error:
            failed.append((readable(str(paper)), error))
        else:
            rows += found.pages
            failed += found.failed
            for line in passed_over_lines(found.passed_over):
                _log.info("%s: %s", name, line)
    for name, reason in failed:
        _log.error("%s: %s%s", name, _where(reason), reason)
    if rows:
        columns = ("source_file", "page", "risks", "actions", "placed", "aside", "unplaced", "doubts")
        deliver(Answer(columns, rows), common, load_plain_table)
        _log.info(_summary(rows))
    if failed:
        raise typer.Exit(ExitCode.NOTHING_READ)


def _summary(rows: list[PageReading]) -> str:
    risks, actions = sum(len(row.risks) for row in rows), sum(row.actions for row in rows)
    unplaced, doubts = sum(len(row.unplaced) for row in rows), sum(len(row.doubts) for row in rows)
    return (
        f"{count(risks, 'risk')}, {count(actions, 'action')};"
        f" {count(unplaced, 'line that found no place', 'lines that found no place')}, {count(doubts, 'doubt')}."
    )


def _content(paper: Path) -> bytes:
    try:
        return paper.read_bytes()
    except OSError as error:
        _log.error("%s: cannot be opened (%s). Check the path.", readable(str(paper)), error.strerror)
        raise typer.Exit(ExitCode.NOTHING_READ) from None


def _not_read(paper: Path, error: PaperError) -> typer.Exit:
    _log.error("%s: %s%s. %s", readable(str(paper)), _where(error), error, error.remedy)
    return typer.Exit(ExitCode.NOTHING_READ)


def _where(error: PaperError) -> str:
    return f"page {error.page}: " if error.page and not error.names_pages else ""


for name, command in {"list": list_profiles, "show": show, "draft": draft, "check": check}.items():
    add_command(app, name, command)
