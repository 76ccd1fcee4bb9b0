"""The program `risktrail`: its commands put together, and every way it can end mapped to an exit code."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
from typing import Annotated, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from risktrail.cli.help import plain_app
from risktrail.cli.late_commands import late_commands
from risktrail.cli.messages import NAME, hide_messages, show_messages
from risktrail.schema.errors import ExitCode, RisktrailError

_log = logging.getLogger(__name__)

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""New objects between two runs of the garbage collector. Loading a command makes about as many, none is garbage."""

LEFT_TO_PYTHON = {"multiprocessing", "concurrent.futures", "coverage"}
"""Modules that have something to do at the end of a process, which Python then ends in its own way."""

app = plain_app(
    NAME,
    "Reads monthly risk register papers and shows what stalled, what changed, and where it says so.",
    "`risktrail demo` shows it at work. `risktrail COMMAND --help` explains one command.",
    add_completion=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"{NAME} {version(NAME)}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - the callback has seen to it
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def program() -> TyperGroup:
    """The program with its commands."""
    group = get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("typer makes a group of an app with a callback")
    for command in late_commands():
        group.add_command(command)
    return group


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # whatever letters this terminal has, none ends the program
    code = run(sys.argv[1:])
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _pipe_closed()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process. What has started no other is not taken apart first: that is a tenth of what an answer takes."""
    if not LEFT_TO_PYTHON & sys.modules.keys():
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line.

    Args:
        arguments: What was typed after the program's name.

    Returns:
        The exit code. Whatever goes wrong ends in one line on stderr; -v adds the traceback.
    """
    show_messages()
    try:
        return _run(arguments)
    finally:
        hide_messages()


def _run(arguments: list[str]) -> int:
    try:
        code = program()(arguments, prog_name=NAME, standalone_mode=False)
    except RisktrailError as error:
        _log.error(error.message, exc_info=error)
        return error.exit_code
    except typer.TyperException as error:
        return _usage_error(error)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as ended:  # what typer makes of a broken pipe
        if isinstance(ended.__context__, BrokenPipeError):
            return _pipe_closed()
        raise
    except MemoryError as error:
        _log.error("there is not enough memory for this. Close other programs, then try again.", exc_info=error)
        return ExitCode.FAULT
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a sentence
        return _interrupted() if _is_interruption(error) else _fault(error)
    if code == ExitCode.INTERRUPTED:
        return _interrupted()
    return code if isinstance(code, int) else ExitCode.DONE


def _usage_error(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    where = context.command_path if context else NAME
    message = error.format_message().strip().rstrip(".")
    _log.error("%s%s. See `%s --help`.", message[:1].lower(), message[1:], where)
    return ExitCode.USAGE


def _is_interruption(error: Exception) -> bool:
    """Whether this is what DuckDB raises for Ctrl-C in the middle of a query."""
    return isinstance(error, RuntimeError) and str(error) == "Query interrupted"


def _interrupted() -> int:
    _log.error("interrupted; what was finished is stored.")
    return ExitCode.INTERRUPTED


def _pipe_closed() -> int:
    """The program that reads our output has closed the pipe (`| head`): not an error, but nothing more is written."""
    sys.stdout = None
    return ExitCode.DONE


def _fault(error: Exception) -> int:
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    _log.error(
        "this is a fault of %s, not yours (%s)."
        " Please report it, with the command and what it prints when -v is added.",
        NAME,
        what,
        exc_info=error,
    )
    return ExitCode.FAULT
