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

from risktrail.cli.messages import show_messages
from risktrail.importing.options import Engine, Ocr
from risktrail.schema.errors import UsageError
from risktrail.schema.file_places import PageRange, page_range_of
from risktrail.store.readable_names import is_readable, readable

Format = Literal["table", "csv", "xlsx", "json", "jsonl", "markdown"]

EngineOption = Annotated[
    Engine,
    typer.Option("--engine", help="Which reader opens the PDF; pdfplumber is the slow second opinion."),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        help="The family of the papers: a profile's name or its .toml file. Default: the one that explains most.",
        metavar="NAME|FILE",
    ),
]
OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr",
        help="Which pages to recognise from their pictures: those without text, none, or all. Needs risktrail[ocr].",
    ),
]
PagesOption = Annotated[
    str | None,
    typer.Option("--pages", help="Read these pages as one paper: one of a file that holds several.", metavar="35-40"),
]
VerifyOption = Annotated[bool, typer.Option("--verify", help="Read with both engines and list every difference.")]

DEFAULT_STORE = Path("risktrail.duckdb")
SHARED = "Common options"


def chosen_pages(text: str | None) -> PageRange | None:
    """The pages that `--pages` names; None where it is not given.

    Raises:
        UsageError: It names none.
    """
    if text is None:
        return None
    pages = page_range_of(text)
    if pages is None:
        raise UsageError(f"--pages {text!r} names no pages. Write them as in --pages 35-40.")
    return pages


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


def unwrapped(text: str) -> str:
    """A docstring with each paragraph on one line, so that help can fold it to the terminal."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


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
