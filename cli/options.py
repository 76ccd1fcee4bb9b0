"""The options commands share, and how a command asks for them.

    @app.command()
    @takes("db", "quiet", "verbose", "wait")
    def tidy(common: Common, ...) -> None: ...

The command gets them as one `Common`; on the command line each is an option of its own.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from risktrail.cli.help import SHARED
from risktrail.cli.messages import show_messages
from risktrail.schema.errors import UsageError
from risktrail.store.readable_names import is_readable, readable

Format = Literal["table", "csv", "xlsx", "json", "jsonl", "markdown"]

DEFAULT_STORE = Path("risktrail.duckdb")


@dataclass(frozen=True)
class Common:
    """The shared options as given."""

    db: Path = DEFAULT_STORE
    register: str | None = None
    format: Format | None = None
    output: Path | None = None
    quiet: bool = False
    verbose: bool = False
    wait: float = 0.0
    plain: bool = False


class _Shared(NamedTuple):
    annotation: Any
    default: Any


def _option(*names: str, text: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, rich_help_panel=SHARED, **more)


SHARED_OPTIONS: dict[str, _Shared] = {
    "db": _Shared(
        Annotated[Path, _option("--db", text="The store.", envvar="RISKTRAIL_DB", metavar="FILE")],
        DEFAULT_STORE,
    ),
    "register": _Shared(
        Annotated[
            str | None,
            _option("--register", text="The register to use, if the store has several.", metavar="CODE"),
        ],
        None,
    ),
    "format": _Shared(
        Annotated[
            Format | None,
            _option(
                "--format",
                "-f",
                text="Default: by the file's ending; else a table on a terminal, csv in a pipe.",
            ),
        ],
        None,
    ),
    "output": _Shared(
        Annotated[
            Path | None,
            _option("--output", "-o", text="Write to this file instead of stdout; .csv, .xlsx, …", metavar="FILE"),
        ],
        None,
    ),
    "plain": _Shared(
        Annotated[
            bool,
            _option("--plain", text="Begin a csv file without the byte order mark that spreadsheet programs look for."),
        ],
        False,
    ),
    "wait": _Shared(
        Annotated[
            float,
            _option(
                "--wait",
                text="How long to wait while another process has the store.",
                metavar="SECONDS",
                min=0,
            ),
        ],
        2.0,
    ),
    "quiet": _Shared(
        Annotated[bool, _option("--quiet", "-q", text="Show errors only.")],
        False,
    ),
    "verbose": _Shared(
        Annotated[bool, _option("--verbose", "-v", text="Show more details, and the traceback of an error.")],
        False,
    ),
}


def takes(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the shared options of these names, as its first argument."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def run(**given: Any) -> None:
            common = Common(**{name: given.pop(name) for name in names})
            show_messages(quiet=common.quiet, verbose=common.verbose)
            refuse_unreadable(common.register, *given.values())
            command(common, **given)

        parameters = [*_own_parameters(command), *_shared_parameters(names)]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        return run

    return decorate


def refuse_unreadable(*values: object) -> None:
    """Raises UsageError where a text to search for has bytes that are not UTF-8. Paths may have them."""
    for value in values:
        if isinstance(value, str) and not is_readable(value):
            raise UsageError(
                f"{readable(value)} has characters that are not UTF-8. Set the terminal to UTF-8 and type it again."
            )


def _own_parameters(command: Callable[..., Any]) -> list[inspect.Parameter]:
    """A command's parameters after the first, with their annotations evaluated."""
    return list(inspect.signature(command, eval_str=True).parameters.values())[1:]


def _shared_parameters(names: tuple[str, ...]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=option.default, annotation=option.annotation)
        for name, option in SHARED_OPTIONS.items()
        if name in names
    ]
