"""Changes in words: the lines that `compare` and `history` are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from rich.table import Table
from rich.text import Text

from risktrail.cli.render.styled import clean, decided, rating, redlined, status
from risktrail.store import redline
from risktrail.store.answer_rows import Change, HistoryEntry, Segment
from risktrail.store.labels import NO_RATING

if TYPE_CHECKING:
    from rich.console import Console

    from risktrail.store.answer_rows import ChangedValue

AnyChange = Change | HistoryEntry
ChangeT = TypeVar("ChangeT", bound=AnyChange)

SIGNS = {
    "new": ("+", "bold green"),
    "first_seen": ("+", "dim"),
    "absent": ("−", "bold red"),
    "completed": ("✓", "bold green"),
    "status_changed": ("→", "bold cyan"),
    "reworded": ("~", "bold yellow"),
    "note_changed": ("~", "bold magenta"),
    "unchanged": ("=", "dim"),
}
OTHERWISE = ("→", "bold cyan")
"""Of any other kind of change, such as that of an owner or a due date."""


def kind_of(change: AnyChange) -> str:
    """The kind of change, where completing an action is a kind of its own."""
    completed = change.change == "status_changed" and change.after == "completed"
    return "completed" if completed else change.change


def is_rating(change: AnyChange) -> bool:
    """Whether it is about the risk as a whole: its rating, that it is new, or that it is absent."""
    return change.item == "risk" and change.field in (None, "rating")


def rating_change(change: AnyChange) -> Text:
    """How a risk's rating changed, or that the risk is new or absent."""
    before, after = change.rating_before or NO_RATING, change.rating_after or NO_RATING
    if change.change == "new":
        return Text.assemble(("new risk, ", "bold green"), rating(after))
    if change.change == "absent":
        return Text.assemble(_absent(change, "bold red"), ", last ", rating(before))
    if change.change == "rating_changed":
        return Text.assemble(rating(before), _arrow(before.score, after.score), rating(after))
    return rating(after)


def rating_decided(changes: Sequence[AnyChange]) -> Text:
    """What decisions of people changed of the rating among these changes, a line each; empty where nothing."""
    notes = dict.fromkeys(note for each in changes if is_rating(each) for note in each.decided or ())
    return decided(notes)


def print_lines(changes: Sequence[AnyChange], console: Console) -> None:
    """Lines of sign, words and page: first a risk's rewordings, then its actions, each with all its changes."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    for each in changes:
        if each.item == "risk" and not is_rating(each):
            words = Text.assemble((f"{_field(each)}: ", "bold"), _redlined(each, console), decided(each.decided))
            grid.add_row(_sign(each), words, page_of(each))
    of_actions = [each for each in changes if each.item == "action"]
    for found in grouped(of_actions, lambda each: str(each.action_id)).values():
        grid.add_row(_sign(found[0]), _action(found, console), page_of(found[0]))
    if grid.row_count:
        console.print(grid)


def grouped(changes: Sequence[ChangeT], key: Callable[[ChangeT], str]) -> dict[str, list[ChangeT]]:
    """Changes by a key, in the order in which each key is first met."""
    groups: dict[str, list[ChangeT]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    return groups


def page_of(change: AnyChange) -> Text:
    """The page that shows the change; of what is absent, the page it was on."""
    was = "was " if change.change == "absent" else ""
    return Text(f"{was}p. {change.page}" if change.page else "", style="dim")


def _sign(change: AnyChange) -> Text:
    sign, style = SIGNS.get(kind_of(change), OTHERWISE)
    return Text(f" {sign}", style=style)


def _arrow(before: int | None, after: int | None) -> tuple[str, str]:
    if before is None or after is None or before == after:
        return " → ", ""
    return (" ↑ ", "bold red") if after > before else (" ↓ ", "bold green")


def _action(changes: Sequence[AnyChange], console: Console) -> Text:
    """The action's wording, redlined where it changed, and on the next line its other changes."""
    reworded = next((each for each in changes if each.change == "reworded"), None)
    text = _redlined(reworded, console) if reworded else Text(clean(changes[0].text))
    details = [detail for each in changes for detail in _details(each, console)]
    for n, detail in enumerate(details):
        text.append("; " if n else "\n").append_text(detail)
    notes = dict.fromkeys(note for each in changes for note in each.decided or ())
    return text.append_text(decided(notes))


def _details(change: AnyChange, console: Console) -> Iterator[Text]:
    kind, before, after = change.change, _text(change.before), _text(change.after)
    if kind in ("new", "first_seen"):
        yield Text.assemble("new, " if kind == "new" else "", status(after))
    elif kind == "absent":
        yield Text.assemble(_absent(change), ", last ", status(before))
    elif kind == "status_changed":
        yield Text.assemble(status(before), " → ", status(after))
    elif kind == "note_changed":
        yield Text.assemble("note: ", _redlined_words(before, after, console))
    elif kind == "unchanged":
        yield Text.assemble("still ", status(after))
    elif kind != "reworded":
        yield Text.assemble(f"{_field(change)}: ", clean(before) or "none", " → ", clean(after) or "none")


def _absent(change: AnyChange, style: str = "") -> Text:
    """`absent`, or the words with which the paper says that it leaves such things out."""
    return Text(clean(change.after), style=style) if isinstance(change.after, str) else Text("absent", style=style)


def _field(change: AnyChange) -> str:
    return clean(change.field).replace("_", " ")


def _redlined_words(before: str | None, after: str | None, console: Console) -> Text:
    if before is None:
        return redlined([Segment("added", clean(after))], console)
    if after is None:
        return redlined([Segment("removed", clean(before))], console)
    return redlined(redline(before, after), console)


def _redlined(change: AnyChange, console: Console) -> Text:
    """The wording before and after as a redline; as it is where it is first seen."""
    before, after = _text(change.before), _text(change.after)
    if change.change == "first_seen" or (before is None and after is None):
        return Text(clean(after))
    return _redlined_words(before, after, console)


def _text(value: ChangedValue) -> str | None:
    """A status or text; None for a rating too, which `rating_change` shows."""
    return value if isinstance(value, str) else None
