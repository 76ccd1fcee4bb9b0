"""What every command that answers from the store shares: its parameters, opening the store, writing the answer."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer

from risktrail.cli.options import SHARED_OPTIONS, Common, takes
from risktrail.cli.output import chosen_format, deliver, refuse_store
from risktrail.cli.render import Renderer
from risktrail.store import Answer

if TYPE_CHECKING:
    from risktrail.store import Reader

Own = ParamSpec("Own")
RowT = TypeVar("RowT", bound=tuple[Any, ...])

MONTH = "2021-07, latest or previous"
RiskArgument = Annotated[str, typer.Argument(help="The risk: OPSG-006, OPSG-6 or 6.", metavar="RISK")]
PeriodOption = Annotated[str | None, typer.Option("--period", "-p", help=f"Only this month: {MONTH}.", metavar="MONTH")]
RiskOption = Annotated[
    str | None, typer.Option("--risk", "-r", help="Only this risk: OPSG-006, OPSG-6 or 6.", metavar="RISK")
]
TextOption = Annotated[
    str | None,
    typer.Option("--text", "-t", help="Only rows with these words, in upper or lower case.", metavar="WORDS"),
]
OwnerOption = Annotated[
    str | None, typer.Option("--owner", help="Only what this owner is to do, whatever the case.", metavar="NAME")
]
BandOption = Annotated[
    str | None, typer.Option("--band", help="Only of risks in this band, whatever its case.", metavar="BAND")
]


@dataclass(frozen=True)
class OpenStore:
    """The store that the options name, open, and the register, where they name one."""

    reader: Reader
    register: str | None


@contextlib.contextmanager
def open_store(common: Common) -> Iterator[OpenStore]:
    """Open the store that the options name. Raises a StoreError."""
    from risktrail.store import open_reader

    with open_reader(common.db, common.wait) as reader:
        yield OpenStore(reader, common.register)


def answers(
    load_renderer: Callable[[], Renderer[RowT]],
) -> Callable[[Callable[Concatenate[OpenStore, Own], Answer[RowT]]], Callable[..., None]]:
    """Make a command of a function that asks a store; `load_renderer` gives what draws its answer on a terminal."""

    def decorate(question: Callable[Concatenate[OpenStore, Own], Answer[RowT]]) -> Callable[..., None]:
        @functools.wraps(question)
        def run(common: Common, *given: Own.args, **named: Own.kwargs) -> None:
            refuse_store(common)
            chosen_format(common)  # a file that cannot be written is refused before anything is looked for
            with open_store(common) as store:
                answer = question(store, *given, **named)
            deliver(answer, common, load_renderer)

        return takes(*SHARED_OPTIONS)(run)

    return decorate
