"""`decide`: what a person decides about actions, values, doubts and papers, and takes back again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from risktrail.cli.commands.answering import OpenStore, answers
from risktrail.cli.help import add_command, plain_app
from risktrail.cli.options import Common, takes
from risktrail.cli.render import Renderer
from risktrail.schema.errors import ExitCode, UsageError
from risktrail.store import Answer
from risktrail.store.answer_rows import Decided
from risktrail.store.errors import StoreMissingError

if TYPE_CHECKING:
    from risktrail.store.deciding import Decisions

_log = logging.getLogger(__name__)

app = plain_app(
    "decide",
    "What a person decides: two actions are one or two, a value was misread, a doubt is settled.",
    "Example: risktrail decide list. `risktrail check` gives every doubt its id and the command that settles it;"
    " docs/decisions.md goes through all kinds.",
    no_args_is_help=True,
)

ActionArgument = Annotated[
    str,
    typer.Argument(help="An action: its action_id, or RISK/MONTH/POSITION as OPSG-006/2021-07/3.", metavar="ACTION"),
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, and who says so.", metavar="TEXT")]
RISK_AND_MONTH = 4
"""How many words `correct` is given where the risk and the month are two of them."""


@takes("db", "register", "wait", "quiet", "verbose")
def same(common: Common, one: ActionArgument, other: ActionArgument, reason: ReasonOption) -> None:
    """Say that two actions of different months are one, however they are worded.

    The action is then followed from the one to the other, in every answer. Of an action named by its action_id it is
    the last month that is linked with the other's first.

    Example: risktrail decide same OPSG-006/2021-06/2 OPSG-006/2021-07/3 --reason "So the minutes of July"
    """
    number, about = _decide(common, reason, lambda decisions: decisions.same(one, other, reason, common.register))
    _log.info(f"Decision {number}: {about} are one action.{_undo(number)}")


@takes("db", "register", "wait", "quiet", "verbose")
def different(common: Common, one: ActionArgument, other: ActionArgument, reason: ReasonOption) -> None:
    """Say that two actions of different months are two, however alike they are.

    They are never taken for one again. Where both have the same action_id, name each by its month.

    Example: risktrail decide different OPSG-006/2021-06/2 OPSG-006/2021-07/3 --reason "A new plan, says the DCC"
    """
    number, about = _decide(common, reason, lambda decisions: decisions.different(one, other, reason, common.register))
    _log.info(f"Decision {number}: {about} are two actions.{_undo(number)}")


@takes("db", "register", "wait", "quiet", "verbose")
def correct(
    common: Common,
    words: Annotated[
        list[str],
        typer.Argument(help="A risk and a month, or an action; a field; its value.", metavar="RISK MONTH FIELD VALUE"),
    ],
    reason: ReasonOption,
) -> None:
    """Put a value right that was misread or misprinted. The paper's own reading stays, and is shown beside it.

    Fields of a risk: score, band, title, description, owners. Fields of an action, which is named as OPSG-006/2021-07/3
    or by its action_id and a month: text, status, note, owners, due_date, completed_date. Several owners are written
    with semicolons; `none` says that the paper has none.

    Example: risktrail decide correct OPSG-006 2021-07 score 16 --reason "A misprint, says the secretariat"

    Example: risktrail decide correct OPSG-006/2021-07/3 status completed --reason "So the minutes of July"
    """
    if len(words) not in (RISK_AND_MONTH - 1, RISK_AND_MONTH):
        raise UsageError(
            "give a risk, a month, a field and a value, as in `risktrail decide correct OPSG-006 2021-07 score 16`, or"
            " an action, a field and a value, as in `risktrail decide correct OPSG-006/2021-07/3 status completed`."
        )
    named, *month, field, value = words
    when = month[0] if month else None
    number, about = _decide(
        common, reason, lambda decisions: decisions.correct(named, when, field, value, reason, common.register)
    )
    _log.info(f"Decision {number}: {field} of {about} is {value}.{_undo(number)}")


@takes("db", "wait", "quiet", "verbose")
def settled(
    common: Common,
    doubt: Annotated[str, typer.Argument(help="The doubt's id, as `risktrail check` lists it.", metavar="DOUBT")],
    reason: ReasonOption,
) -> None:
    """Take a doubt off the list of `check`: a person has looked at it.

    Example: risktrail decide settled 1a2b3c4d --reason "Compared with the paper: read rightly"
    """
    from risktrail.cli.render.styled import codes_in_words

    number, about = _decide(common, reason, lambda decisions: decisions.settled(doubt, reason))
    _log.info(f"Decision {number}: a doubt is settled ({codes_in_words(about)}).{_undo(number)}")


@takes("db", "wait", "quiet", "verbose")
def stands(
    common: Common,
    paper: Annotated[
        str, typer.Argument(help="Its file name, paper reference, or SHA-256 (8 digits or more).", metavar="PAPER")
    ],
    reason: ReasonOption,
) -> None:
    """Say which of several papers that claim one month has it.

    Example: risktrail decide stands OPSG_54_2907_07.pdf --reason "The meeting of June was put off, says the chair"
    """
    number, about = _decide(common, reason, lambda decisions: decisions.stands(paper, reason))
    _log.info(f"Decision {number}: the paper of {about} has the month.{_undo(number)}")


def _renderer() -> Renderer[Decided]:
    from risktrail.cli.render.decisions import draw_decisions

    return draw_decisions


@answers(_renderer)
def list_decisions(
    store: OpenStore,
    undone: Annotated[bool, typer.Option("--undone", help="With what was taken back.")] = False,
) -> Answer[Decided]:
    """Everything that people decided, aliases and removed papers too, with the reason and whether it still applies.

    Example: risktrail decide list
    """
    return store.reader.decisions(store.register, undone=undone)


@takes("db", "wait", "quiet", "verbose")
def undo(
    common: Common,
    number: Annotated[int, typer.Argument(help="Its number, as `risktrail decide list` has it.", metavar="NUMBER")],
) -> None:
    """Take a decision back: every answer is then as if it had not been made.

    A removed paper is read again from the bytes that the store kept.

    Example: risktrail decide undo 3
    """
    from risktrail.store import open_writer

    _refuse_missing(common)
    with open_writer(common.db, common.wait) as writer:
        found = writer.decisions.counting(number)
        if found.kind != "removed":
            writer.decisions.undo(number)
    if found.kind == "removed":
        from risktrail.importing.pipeline import read_again

        summary = read_again([found.paper_id or ""], common.db, wait=common.wait)
        if summary.failed:
            raise typer.Exit(ExitCode.NOTHING_READ)
    _log.info(f"Decision {number} is taken back.")


def _decide(common: Common, reason: str, decide: Callable[[Decisions], int]) -> tuple[int, str]:
    """Open the store and decide.

    Returns:
        The number of the decision, and what it is about.

    Raises:
        UsageError: There is no reason.
    """
    from risktrail.store import open_writer

    if not reason.strip():
        raise UsageError("say why with --reason: someone may have to check it.")
    _refuse_missing(common)
    with open_writer(common.db, common.wait) as writer:
        number = decide(writer.decisions)
        return number, writer.decisions.described(number)


def _refuse_missing(common: Common) -> None:
    if not common.db.exists():
        raise StoreMissingError(str(common.db))


def _undo(number: int) -> str:
    return f" To take it back: risktrail decide undo {number}"


for name, command in {
    "same": same,
    "different": different,
    "correct": correct,
    "settled": settled,
    "stands": stands,
    "list": list_decisions,
    "undo": undo,
}.items():
    add_command(app, name, command)
