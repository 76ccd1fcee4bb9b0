"""Where an answer goes, and in which format: a table for people, the rest for programs."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from risktrail.cli.options import Common, Format
from risktrail.cli.render import Renderer
from risktrail.schema.errors import UsageError
from risktrail.store import Answer, AnyAnswer
from risktrail.store.formats import BYTE_ORDER_MARK, WRITERS
from risktrail.store.whole_files import is_written_directly, text_written_whole, written_whole

if TYPE_CHECKING:
    from rich.console import Console

RowT = TypeVar("RowT", bound=tuple[Any, ...])

ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".txt": "table",
}
PAGE_ENDINGS, PDF_ENDING = (".html", ".htm"), ".pdf"
WIDTH_OF_A_FILE = 120

_log = logging.getLogger(__name__)


def deliver(answer: Answer[RowT], common: Common, load_renderer: Callable[[], Renderer[RowT]]) -> None:
    """Write an answer as asked, then its notes to stderr; `load_renderer` gives what draws it on a terminal."""
    refuse_store(common)
    chosen = chosen_format(common)
    if chosen == "xlsx":
        _write_workbook(answer, common.output)
    else:
        with destination(common.output) as to:
            if chosen == "table":
                if len(answer):
                    load_renderer()(answer, console(to))
            else:
                if chosen == "csv" and _wants_mark(common):
                    to.write(BYTE_ORDER_MARK)
                WRITERS[chosen](answer, to)
    if chosen == "table" and not len(answer) and (answer.looked_at or not answer.lacking):
        _log.info(f"Nothing found: {answer.looked_at}." if answer.looked_at else "Nothing found.")
    for sentence in answer.lacking:
        _log.info(sentence)
    for note in answer.notes:
        _log.info(f"Note: {note}.")


def chosen_format(common: Common, piped: Format = "csv") -> Format:
    """The format asked for; else the file's ending; else a table on a terminal and `piped` elsewhere.

    Raises UsageError where the file's ending belongs to no known format, or to another than --format names.
    """
    if common.output is None:
        return common.format or ("table" if sys.stdout is not None and sys.stdout.isatty() else piped)
    if _is_open_file(common.output):
        return common.format or piped
    ending = common.output.suffix.lower()
    if not ending and common.format is not None:
        return common.format
    if ending not in ENDINGS:
        name_one = "" if ending else ", or name a format with --format"
        raise UsageError(f"{_no_format(common.output)}. Use one of {', '.join(ENDINGS)}{name_one}.")
    if common.format not in (None, ENDINGS[ending]):
        raise UsageError(
            f"{common.output}: the ending {ending} says {ENDINGS[ending]} and --format says {common.format}."
            " Leave --format out, or change the ending."
        )
    return ENDINGS[ending]


def is_pdf(output: Path | None) -> bool:
    """Whether a report is to be a PDF, by the file's ending; else it is a page of HTML.

    Raises UsageError where the ending says neither.
    """
    if output is None or _is_open_file(output):
        return False
    ending = output.suffix.lower()
    if ending not in (*PAGE_ENDINGS, PDF_ENDING):
        raise UsageError(f"{_no_format(output, 'a report')}. Use .html or .pdf, as in -o report.html.")
    return ending == PDF_ENDING


def refuse_store(common: Common) -> None:
    """Raises UsageError where the answer would be written over the store it comes from."""
    if common.output is not None and os.path.realpath(common.output) == os.path.realpath(common.db):
        raise UsageError(f"{common.output}: this is the store itself. Name another file with -o.")


def _no_format(output: Path, wanted: str = "a format that can be written") -> str:
    ending = output.suffix.lower()
    return f"{output}: {ending} is not the ending of {wanted}" if ending else f"{output}: has no ending"


def _wants_mark(common: Common) -> bool:
    """Whether csv begins with a byte order mark: in a file, for programs that read a pipe take it for text."""
    return common.output is not None and not common.plain and not _is_open_file(common.output)


def _is_open_file(output: Path) -> bool:
    """Whether it is a pipe, a terminal or /dev/stdout: their names say nothing about the format."""
    try:
        return is_written_directly(output)
    except OSError:
        return False


def _write_workbook(answer: AnyAnswer, output: Path | None) -> None:
    """Write an answer as a workbook, which no terminal can show. Raises UsageError where stdout is one."""
    from risktrail.store.workbook import workbook

    content = workbook(answer)
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("a workbook is no text for a terminal. Name a file with -o, as in -o answer.xlsx.")
    if output is not None:
        write_bytes(content, output)
        return
    with _explained_failure(output):
        _open_stdout().buffer.write(content)
        sys.stdout.flush()


def write_bytes(content: bytes, output: Path) -> None:
    """Write a file whole. Raises UsageError where it cannot be written."""
    with _explained_failure(output), written_whole(output) as new:
        new.write_bytes(content)


@contextlib.contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """The file named with -o, or stdout; UTF-8 and line ends as written, whatever the machine's habits.

    A file appears, or takes the place of the one before, when all of it is written.
    """
    with _explained_failure(output):
        if output is None:
            stdout = _open_stdout()
            if isinstance(stdout, io.TextIOWrapper):
                stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
            yield stdout
            stdout.flush()
        else:
            with text_written_whole(output) as file:
                yield file


def _open_stdout() -> TextIO:
    """stdout. Raises UsageError where it is closed."""
    if sys.stdout is None:
        raise UsageError("stdout is closed. Name a file with -o.")
    return sys.stdout


@contextlib.contextmanager
def _explained_failure(output: Path | None) -> Iterator[None]:
    """Raises UsageError in place of the system's error where the file, or stdout, cannot be written in the block."""
    try:
        yield
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
