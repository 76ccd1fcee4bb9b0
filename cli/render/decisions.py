"""What people decided, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.render.styled import clean, codes_in_words
from risktrail.cli.render.tables import Column, table
from risktrail.store import Answer
from risktrail.store.answer_rows import Decided

if TYPE_CHECKING:
    from rich.console import Console

NONE = "none"


def draw_decisions(answer: Answer[Decided], console: Console) -> None:
    """Each decision with its reason, when it was made, and whether it applies."""
    of_register: list[Column[Decided]] = [Column("register", lambda row: clean(row.register))]
    columns: list[Column[Decided]] = [
        Column("no.", lambda row: str(row.number), right=True),
        *(of_register if len({row.register for row in answer}) > 1 else ()),
        Column("decided", _kind),
        Column("about", _about, wide=3),
        Column("reason", lambda row: clean(row.reason), wide=2),
        Column("applies", _applies, folds=True),
    ]
    console.print(table(columns, answer))


def _kind(row: Decided) -> Text:
    kind = Text(clean(row.kind), style="bold")
    return kind.append(f"\n{row.decided_at:%Y-%m-%d}", style="dim") if row.decided_at else kind


def _about(row: Decided) -> Text:
    """What it is about: the earlier action above the later, or the field with its value and the paper's own."""
    text = Text(codes_in_words(clean(row.about)) if row.kind == "settled" else clean(row.about))
    if row.kind == "correct":
        text.append(f"\n{clean(row.field).replace('_', ' ')}: {clean(row.value) or NONE}")
        text.append(f", read as {clean(row.as_read) or NONE}", style="dim")
    elif row.other is not None:
        text.append(f"\n{clean(row.other)}")
    return text


def _applies(row: Decided) -> Text:
    if row.undone_at:
        return Text(f"taken back {row.undone_at:%Y-%m-%d}", style="dim")
    return Text(row.applies, style="" if row.applies == "yes" else "bold yellow")
