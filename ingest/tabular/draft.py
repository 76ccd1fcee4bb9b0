"""A first profile made from a paper: its heads and labels, each with the role it was guessed to have and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.numbered_tables import with_numbered_tables
from risktrail.ingest.layout.tables import Cell, Row, Table, joined
from risktrail.ingest.profile import folded
from risktrail.ingest.table_profile import TableProfile, key_of
from risktrail.ingest.tabular.cells import is_one_number, label_with_number
from risktrail.ingest.tabular.guesses import DETAIL, Guess, HeadAbove, guess_roles
from risktrail.ingest.tabular.heads import head_depth, leaf_heads, stands_between
from risktrail.ingest.tabular.kind_ratings import stated_orders
from risktrail.ingest.tabular.paper import TabularPaper
from risktrail.ingest.tabular.records import FORM_CELLS
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.ingest.tabular.table_words import HeadsByGuess

_TABLES = ("columns", "labels", "action_columns")
_INTRODUCTIONS = {
    "columns": 'The heads of the table of risks; a head under a group\'s head is "Group / Head".',
    "labels": "The labels of a form, beside or above their text.",
    "action_columns": "The heads of a table of actions, or of the columns of the actions beside a risk.",
}


class GuessedHead(NamedTuple):
    """A head or label of a paper, the table of the profile that it belongs to, and what it was guessed to be for."""

    table: str
    phrase: str
    guess: Guess
    page: int


def guessed_heads(paper: TabularPaper, profiles: Sequence[TableProfile]) -> list[GuessedHead]:
    """The heads and labels of a paper's tables, each once, in the paper's order."""
    blocks = joined(with_numbered_tables(paper.bare, HeadsByGuess(profiles), paper.marks))
    tables = [block for block in blocks if isinstance(block, Table)]
    finder = _HeadFinder(profiles, tables)
    found: dict[tuple[str, str], GuessedHead] = {}
    for table in tables:
        for each in finder.found(table.rows):
            found.setdefault((each.table, key_of(each.phrase)), each)
    return list(_with_each_rating_once(_with_whole_ratings(list(found.values()))))


def _with_whole_ratings(heads: Sequence[GuessedHead]) -> Iterator[GuessedHead]:
    """The heads, with a label that names one factor taken for the whole rating where the paper has no other of it."""
    roles = {each.guess.role for each in heads}
    for each in heads:
        kind, _, part = each.guess.role.rpartition(".")
        other = {"impact": "likelihood", "likelihood": "impact"}.get(part)
        is_whole = each.table == "labels" and kind and other is not None and f"{kind}.{other}" not in roles
        yield each._replace(guess=each.guess._replace(role=kind)) if is_whole else each


def _with_each_rating_once(heads: Iterable[GuessedHead]) -> Iterator[GuessedHead]:
    """The heads, with a kind of rating that another head of the table has before taken from them: a second one would be
    read into it."""
    taken: set[tuple[str, str]] = set()
    for each in heads:
        given = (each.table, each.guess.role)
        if each.guess.role.startswith("rating.") and given in taken:
            yield each._replace(
                guess=Guess(DETAIL, each.guess.of_action, f"{each.guess.role} is taken by a head before it")
            )
        else:
            yield each
        taken.add(given)


def draft_profile(name: str, heads: Iterable[GuessedHead], base: str) -> str:
    """A profile as TOML, to be mended by a person.

    Args:
        name: The profile's name.
        heads: The paper's heads with their guesses.
        base: The profile that it extends, from which it has all that is not about heads.
    """
    lines = [
        "# A first profile, made from a paper. Behind each # stands why a role was guessed: look at each.",
        f"# `risktrail profile check {name}.toml PAPER` shows what it reads. docs/profiles.md has all roles and keys.",
        "",
        f"name = {_quoted(name)}",
        f"extends = {_quoted(base)}",
        f"describes = {_quoted('Write here whose register this is, and what it looks like')}",
        "",
        "[paper]",
        '# register = "XYZ"     # a short name of the register, where the paper prints none',
    ]
    listed = list(heads)
    for table in _TABLES:
        own = [each for each in listed if each.table == table]
        if own:
            lines += ["", f"[{table}]  # {_INTRODUCTIONS[table]}", *_of_roles(own)]
    kinds = [each.guess.role.split(".")[1] for each in listed if each.guess.role.startswith("rating.")]
    shown = "current" if "current" in kinds or not kinds else kinds[0]
    lines += ["", "[rating]", f"shown = {_quoted(shown)}     # the rating that questions use", _order(listed)]
    return "\n".join(lines) + "\n"


def _order(heads: Iterable[GuessedHead]) -> str:
    """The line that says which factor of a rating comes first, as in `Score (L x I)`; a comment where no head does."""
    orders = stated_orders(each.phrase for each in heads if each.guess.role.startswith("rating."))
    if len(orders) == 1:
        return f"order = {_quoted(*orders)}     # what `3 x 4` means"
    return '# order = "impact likelihood"     # what `3 x 4` means, where the paper prints such products'


def _of_roles(heads: Sequence[GuessedHead]) -> Iterator[str]:
    roles: dict[str, list[GuessedHead]] = {}
    for each in heads:
        roles.setdefault(each.guess.role, []).append(each)
    for role in sorted(roles, key=lambda role: role == DETAIL):
        phrases = ", ".join(_quoted(each.phrase) for each in roles[role])
        reasons = "; ".join(dict.fromkeys(each.guess.why for each in roles[role]))
        key = role if role.isidentifier() else _quoted(role)
        yield f"{key} = [{phrases}]  # {reasons} (page {roles[role][0].page})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _HeadFinder:
    """Goes through the tables of a paper and tells the rows of heads and labels from those that are read."""

    def __init__(self, profiles: Sequence[TableProfile], tables: Sequence[Table]) -> None:
        self.profiles = profiles
        cells = [cell for table in tables for row in table.rows for cell in row.filled]
        self.printed = Counter(folded(cell.text) for cell in cells)
        self.printed_above = Counter(folded(cell.lines[0].text) for cell in cells if len(cell.lines) > 1)

    def found(self, rows: Sequence[Row]) -> Iterator[GuessedHead]:
        """The heads and labels of one table."""
        edges: set[float] = set()
        at = 0
        while at < len(rows):
            row = rows[at]
            labels = [] if _fits(row, edges) else self.labels(row) or self.labels_above(row)
            heads, depth = ([], 0) if labels or _fits(row, edges) else self.heads(rows[at:])
            if heads:
                edges = {edge for each in rows[at : at + depth] for cell in each.cells for edge in (cell.x0, cell.x1)}
            yield from labels or heads
            at += max(depth, 1)

    def heads(self, rows: Sequence[Row]) -> tuple[list[GuessedHead], int]:
        """The heads of columns that begin here, and how many rows they take."""
        filled = rows[0].filled
        is_short = all(len(cell.text.split()) <= SETTINGS.head_words for cell in filled)
        if len(filled) < SETTINGS.least_heads or not is_short or any(cell.text.strip().isdigit() for cell in filled):
            return [], 0
        depth = head_depth(rows)
        leaves = [leaf for leaf in leaf_heads(rows[:depth]) if leaf[3]]
        heads = [HeadAbove(plain(group), plain(own), _below(rows[depth:], x0, x1)) for x0, x1, group, own in leaves]
        guesses = guess_roles(heads, self.profiles)
        known = sum(guess.role != DETAIL and not guess.by_texts for guess in guesses)
        if known < SETTINGS.least_heads or 2 * known < len(guesses):
            return [], 0
        page = rows[0].page
        pairs = zip(heads, guesses, strict=True)
        return [GuessedHead(_table_of(guess), head.phrase, guess, page) for head, guess in pairs], depth

    def labels(self, row: Row) -> list[GuessedHead]:
        """The labels of a row of a form: short texts, printed with each risk, with others beside them that are not."""
        if len(row.cells) not in FORM_CELLS:
            return []
        labels, texts = row.cells[::2], row.cells[1::2]
        if not all(cell.lines and len(cell.text.split()) <= SETTINGS.label_words for cell in labels):
            return []
        numbered = [self.without_number(cell) for cell in labels]
        if any(is_one_number(cell.text) and not said for said, cell in zip(numbered, labels, strict=True)):
            return []  # the figures and risks of a heat map
        pairs = zip(numbered, labels, texts, strict=True)
        if not all(said or self.is_label(label.text, text.text) for said, label, text in pairs):
            return []
        return self.guessed([said or cell.text for said, cell in zip(numbered, labels, strict=True)], row.page)

    def without_number(self, cell: Cell) -> str | None:
        """The label of a cell that has the risk's number behind it, where a profile knows it."""
        found = (label_with_number(cell.lines, profile) for profile in self.profiles)
        return next((said for said, _ in filter(None, found)), None)

    def labels_above(self, row: Row) -> list[GuessedHead]:
        """The labels of a row whose cells each begin with one: a line of its own, printed with each risk."""
        firsts = [cell.lines[0].text for cell in row.filled]
        are_labels = all(
            len(cell.lines) > 1
            and len(first.split()) <= SETTINGS.label_words
            and self.printed_above[folded(first)] > self.printed[folded(cell.text)]
            for cell, first in zip(row.filled, firsts, strict=True)
        )
        return self.guessed(firsts, row.page) if firsts and are_labels else []

    def guessed(self, labels: Sequence[str], page: int) -> list[GuessedHead]:
        heads = [HeadAbove("", plain(label).rstrip(" :"), ()) for label in labels]
        guesses = guess_roles(heads, self.profiles, of_risks=True)
        return [GuessedHead("labels", head.phrase, each, page) for head, each in zip(heads, guesses, strict=True)]

    def is_label(self, label: str, text: str) -> bool:
        """Whether one text is the label of another: it is printed more often, or the profiles know it alone."""
        if self.printed[folded(label)] > self.printed[folded(text)]:
            return True
        known = [any(profile.label(each) for profile in self.profiles) for each in (label, text)]
        return known == [True, False]


def _table_of(guess: Guess) -> str:
    return "action_columns" if guess.of_action else "columns"


def _fits(row: Row, edges: Collection[float]) -> bool:
    """Whether a row stands below the head with these edges."""
    return bool(edges) and stands_between(row, edges)


def _below(rows: Sequence[Row], x0: float, x1: float) -> list[str]:
    return [cell.text for row in rows for cell in row.filled if x0 - 1 <= (cell.x0 + cell.x1) / 2 <= x1 + 1]
