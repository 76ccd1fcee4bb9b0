"""How help is written: as plain text, the shared options apart from a command's own.

Typer would draw frames with rich, which takes longer to load than all that help needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

SHARED = "Common options"
"""The heading of the options that commands share."""


class PlainCommand(TyperCommand):
    """A command whose help is plain text."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments, then the options below their headings."""
        _write_parameters(self, ctx, formatter)


class PlainGroup(TyperGroup):
    """A group of commands whose help is plain text, with the whole summary of each."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the options, then the commands."""
        _write_parameters(self, ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(command.help or "")) for name, command in self.commands.items()])


def plain_app(
    name: str, text: str, epilog: str, *, no_args_is_help: bool = False, add_completion: bool = False
) -> typer.Typer:
    """A program, or a group of commands, with help in plain text.

    Args:
        name: What is typed for it.
        text: What its help says.
        epilog: What its help ends with.
        no_args_is_help: Show help where nothing else is typed.
        add_completion: Offer to install completion of what is typed.
    """
    return typer.Typer(
        name=name,
        cls=PlainGroup,
        help=text,
        epilog=epilog,
        no_args_is_help=no_args_is_help,
        add_completion=add_completion,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def add_command(app: typer.Typer, name: str, function: Callable[..., None], **settings: Any) -> None:
    """Make a function a command of a program; its docstring is the help."""
    app.command(name=name, cls=PlainCommand, help=unwrapped(function.__doc__ or ""), **settings)(function)


def unwrapped(text: str) -> str:
    """A docstring with each paragraph on one line, so that help can fold it to the terminal."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def summary(text: str) -> str:
    """What a help says first: its first paragraph."""
    return text.partition("\n\n")[0]


def _write_parameters(command: TyperCommand | TyperGroup, ctx: Context, formatter: HelpFormatter) -> None:
    headings: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None:
            usual = "Arguments" if parameter.param_type_name == "argument" else "Options"
            headings.setdefault(getattr(parameter, "rich_help_panel", None) or usual, []).append(record)
    for heading in sorted(headings, key=[*headings, SHARED].index):
        with formatter.section(heading):
            formatter.write_dl(headings[heading])
