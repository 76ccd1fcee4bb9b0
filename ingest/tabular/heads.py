"""The head of a table: one to several rows that name its columns, a head above others as `Group / Head`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import NamedTuple

from risktrail.ingest.layout.tables import Cell, Row
from risktrail.ingest.register_words import first_named, register_words
from risktrail.ingest.table_profile import TableProfile, Target, key_of, without_brackets
from risktrail.ingest.tabular.risk_targets import HeadCell, risk_targets
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.schema.report import RatingKind

_SCORE = re.compile(r"\d{1,2}(?:\s*[x×*=(]\s*\d{1,2}\)?)*")
_SINGLE = frozenset({"number", "title", "trend", "response", "status", "raised", "review", "category"})
_SINGLE_OF_ACTION = frozenset({"ref", "owner", "due", "first_due", "status", "completed", "percent", "note_date"})
_FACTOR = Target(f"rating.{RatingKind.CURRENT}.impact")
_DUE = Target("due", of_action=True)


class Column(NamedTuple):
    """A column: its edges in points, its head, and what it is for; None where the profile does not know the head."""

    x0: float
    x1: float
    head: str
    target: Target | None


class Head(NamedTuple):
    """A table's columns from left to right, and how many of its rows name them."""

    columns: tuple[Column, ...]
    rows: int

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return tuple(column.head for column in self.columns if column.head)

    @property
    def known(self) -> int:
        return sum(column.target is not None for column in self.columns)

    @property
    def named(self) -> int:
        return sum(bool(column.head) for column in self.columns)

    @property
    def is_of_actions(self) -> bool:
        """Whether the table holds actions alone."""
        targets = [column.target for column in self.columns if column.target]
        return bool(targets) and all(target.of_action for target in targets)

    def has(self, role: str) -> bool:
        """Whether a column is for this role of the risk."""
        return any(column.target == Target(role) for column in self.columns)

    def fits(self, row: Row) -> bool:
        """Whether every cell of a row stands between edges of these columns."""
        return stands_between(row, [edge for column in self.columns for edge in (column.x0, column.x1)])

    def with_spans(self, rows: Sequence[Row], profile: TableProfile) -> Head:
        """The head with those columns taken for the risk's whose cells stand beside several actions in the rows below,
        where the risk has a role for them."""
        text = next((column for column in self.columns if column.target == Target("text", of_action=True)), None)
        below = list(takewhile(self.fits, rows)) if text else []
        beside: set[Column] = set()
        for row in below:
            depths = {self.column_of(cell): cell.rows for cell in row.cells}
            beside |= {column for column, depth in depths.items() if text in depths and depth > depths[text]}
        own = {column: profile.column(column.head) for column in beside if column.target and column.target.of_action}
        columns = tuple(column._replace(target=own.get(column) or column.target) for column in self.columns)
        return self._replace(columns=columns)

    def with_texts(self, rows: Sequence[Row], profile: TableProfile) -> Head:
        """The head with `Target` taken for a rating, rather than a date, where ratings and no dates stand below it."""
        own = {column: profile.column(column.head) for column in self.columns if column.target == _DUE}
        ratings = {column: target for column, target in own.items() if target is not None and target.kind is not None}
        if not ratings:
            return self
        texts: dict[Column, list[str]] = {column: [] for column in ratings}
        for row in takewhile(self.fits, rows):
            for cell in row.filled:
                texts.get(self.column_of(cell), []).append(cell.text)
        rated = {column for column, below in texts.items() if below and all(map(_is_score, below))}
        columns = [column._replace(target=ratings[column]) if column in rated else column for column in self.columns]
        return self._replace(columns=tuple(columns))

    def column_of(self, cell: Cell) -> Column:
        """The column that a cell stands in, or most of it."""
        return max(self.columns, key=lambda column: min(column.x1, cell.x1) - max(column.x0, cell.x0))


def _is_score(text: str) -> bool:
    return _SCORE.fullmatch(text.strip()) is not None


def stands_between(row: Row, edges: Collection[float]) -> bool:
    """Whether every cell of a row begins and ends at one of some edges."""
    own = [edge for cell in row.cells for edge in (cell.x0, cell.x1)]
    return all(any(abs(each - edge) <= SETTINGS.same_edge for edge in edges) for each in own)


def read_head(rows: Sequence[Row], profile: TableProfile, *, least: int = SETTINGS.least_heads) -> Head | None:
    """The head that the first of some rows begin with, where the profile knows half of its columns and `least` of them.

    A single cell across the table is the head of what stands below it.
    """
    depth = head_depth(rows)
    while depth:
        leaves = leaf_heads(rows[:depth])
        if any(len(head.split()) > SETTINGS.head_words for _, _, _, head in leaves):
            depth -= 1
            continue
        targets = _targets(leaves, profile)
        columns = tuple(Column(x0, x1, head, target) for (x0, x1, _, head), target in zip(leaves, targets, strict=True))
        head = Head(columns, depth)
        if _is_head(head, least):
            return head
        depth -= 1
    return None


def _is_head(head: Head, least: int) -> bool:
    return head.known == 1 if len(head.columns) == 1 else head.known >= least and 2 * head.known >= head.named


def head_depth(rows: Sequence[Row]) -> int:
    """How many rows the head takes, if the first is one: all those that its highest cell reaches down to, and one more
    where a head stands right above several columns. White below a row ends its table."""
    first = rows[0]
    bottom = max((cell.bottom for cell in first.filled), default=0.0)
    depth = 1
    while depth < len(rows) and rows[depth].page == first.page and rows[depth].top < bottom - 1:
        depth += 1
    is_apart = len(rows) > 1 and 0 < bottom < rows[1].top - SETTINGS.same_edge
    return 2 if depth == 1 and len(rows) > 1 and not is_apart and _are_groups(first, rows[1]) else depth


def _are_groups(upper: Row, lower: Row) -> bool:
    """Whether a row's cells stand above those of the next, some above several. A cell may be wider than a column of the
    grid without being a head above others: tables of other columns below it part the grid too."""
    below = [sum(_is_over(cell, each) for each in lower.cells) for cell in upper.filled]
    is_wider = len(upper.filled) > 1 and any(count > 1 for count in below)
    return is_wider and all(any(_is_over(group, cell) for group in upper.filled) for cell in lower.cells)


def leaf_heads(rows: Sequence[Row]) -> list[tuple[float, float, str, str]]:
    """The edges of each column, the head next above it, and its own."""
    cells = [cell for row in rows for cell in row.cells]
    leaves = []
    for place, cell in enumerate(cells):
        if any(_is_over(cell, other) for other in cells[place + 1 :]):
            continue
        above = [other.text for other in cells[:place] if other.lines and _is_over(other, cell)]
        own = cell.text or (above.pop() if above else "")
        leaves.append((cell.x0, cell.x1, above[-1] if above else "", own))
    return sorted(leaves)


def _is_over(upper: Cell, lower: Cell) -> bool:
    return (
        upper is not lower and upper.x0 - SETTINGS.same_edge <= lower.x0 and lower.x1 <= upper.x1 + SETTINGS.same_edge
    )


def _targets(leaves: Sequence[tuple[float, float, str, str]], profile: TableProfile) -> list[Target | None]:
    """What each column is for. A table whose heads are all known as those of actions holds actions alone; in any
    other, the columns from the action's text on are the action's where they can be."""
    heads = [HeadCell(group, own) for _, _, group, own in leaves]
    risk = risk_targets(heads, profile)
    if len(leaves) == 1 and risk == [None]:
        return [profile.label(leaves[0][3])]
    action = _with_text(heads, risk, [profile.action_column(head, group) for group, head in heads])
    known = [target for target in action if target]
    own = any(target.role in ("ref", "text") for target in known)
    names_risks = any(of_risk and not of_action for of_risk, of_action in zip(risk, action, strict=True))
    if own and len(known) > 1 and not names_risks and len(known) >= sum(target is not None for target in risk):
        return list(action)
    mixed = _with_status(_mixed(heads, risk, action, profile), action)
    found = _titled(mixed, is_named=profile.identity.by == "title" and _is_without_number(heads, mixed))
    return [
        Target("impact")
        if target is None and of_head == _FACTOR and profile.label(head.own) == Target("impact")
        else target
        for head, of_head, target in zip(heads, found, _once(found), strict=True)
    ]  # `I` with a figure, and `Impact` with a sentence


def _with_text(
    heads: Sequence[HeadCell], risk: Sequence[Target | None], action: Sequence[Target | None]
) -> list[Target | None]:
    """An action's targets with the text of what is due, where no head is known for it and one that is known for nothing
    names actions: `Actions to address gaps`."""
    found = list(action)
    roles = {target.role for target in action if target}
    if "due" in roles and "text" not in roles and Target("actions") not in risk:
        words = register_words().heads.actions
        free = (at for at, pair in enumerate(zip(risk, action, strict=True)) if pair == (None, None))
        if (place := next((at for at in free if words.search(heads[at].own)), None)) is not None:
            found[place] = Target("text", of_action=True)
    return found


def _is_without_number(heads: Sequence[HeadCell], targets: Sequence[Target | None]) -> bool:
    """Whether a table has no column of numbers: it is known but for one head, which is none of numbers by its words."""
    unknown = [head.own for head, target in zip(heads, targets, strict=True) if head.own and target is None]
    is_numbered = any(first_named(register_words().heads.roles, own) == "number" for own in unknown)
    return Target("number") not in targets and len(unknown) <= 1 and not is_numbered


def _with_status(targets: Sequence[Target | None], action: Sequence[Target | None]) -> list[Target | None]:
    """Targets with a status taken for the risk's in a table that has no columns of actions."""
    if any(target is not None and target.of_action for target in targets):
        return list(targets)
    is_status = [
        target is None and other == Target("status", of_action=True)
        for target, other in zip(targets, action, strict=True)
    ]
    return [Target("status") if is_own else target for target, is_own in zip(targets, is_status, strict=True)]


def _mixed(
    heads: Sequence[HeadCell], risk: Sequence[Target | None], action: Sequence[Target | None], profile: TableProfile
) -> list[Target | None]:
    """The targets of a table of risks with the columns of their actions behind them, from the action's text on.

    There a head that both a risk and an action may have is the action's, unless the profile's own text gives it to the
    risk, or another column has that role of the action: one that can have no other role, or one before it.
    """
    begins = next((at for at in range(len(risk)) if _begins_actions(heads, risk, action, at)), len(risk))
    sure = {of_action for own, of_action in zip(risk[begins:], action[begins:], strict=True) if own is None}
    found = [own or of_action for own, of_action in zip(risk[:begins], action[:begins], strict=True)]
    kinds = {target.kind for target in found if target}
    for head, own, of_action in zip(heads[begins:], risk[begins:], action[begins:], strict=True):
        has_other = of_action in sure and own is not None and own.kind not in kinds
        is_given = of_action is not None and of_action.role in _SINGLE_OF_ACTION and of_action in found
        is_risks = (own is not None and _is_own_of_risk(head, profile)) or has_other or is_given
        found.append(own if is_risks else of_action or own)
    if not any(target is not None and target.of_action and target.role == "text" for target in found):
        return list(risk)
    return found


def _is_own_of_risk(head: HeadCell, profile: TableProfile) -> bool:
    """Whether the profile's own text gives a head to the risk, and what it extends gives it to the action."""
    keys = {key_of(head.own), key_of(without_brackets(head.own)), key_of(f"{head.group}{head.own}")}
    return (
        profile.extends is not None and bool(keys & profile.own["columns"]) and not keys & profile.own["action_columns"]
    )


def _begins_actions(
    heads: Sequence[HeadCell], risk: Sequence[Target | None], action: Sequence[Target | None], at: int
) -> bool:
    """Whether a column begins those of the actions: its head is an action's alone, or one of the actions' text that
    has an action's own head behind it, or another head that is the action's too below the same one. `Mitigation` before
    a due date is what is to be done, where nothing else is."""
    target = action[at]
    if target is None or target.role not in ("ref", "text"):
        return False
    if risk[at] is None:
        return True
    if risk[at] == Target("controls"):
        has_others = Target("actions") in risk
        has_due = any(
            of_action == Target("due", of_action=True) and not own
            for own, of_action in zip(risk[at:], action[at:], strict=True)
        )
        return has_due and not has_others
    behind = zip(heads[at + 1 :], risk[at + 1 :], action[at + 1 :], strict=True)
    return risk[at] == Target("actions") and any(
        of_action and (not own or (head.group and head.group == heads[at].group)) for head, own, of_action in behind
    )


def _once(targets: Sequence[Target | None]) -> list[Target | None]:
    """Targets with a role that says one thing given to the first of its columns alone: another's text would run into
    it, and two figures would become one."""
    found: list[Target | None] = []
    for target in targets:
        is_single = target is not None and (target.kind is not None or target.role in _SINGLE)
        found.append(None if is_single and target in found else target)
    return found


def _titled(targets: list[Target | None], *, is_named: bool) -> list[Target | None]:
    """Of two columns that describe the risk, the first has its title; with `is_named` one alone has it."""
    places = [place for place, target in enumerate(targets) if target == Target("description")]
    if len(places) > (0 if is_named else 1) and Target("title") not in targets:
        targets[places[0]] = Target("title")
    return targets
