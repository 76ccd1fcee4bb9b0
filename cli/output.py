"""Where an answer goes, and in which format: a table for people, the rest for programs."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cli.exits import UsageError
from cli.formats import WRITERS
from cli.options import Common, Format
from cli.voice import VOICE
from store import Rows

if TYPE_CHECKING:
    from rich.console import Console

ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".txt": "table",
}
WIDTH_OF_A_FILE = 120


def deliver(rows: Rows, common: Common, people: str = "rows") -> None:
    """Write an answer as asked, then its notes to stderr. `people` names what draws it for a person."""
    chosen = chosen_format(common)
    if common.output is not None and common.output.resolve() == common.db.resolve():
        raise UsageError(f"{common.output}: this is the store itself. Name another file with -o.")
    with destination(common.output) as to:
        if chosen == "table":
            if rows.rows:
                import_module("cli.people").draw(people, rows, console(to))
        else:
            WRITERS[chosen](rows, to)
    if not rows.rows and chosen == "table":
        VOICE.note("Nothing found.")
    for note in rows.notes:
        VOICE.note(f"Note: {note}.")


def chosen_format(common: Common, piped: Format = "csv") -> Format:
    """The format asked for; else the file's ending; else a table on a terminal and `piped` elsewhere."""
    if common.format is not None:
        return common.format
    if common.output is not None:
        return ENDINGS.get(common.output.suffix.lower(), piped)
    return "table" if sys.stdout.isatty() else piped


@contextlib.contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """The file named with -o, or stdout; UTF-8 and line ends as written, whatever the machine's habits."""
    try:
        if output is None:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", newline="")
            yield sys.stdout
            sys.stdout.flush()
        else:
            with output.open("w", encoding="utf-8", newline="") as file:
                yield file
    except BrokenPipeError:
        raise  # whoever reads our output has seen enough
    except OSError as error:
        if output is None:
            sys.stdout = None  # what is still in it cannot be written either
        where = output or "stdout"
        raise UsageError(f"{where}: cannot be written ({error.strerror}). Name another file with -o.") from error


def console(to: TextIO) -> Console:
    """What draws tables. Elsewhere than on a terminal it is as wide as COLUMNS says, or a fixed width."""
    from rich.console import Console

    width = None if to.isatty() else int(os.environ.get("COLUMNS") or WIDTH_OF_A_FILE)
    return Console(file=to, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
