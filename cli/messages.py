"""What goes to stderr: remarks and errors, as many as -q and -v ask for.

Every part of risktrail logs what it has to say, under `risktrail`: errors as errors, remarks as information, and what
only -v shows as debug messages. The handler here writes it to stderr while a command runs.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import traceback
from pathlib import Path

from risktrail.store.readable_names import readable

NAME = "risktrail"


def typed_name() -> str:
    """What a person types to run this program, as it was run: `risktrail` where the shell finds it by its name."""
    called = Path(sys.argv[0])
    if called.stem != NAME:
        return NAME  # another program runs a command line of ours
    if (
        "UV_RUN_RECURSION_DEPTH" in os.environ
    ):  # `uv run` puts it on the path of the program that it runs, and there alone
        return f"uv run {NAME}"
    found = shutil.which(NAME)
    return NAME if found is not None and called.exists() and called.samefile(found) else sys.argv[0]


def as_typed(text: str) -> str:
    """A message with the commands that it names as a person has to type them here."""
    return text.replace(f"`{NAME} ", f"`{typed_name()} ")


class StderrHandler(logging.Handler):
    """Writes each message as a line to stderr; an error begins with the program's name, and is one line."""

    def __init__(self, *, with_tracebacks: bool) -> None:
        super().__init__()
        self.with_tracebacks = with_tracebacks

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message; before an error its traceback, where -v asks for it."""
        text = as_typed(record.getMessage())
        if record.levelno < logging.ERROR:
            write_line(text)
            return
        if self.with_tracebacks and record.exc_info and record.exc_info[1]:
            write_line("".join(traceback.format_exception(record.exc_info[1])).rstrip("\n"))
        write_line(f"{NAME}: {' '.join(text.split())}")


def show_messages(*, quiet: bool = False, verbose: bool = False) -> None:
    """Write to stderr what is logged from now on: with `quiet` only errors, with `verbose` tracebacks and details."""
    hide_messages()
    logger = logging.getLogger(NAME)
    logger.addHandler(StderrHandler(with_tracebacks=verbose))
    logger.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO)
    logger.propagate = False  # a library that sets up logging for itself would print everything twice


def hide_messages() -> None:
    """Write nothing to stderr any more."""
    logger = logging.getLogger(NAME)
    for handler in [each for each in logger.handlers if isinstance(each, StderrHandler)]:
        logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)
    logger.propagate = True


def write_line(text: str) -> None:
    """Write a line to stderr. Where stderr is closed, or its reader has gone, nothing is written and work goes on."""
    if sys.stderr is None:  # closed by the caller; print would write to stdout
        return
    try:
        # In one piece: print writes the end of the line apart, and a signal that comes between leaves the line open.
        sys.stderr.write(f"{readable(text)}\n")
    except BrokenPipeError:
        sys.stderr = None
