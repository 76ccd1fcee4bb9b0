"""What changed between two months, grouped by risk, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.render.change_lines import (
    grouped,
    is_rating,
    kind_of,
    page_of,
    print_lines,
    rating_change,
    rating_decided,
)
from risktrail.cli.render.styled import clean, risk_name
from risktrail.store import Answer
from risktrail.store.answer_rows import Change
from risktrail.store.labels import NO_RATING, count

if TYPE_CHECKING:
    from rich.console import Console

COUNTED = {
    "new": "new", "absent": "absent", "completed": "completed", "status_changed": "with another status",
    "note_changed": "with another note", "reworded": "reworded", "unchanged": "unchanged",
}  # fmt: skip


def draw_comparison(answer: Answer[Change], console: Console) -> None:
    """A heading with both papers, a block a risk, and the count of each kind of change."""
    console.print(_heading(answer[0]))
    for found in grouped(answer.rows, lambda change: change.risk_id).values():
        console.print(_risk(found))
        print_lines(found, console)
    console.print()
    console.print(Text(summary(answer.rows), style="dim"))


def _heading(change: Change) -> Text:
    papers = (
        f"{change.from_period} ({clean(change.from_file)})",
        f"{change.to_period} ({clean(change.to_file)})",
    )
    return Text.assemble((f"{clean(change.register)}: ", "bold"), " → ".join(papers))


def _risk(changes: Sequence[Change]) -> Text:
    title = next((change.title for change in changes if change.title), None)
    text = Text.assemble("\n", risk_name(changes[0].risk_id, title, "bold"))
    for change in changes:
        if is_rating(change):
            text.append("  ").append_text(rating_change(change)).append("  ").append_text(page_of(change))
    return text.append_text(rating_decided(changes))


def summary(changes: Sequence[Change]) -> str:
    """`2 ratings changed (1 up, 1 down); risks: 1 new; actions: 1 completed, 3 with another note.`

    A risk or an action counts once in each kind, however many rows tell of it: one whose description and impact were
    reworded is one risk reworded.
    """
    parts = []
    ratings = Counter(_direction(each) for each in changes if each.change == "rating_changed")
    if ratings:
        parts.append(f"{count(ratings.total(), 'rating')} changed ({_listed(ratings)})")
    for item in ("risk", "action"):
        others = [each for each in changes if each.item == item and each.change != "rating_changed"]
        once = dict.fromkeys((_counted(each), each.risk_id, each.action_id) for each in others)
        kinds = Counter(kind for kind, _, _ in once)
        if kinds:
            parts.append(f"{item}s: {_listed(kinds)}")
    return "; ".join(parts) + "."


def _counted(change: Change) -> str:
    """In which kind it is counted; what the paper's own rule explains is none of the absent ones."""
    if change.change == "absent" and change.after is not None:
        return "left out by the paper's own rule"
    return COUNTED.get(kind_of(change)) or f"with another {clean(change.field).replace('_', ' ')}"


def _direction(change: Change) -> str:
    before, after = (change.rating_before or NO_RATING).score, (change.rating_after or NO_RATING).score
    if before is None or after is None:
        return "to or from no score"
    return "up" if after > before else "down" if after < before else "in band alone"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counted.items())
