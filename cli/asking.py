"""What every command that answers from the store has in common: open it, ask, write the answer."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Concatenate, ParamSpec

import typer

from risktrail.cli.options import SHARED_OPTIONS, Common, takes
from risktrail.cli.output import chosen_format, deliver, refuse_store
from risktrail.store import Rows

if TYPE_CHECKING:
    from risktrail.store import Reader

Own = ParamSpec("Own")

Period = Annotated[
    str | None,
    typer.Option("--period", "-p", help="Only this month: 2021-07, latest or previous.", metavar="MONTH"),
]
Risk = Annotated[
    str | None, typer.Option("--risk", "-r", help="Only this risk: OPSG-006, OPSG-6 or 6.", metavar="RISK")
]
Text = Annotated[
    str | None,
    typer.Option("--text", "-t", help="Only where these words stand, whatever their case.", metavar="WORDS"),
]


@dataclass(frozen=True)
class Asked:
    """The open store, and the register the user named, if any."""

    reader: Reader
    register: str | None


@contextlib.contextmanager
def asking(common: Common) -> Iterator[Asked]:
    """The store the options name, open for as long as it takes."""
    from risktrail.store import open_reader

    with open_reader(common.db, common.wait) as reader:
        yield Asked(reader, common.register)


def answers(people: str = "rows") -> Callable[[Callable[Concatenate[Asked, Own], Rows]], Callable[..., None]]:
    """Make a command of a function that asks a store. `people` names what draws the answer on a terminal."""

    def decorate(question: Callable[Concatenate[Asked, Own], Rows]) -> Callable[..., None]:
        @functools.wraps(question)
        def run(common: Common, *given: Own.args, **named: Own.kwargs) -> None:
            refuse_store(common)
            chosen_format(common)  # a file that cannot be written is refused before anything is looked for
            with asking(common) as asked:
                rows = question(asked, *given, **named)
            deliver(rows, common, people)

        return takes(*SHARED_OPTIONS)(run)

    return decorate
