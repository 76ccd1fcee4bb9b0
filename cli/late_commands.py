"""The commands, each loaded when it is called: help and completion need no more of them than stands here."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from risktrail.cli.help import add_command

if TYPE_CHECKING:
    from typer._click import Command, Context

SUMMARIES = {
    "import": "Read papers into the store; the main job.",
    "watch": "Import papers as they arrive in a folder, and say what each changed since the month before.",
    "parse": "Read one paper and print it; nothing is stored.",
    "stalled": "Actions that stay Ongoing, report after report; longest first.",
    "overdue": "Actions not completed whose due date has passed, and how often it was moved; longest overdue first.",
    "compare": "What changed between two months: risks and actions new or absent, ratings, statuses, notes, wordings.",
    "history": "One risk through all months: its ratings, rewording word by word, actions that came and went.",
    "ratings": "The ratings of all risks, a row a risk and a column a month, with the last movement.",
    "show": "One risk as it stood in a month, with file and page for each of its parts.",
    "reports": "One row a stored report: its month, dates, figures, and whether another took its place.",
    "risks": "One row a risk and month: rating, description, impact, owners, controls, how many actions.",
    "actions": "One row a mitigation action and month: wording, status, note, owners, due date, how long ongoing, file"
    " and page.",
    "ask": "The catalogue of named questions; without NAME, lists them.",
    "check": "What a person should look at: text without a place, odd ratings, failed papers, unsure matches.",
    "sql": "Ask the store in SQL. It is opened read-only and sees no other file.",
    "export": "Every table and every question of the store as files, one each, or as sheets of one workbook.",
    "alias": "Say that a risk was renumbered, merged or split; its history then goes on under the new name.",
    "remove": "Remove a paper that does not belong: no answer uses it any more.",
    "merge": "Put what another store has into this one: papers with their bytes, removals, aliases, profiles.",
    "report": "One self-contained page to send round or print: what moved, what stands still, and which paper says so.",
    "serve": "The store as live, linked pages in your browser, down to the words on the page of the paper.",
    "demo": "Import a year of sample papers into a fresh store; show what stalled, what changed, and all ratings.",
    "profile": "Families of registers: list them, show one, draft a new one from a paper, check what it reads.",
    "decide": "What a person decides: two actions are one or two, a value was misread, a doubt is settled.",
}
"""What each command does, in the order of the help: the first paragraph of its own help."""
_MODULES = {"import": "import_papers"}
"""The modules that are not named as their commands are."""
_WITH_OWN_HELP = ("ask",)
"""Commands that have an option `--help` of their own."""


class LateCommand(TyperCommand):
    """A command by its name and summary; the command itself is loaded when it is called."""

    def __init__(self, name: str, summary: str) -> None:
        super().__init__(name, help=summary, rich_markup_mode=None)
        self.name: str = name

    @cached_property
    def loaded(self) -> Command:
        """The command, or the group of commands, with its parameters."""
        name = _MODULES.get(self.name, self.name)
        module = import_module(f"risktrail.cli.commands.{name}")
        if hasattr(module, "app"):
            return get_command(module.app)
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        own: dict[str, list[str]] | None = {"help_option_names": []} if name in _WITH_OWN_HELP else None
        add_command(app, self.name, getattr(module, name), context_settings=own)
        return get_command(app)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """Load the command and give it its arguments."""
        return self.loaded.make_context(info_name, args, parent, **extra)


def late_commands() -> list[LateCommand]:
    """All commands, in the order of the help."""
    return [LateCommand(name, summary) for name, summary in SUMMARIES.items()]
