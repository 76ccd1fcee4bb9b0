"""What changed between two months, grouped by risk, as a person reads it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text

from risktrail.cli.people.sentences import add_lines, grid_of_lines, grouped, is_rating, kind_of, page_of, rated
from risktrail.cli.people.tables import Row
from risktrail.cli.people.words import clean, score_of
from risktrail.store import Rows
from risktrail.store.labels import count

if TYPE_CHECKING:
    from rich.console import Console

COUNTED = {
    "new": "new", "absent": "absent", "completed": "completed", "status_changed": "with another status",
    "note_changed": "with another note", "reworded": "reworded", "unchanged": "unchanged",
}  # fmt: skip


def comparison(answer: Rows, console: Console) -> None:
    """A heading with both papers, a block a risk, and the count of each kind of change."""
    changes = answer.dicts()
    console.print(_heading(changes[0]))
    for risk_id, found in grouped(changes, "risk_id").items():
        console.print(_risk(risk_id, found))
        grid = grid_of_lines()
        add_lines(grid, found, console)
        if grid.row_count:
            console.print(grid)
    console.print()
    console.print(Text(summary(changes), style="dim"))


def _heading(change: Row) -> Text:
    papers = [f"{change[f'{end}_period']} ({clean(change[f'{end}_file'])})" for end in ("from", "to")]
    return Text.assemble((f"{clean(change['register'])}: ", "bold"), " → ".join(papers))


def _risk(risk_id: str, changes: list[Row]) -> Text:
    text = Text.assemble("\n", (clean(risk_id), "bold"))
    for change in changes:
        if is_rating(change):
            text.append("  ").append_text(rated(change)).append("  ").append_text(page_of(change))
    return text


def summary(changes: list[Row]) -> str:
    """`2 ratings changed (1 up, 1 down); risks: 1 new; actions: 1 completed, 3 with another note.`

    A risk or an action counts once in each kind, however many rows tell of it: one whose description and impact were
    reworded is one risk reworded.
    """
    told = []
    ratings = Counter(_direction(each) for each in changes if each["change"] == "rating_changed")
    if ratings:
        told.append(f"{count(ratings.total(), 'rating')} changed ({_listed(ratings)})")
    for item in ("risk", "action"):
        told_of = [each for each in changes if each["item"] == item and each["change"] != "rating_changed"]
        things = dict.fromkeys((COUNTED[kind_of(each)], each["risk_id"], each["action_id"]) for each in told_of)
        kinds = Counter(kind for kind, _, _ in things)
        if kinds:
            told.append(f"{item}s: {_listed(kinds)}")
    return "; ".join(told) + "."


def _direction(change: Row) -> str:
    before, after = score_of(change["before"]), score_of(change["after"])
    if before is None or after is None:
        return "to or from no score"
    return "up" if after > before else "down" if after < before else "in band alone"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counted.items())
