"""Changes in words: the lines that `compare` and `history` are made of.

Both are given rows with item, change, field, before, after, action_id and text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from risktrail.cli.people.tables import Row
from risktrail.cli.people.words import clean, rating, redlined, score_of, status
from risktrail.store import redline

if TYPE_CHECKING:
    from rich.console import Console

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


def kind_of(change: Row) -> str:
    """The change, where completing an action is a kind of its own."""
    completed = change["change"] == "status_changed" and change["after"] == "completed"
    return "completed" if completed else str(change["change"])


def is_rating(change: Row) -> bool:
    """Whether the row tells of the risk as such: its rating, that it is new, or that it is absent."""
    return change["item"] == "risk" and change["field"] in (None, "rating")


def rated(change: Row) -> Text:
    """What became of a risk's rating, or of the risk."""
    before, after = change["before"], change["after"]
    if change["change"] == "new":
        return Text.assemble(("new risk, ", "bold green"), rating(after))
    if change["change"] == "absent":
        return Text.assemble(("absent", "bold red"), ", last ", rating(before))
    if change["change"] == "rating_changed":
        return Text.assemble(rating(before), _arrow(score_of(before), score_of(after)), rating(after))
    return rating(after)


def add_lines(grid: Table, changes: list[Row], console: Console) -> None:
    """Rows of sign, words and page: a risk's rewordings, then its actions, each with all that changed."""
    texts = [each for each in changes if each["item"] == "risk" and not is_rating(each)]
    for each in texts:
        words = Text.assemble((f"{clean(each['field'])}: ", "bold"), _redlined(each, console))
        grid.add_row(_sign(each), words, page_of(each))
    of_actions = [each for each in changes if each["item"] == "action"]
    for found in grouped(of_actions, "action_id").values():
        grid.add_row(_sign(found[0]), _action(found, console), page_of(found[0]))


def grouped(changes: list[Row], by: str) -> dict[str, list[Row]]:
    """Rows by what a column holds, in the order in which each is first met."""
    groups: dict[str, list[Row]] = {}
    for change in changes:
        groups.setdefault(str(change[by]), []).append(change)
    return groups


def page_of(change: Row) -> Text:
    """The page that shows it; for what is absent, the page it was on."""
    if "page" in change:
        page = change["page"]
    else:
        page = change["from_page"] if change["change"] == "absent" else change["to_page"]
    was = "was " if change["change"] == "absent" else ""
    return Text(f"{was}p. {page}" if page else "", style="dim")


def grid_of_lines() -> Table:
    """An empty grid for `add_lines`."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    return grid


def _sign(change: Row) -> Text:
    sign, style = SIGNS[kind_of(change)]
    return Text(f" {sign}", style=style)


def _arrow(before: int | None, after: int | None) -> tuple[str, str]:
    if before is None or after is None or before == after:
        return " → ", ""
    return (" ↑ ", "bold red") if after > before else (" ↓ ", "bold green")


def _action(changes: list[Row], console: Console) -> Text:
    """The action's wording, redlined where it changed, and on the next line what else did."""
    reworded = next((each for each in changes if each["change"] == "reworded"), None)
    text = _redlined(reworded, console) if reworded else Text(clean(changes[0]["text"]))
    details = [detail for each in changes for detail in _details(each, console)]
    for n, detail in enumerate(details):
        text.append("; " if n else "\n").append_text(detail)
    return text


def _details(change: Row, console: Console) -> Iterator[Text]:
    kind, before, after = change["change"], change["before"], change["after"]
    if kind in ("new", "first_seen"):
        yield Text.assemble("new, " if kind == "new" else "", status(after))
    elif kind == "absent":
        yield Text.assemble("absent, last ", status(before))
    elif kind == "status_changed":
        yield Text.assemble(status(before), " → ", status(after))
    elif kind == "note_changed":
        yield _note(change, console)
    elif kind == "unchanged":
        yield Text.assemble("still ", status(after))


def _note(change: Row, console: Console) -> Text:
    before, after = change["before"], change["after"]
    if before is None:
        return Text.assemble("note: ", redlined([("added", clean(after))], console))
    if after is None:
        return Text.assemble("note: ", redlined([("removed", clean(before))], console))
    return Text.assemble("note: ", _redlined(change, console))


def _redlined(change: Row, console: Console) -> Text:
    if change["before"] is None or change["after"] is None:
        return Text(clean(change["after"] or change["before"]))
    return redlined(redline(change["before"], change["after"]), console)
