"""The command `risktrail`: its commands put together, and every way it can end mapped to an exit code."""

from __future__ import annotations

import io
import sys
import traceback
from typing import Annotated

import typer

from risktrail.cli import demo, importing, parsing, questions, rows, upkeep, web_commands
from risktrail.cli.voice import NAME, VOICE
from risktrail.schema.errors import ExitCode, RisktrailError


def _unwrapped(text: str) -> str:
    """A docstring with each paragraph on one line, so that help can fold it to the terminal."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


app = typer.Typer(
    name=NAME,
    help="Reads monthly risk register papers and tells what stalled, what changed, who said so and where.",
    epilog="`risktrail demo` shows it at work. `risktrail COMMAND --help` explains one command.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

for command in (
    importing.import_papers,
    parsing.parse,
    questions.stalled,
    questions.compare,
    questions.history,
    questions.ratings,
    questions.show,
    rows.reports,
    rows.risks,
    rows.actions,
    questions.ask,
    questions.check,
    questions.sql,
    upkeep.export,
    upkeep.alias,
    upkeep.remove,
    web_commands.report,
    web_commands.serve,
    demo.demo,
):
    app.command(
        name="import" if command is importing.import_papers else None,
        help=_unwrapped(command.__doc__ or ""),
    )(command)


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


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # whatever letters this terminal has, none ends the program
    code = run(sys.argv[1:])
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _left_alone()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code. What goes wrong ends in one line; -v adds the traceback."""
    try:
        code = app(arguments, prog_name=NAME, standalone_mode=False)
    except RisktrailError as error:
        return _told(error, error.message, error.exit_code)
    except typer.TyperException as error:
        return _told_usage(error)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _left_alone()
    except SystemExit as ended:  # what typer makes of a broken pipe
        if isinstance(ended.__context__, BrokenPipeError):
            return _left_alone()
        raise
    except MemoryError as error:
        return _told(error, "there is not enough memory for this.", ExitCode.FAULT)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a sentence
        return _interrupted() if _is_interruption(error) else _fault(error)
    if code == ExitCode.INTERRUPTED:
        return _interrupted()
    return code if isinstance(code, int) else ExitCode.DONE


def _told(error: Exception, message: str, code: int) -> int:
    if VOICE.verbose:
        traceback.print_exception(error)
    VOICE.error(message)
    return code


def _told_usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    where = context.command_path if context else NAME
    said = error.format_message().strip().rstrip(".")
    VOICE.error(f"{said[:1].lower()}{said[1:]}. See `{where} --help`.")
    return ExitCode.USAGE


def _is_interruption(error: Exception) -> bool:
    """Whether this is what DuckDB makes of Ctrl-C in the middle of a query."""
    return isinstance(error, RuntimeError) and str(error) == "Query interrupted"


def _interrupted() -> int:
    VOICE.error("interrupted; what was finished is stored.")
    return ExitCode.INTERRUPTED


def _left_alone() -> int:
    """Whoever read our output has seen enough (`| head`): no error, and nothing more to write."""
    sys.stdout = None
    return ExitCode.DONE


def _fault(error: Exception) -> int:
    if VOICE.verbose:
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    VOICE.error(
        f"this is a fault of {NAME}, not yours ({what})."
        " Please report it, with the command and what it prints when -v is added."
    )
    return ExitCode.FAULT
