"""`watch`: imports papers as they arrive in a folder, and says in one paragraph what each month's changed."""

from __future__ import annotations

import contextlib
import logging
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from risktrail.cli.commands.import_papers import summary_lines
from risktrail.cli.options import Common, takes
from risktrail.cli.output import destination
from risktrail.cli.signals import stoppable
from risktrail.importing.executors import LocalWorkers
from risktrail.importing.options import ImportOptions
from risktrail.importing.watching import watch_folder
from risktrail.schema.errors import UsageError
from risktrail.store.errors import StoreLockedError
from risktrail.store.labels import count

IN_PLACE_OF = "{}"

_log = logging.getLogger(__name__)


@takes("db", "quiet", "verbose", "wait")
def watch(
    common: Common,
    folder: Annotated[str, typer.Argument(help="The folder in which papers arrive, with all below.", metavar="FOLDER")],
    command: Annotated[
        str | None,
        typer.Option(
            "--exec",
            help="Run this for each paragraph, which it gets on stdin, or as an argument in place of {}.",
            metavar="COMMAND",
        ),
    ] = None,
) -> None:
    """Import papers as they arrive in a folder, and say what each changed since the month before.

    What is there already is imported first. A paper is read when it is written whole; one that fails is named with the
    reason, and the watching goes on. For each register of which papers came, one paragraph on its latest month goes to
    stdout, with the page of everything it names. Ctrl-C ends it.

    Example: risktrail watch papers/ --exec 'mail -s "Risk register" board@example.org'

    Example: risktrail watch papers/ --exec 'notify-send Register {}'
    """
    words = _command(command)
    with stoppable(), contextlib.suppress(KeyboardInterrupt):  # it is how the watching ends, and no failure
        _log.info(f"Watching {folder} – Ctrl-C ends it.")
        for summary in watch_folder(folder, common.db, ImportOptions(), LocalWorkers(), wait=common.wait):
            for line in summary_lines(summary):
                _log.info(line)
            for paragraph in _paragraphs(common, summary.months):
                _tell(paragraph, words)
    _log.info("Watching has ended; what came so far is stored.")


def _command(text: str | None) -> list[str]:
    """The words of the command to run; none where there is none. Raises UsageError where it cannot be run."""
    if text is None:
        return []
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(
            f"--exec {text}: this is no command ({str(error).lower()}). Check its quotation marks."
        ) from error
    if not words or shutil.which(words[0]) is None:
        raise UsageError(f"--exec {text}: there is no such program. Name one with its path.")
    return words


def _paragraphs(common: Common, months: list[tuple[str, str]]) -> list[str]:
    """A paragraph on the latest of the months of each register."""
    from risktrail.store import open_reader
    from risktrail.store.month_paragraph import paragraph_of_month

    latest = dict(months)  # they are in order, so that the latest month of a register stays
    if not latest:
        return []
    earlier = len(months) - len(latest)
    if earlier:
        _log.info(f"{count(earlier, 'earlier month')} came too: `risktrail compare` says what changed in them.")
    try:
        with open_reader(common.db, common.wait) as reader:
            return [paragraph_of_month(reader, register, period) for register, period in latest.items()]
    except StoreLockedError as error:
        _log.error("%s. The papers are stored; `risktrail compare previous latest` says what changed.", error)
        return []


def _tell(paragraph: str, words: list[str]) -> None:
    with destination(None) as to:
        to.write(f"{paragraph}\n\n")
    if not words:
        return
    filled = [word.replace(IN_PLACE_OF, paragraph) for word in words]
    given = f"{paragraph}\n" if filled == words else ""
    name = Path(words[0]).name
    try:
        done = subprocess.run(filled, input=given, encoding="utf-8", check=False)  # noqa: S603  it is the user's own
    except OSError as error:
        _log.error(f"--exec: {name} could not be run ({error.strerror}); the paragraph above was not passed on.")
        return
    if done.returncode:
        _log.error(f"--exec: {name} ended with {done.returncode}; the paragraph above may not have been passed on.")
