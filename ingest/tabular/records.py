"""The rows, boxes and forms of a register as records: which lines say what of which risk and which action."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile

from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.sentences import ends_sentence
from risktrail.ingest.layout.tables import Block, Cell, Row, Table
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.collected_lines import OtherTable, PaperDraft
from risktrail.ingest.register.headings import is_heading_like
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.unread_tables import UnreadTable, counts_levels, is_scale
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import TableProfile, Target, key_of
from risktrail.ingest.tabular.cells import by_labels, is_one_number, label_with_number, stacked, text_of
from risktrail.ingest.tabular.fills import CellColours
from risktrail.ingest.tabular.heads import Column, Head, read_head, stands_between
from risktrail.ingest.tabular.kind_ratings import read_figure
from risktrail.ingest.tabular.named_forms import RiskName, named_in_bar, named_in_heading
from risktrail.ingest.tabular.sections import RegisterSections
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.schema.report import RatingKind, Standing

_FIGURES = re.compile(r"[\d.,%£\s–-]+(?:\b[a-z]+)?")  # `28`, `2 risks`
_HEADING_NUMBER = re.compile(r"^(?:section |part )?[\dA-Za-z]{1,2}[.)]+\s+|^\d[\d.]*\s+")
_ONCE = frozenset(
    {"ref", "due", "first_due", "status", "completed", "percent"}
)  # said of an action once, on its first line
# What a cell says of each risk, or each action, whose rows it spans.
_SHARED_BY_RISKS = frozenset({"owner", "category", "response", "status", "raised", "review"})
_SHARED_BY_ACTIONS = frozenset({"owner", "due", "first_due", "status"})
LEAST_PARTS = 2
TEXT_ROLES = frozenset({"cause", "impact", "controls", "actions", "updates"})
FORM_CELLS = (2, 4, 6)  # of a row of labels with their texts beside them
_PLACES = {
    "number": Place.NUMBER,
    "title": Place.TITLE,
    "description": Place.DESCRIPTION,
    "cause": Place.CAUSES,
    "impact": Place.IMPACT,
    "controls": Place.CONTROLS,
    "actions": Place.ACTIONS,
    "updates": Place.UPDATES,
}


@dataclass(eq=False)
class Draft:
    """The lines of one risk or action by role, and those of columns without a role by head."""

    values: dict[str, list[Line]] = field(default_factory=dict)
    details: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, role: str, head: str, lines: Iterable[Line]) -> None:
        """Add lines to a role, or under a head where that has none."""
        group, key = (self.details, head) if role == "detail" else (self.values, role)
        group.setdefault(key, []).extend(lines)

    def text(self, role: str) -> str:
        """What stands under a role, as one line."""
        return text_of(role, self.values.get(role, []))

    @property
    def lines(self) -> list[Line]:
        """All of its lines."""
        return [line for group in (self.values, self.details) for lines in group.values() for line in lines]


@dataclass(eq=False)
class RecordDraft(Draft):
    """One risk: its own lines, its actions where they have rows, the group it stands in, the section that says how it
    stands, the title of its register, the heading that says that it is another's, and the head of the table that it
    begins in; None for a form. `prefix` stands before its number where numbers begin again in each group."""

    actions: list[Draft] = field(default_factory=list)
    category: Line | None = None
    section: Line | None = None
    standing: Standing = Standing.ACTIVE
    register: Line | None = None
    quoted: Line | None = None
    prefix: str = ""
    head: Head | None = None

    @property
    def has_rating_and_text(self) -> bool:
        """Whether it is described and rated already: what is so again is another."""
        return "description" in self.values and any(role.startswith("rating") for role in self.values)

    @property
    def all_lines(self) -> list[Line]:
        """Its lines and those of its actions."""
        return [*self.lines, *(line for action in self.actions for line in action.lines)]


class RecordReader:
    """Goes through a paper's blocks once. `records` are its risks in the paper's order, `draft` all that is none;
    `heads` are those that were known, `unknown` the heads in them that the profile does not know, `known` those that
    it knows and the labels, as `key_of` compares them, `of_no_risk` the tables of which nothing says which risk they
    are about, `sections` where in the register the risks stand, `firsts` the first lines, by identity, of further rows
    that say more of a risk. `body` is the paper's usual font size."""

    def __init__(
        self,
        profile: TableProfile,
        base: Profile,
        running: Sequence[Line],
        body: float,
        colours: CellColours,
        tags: LineTags,
    ) -> None:
        self.profile, self.base, self.colours, self.tags = profile, base, colours, tags
        self.draft = PaperDraft(running)
        self.draft.open_section("front")
        self.records: list[RecordDraft] = []
        self.heads: list[Head] = []
        self.unknown: dict[str, int] = {}
        self.known: set[str] = set()
        self.of_no_risk: list[UnreadTable] = []
        self.firsts: set[int] = set()
        self._keeps_details = Target("detail") in profile.columns.values()
        self._head: Head | None = None
        self._is_of_no_risk = False  # the table under the head
        self._is_of_others = False  # of issues, assumptions and the like
        self._below_others = False  # whether the last heading names such things
        self.sections = RegisterSections(base, body)
        self._ends_page = False  # whether the row is the last of its table on its page, and another page has more
        self._form: Row | None = None  # the last row, where it is a form's
        self._last: Row | None = None  # row of a record
        self._spanning: list[tuple[Column, Cell]] = []  # the filled cells that reach down to the next row
        self._above: RiskName | None = None  # the risk that a heading right above a table names
        self._is_below_heading = False  # the table, so that its head may be another than that of the table before
        self._body = body

    def read(self, blocks: Iterable[Block]) -> None:
        """Read all blocks of a paper."""
        before: Block | None = None
        rest = list(blocks)
        for place, block in enumerate(rest):
            if isinstance(block, Table):
                count = len(self.heads)
                self._is_below_heading = isinstance(before, Line) and is_heading_like(before, self._body)
                if self._above is not None and self._describe_one(rest[place:]):
                    self._open_named(self._above)
                self._table(block)
                if isinstance(before, Line) and len(self.heads) > count and self._names_texts(before):
                    self.draft.put([before], Place.HEADING)  # `Action plan` above the table of actions
            else:
                is_heading = is_heading_like(block, self._body)
                self._above = named_in_heading(block) if is_heading else None
                if is_heading:
                    self._below_others = self._is_of_others = _names_others(block)
                self.sections.line(block)
                self.draft.put([block], Place.NARRATIVE if self.records else Place.FRONT)
            before = block

    def _describe_one(self, blocks: Sequence[Block]) -> bool:
        """Whether the forms that come first describe or rate a risk that they do not name, in whichever row."""
        tables = [
            block for block in takewhile(lambda block: isinstance(block, Table), blocks) if isinstance(block, Table)
        ]
        if self._head is not None and not self._head.fits(tables[0].rows[0]):
            self._head = None
        rows = [row for table in tables for row in table.rows]
        names = {target.role for row in rows for cell in row.cells[::2] if (target := self.profile.label(cell.text))}
        is_unnamed = names.isdisjoint({"number", "title"})
        return is_unnamed and self._is_form(rows[0]) and any(self._tells_of_risk(row, None) for row in rows)

    def _names_texts(self, line: Line) -> bool:
        """Whether a line reads like the label of a risk's texts, rather than a title such as `Risks`."""
        target = self.profile.label(line.text)
        return target is not None and target.role in TEXT_ROLES

    def _table(self, table: Table) -> None:
        if self._head is not None and not self._head.fits(table.rows[0]):
            self._head = None
        other: list[Row] = []
        place = known = 0
        is_aside = False  # whether the row is of a table that has a head of its own, and none that is known
        while place < len(table.rows):
            row = table.rows[place]
            self._ends_page = place + 1 < len(table.rows) and table.rows[place + 1].page != row.page
            if place and _is_apart(table.rows[place - 1], row):
                is_aside = _is_bold(row)
                self._set_aside(other)
                other = []
            if aside := self._rows_aside(table.rows[place:]):
                self._head = None
                self.draft.put(
                    [line for each in table.rows[place : place + aside] for line in each.lines], Place.OTHER_TABLE
                )
                place += aside
                continue
            head = None if self._begins_form(table.rows[place:]) else self._head_at(table.rows[place:])
            if head is None and (name := self._name_in_bar(table.rows[place:])) is not None:
                self._open_named(name)
                self._last = row
                known += 1
                place += 1
                continue
            if self._above is not None and self._tells_of_risk(row, head):
                self._open_named(self._above)
            if head is not None:
                below = table.rows[place + head.rows :]
                head = head.with_spans(below, self.profile).with_texts(below, self.profile)
                self._begin(head, table.rows[place : place + head.rows])
            elif self._row(row):
                is_aside = False
            elif known and not is_aside:
                self._misfit(row)
            else:
                other.append(row)
            known += head is not None
            place += head.rows if head else 1
            self._is_below_heading = False
        self._set_aside(other)

    def _misfit(self, row: Row) -> None:
        """A row below a head that it does not fit. One of several cells may be a risk, and must not be passed over."""
        self.draft.put(row.lines, Place.UNPLACED)
        if len(row.filled) >= SETTINGS.cells_of_a_risk:
            what = f"the row “{row.filled[0].text}”, whose cells are not those of its table's head,"
            self.of_no_risk.append(UnreadTable(row.page, row.page, (), what))

    def _head_at(self, rows: Sequence[Row]) -> Head | None:
        """The head that begins here. A cell alone is none within a table of risks or actions."""
        is_within = self._head is not None and (self._head.is_of_actions or self._name_of(self._head) is not None)
        if len(rows[0].cells) == 1 and is_within and self._head is not None and self._head.fits(rows[0]):
            return None
        head = read_head(rows, self.profile) or self._head_of_texts(rows)
        if head is None or (self._is_data(head, rows[0]) and not self._is_below_heading):
            return None
        below = list(takewhile(head.fits, rows[head.rows :]))
        is_key = self._name_of(head) is None and len(below) > 1 and self._explains_scores(head, below)
        return None if is_key else head

    def _head_of_texts(self, rows: Sequence[Row]) -> Head | None:
        """A head of two columns in bold print, one for texts of the open risk, the other not known: `Key controls`,
        `Gaps in control`. Not where any of several risks could be meant."""
        is_above = len(rows) > 1 and len(rows[0].cells) == FORM_CELLS[0] and self._is_head_above(*rows[:2])
        head = read_head(rows, self.profile, least=1) if is_above and self.records else None
        if head is None or self._is_of_any(head):
            return None
        roles = {column.target.role for column in head.columns if column.target}
        return head if roles <= TEXT_ROLES else None

    def _explains_scores(self, head: Head, rows: Sequence[Row]) -> bool:
        """Whether the rows below a head that names no risk explain scores: each begins with one; or all columns are
        parts of a rating, and the first counts its figures."""
        targets = [column.target for column in head.columns if column.target]
        rates_alone = all(target.kind is not None or target == Target("detail") for target in targets)
        return is_scale(rows, self.base) or (rates_alone and counts_levels(rows))

    def _rows_aside(self, rows: Sequence[Row]) -> int:
        """How many rows a table takes that begins here and has only heads which the profile keeps as details: it says
        nothing of a risk, and the profile says so."""
        count = 0
        while self._keeps_details and count < len(rows):
            head = read_head(rows[count:], self.profile)
            if head is not None and self._is_of_details(head):
                count += head.rows
                edges = head
            elif count and head is None and edges.fits(rows[count]):
                count += 1
            else:
                break
        return count

    def _is_of_details(self, head: Head) -> bool:
        return len(head.columns) > 1 and all(
            column.target == Target("detail") for column in head.columns if column.head
        )

    def _is_data(self, head: Head, row: Row) -> bool:
        """Whether a row that reads like a head stands below one of the same columns, in another wording."""
        is_repeated = self._head is not None and [c.head for c in head.columns] == [c.head for c in self._head.columns]
        return self._head is not None and not is_repeated and self._head.fits(row) and head.known < head.named

    def _begin(self, head: Head, rows: Sequence[Row]) -> None:
        is_more = self._head is not None and self._head.heads == head.heads
        self._is_of_others = self._below_others or _is_of_others(head)
        self._is_of_no_risk = self._is_of_no_risk if is_more else not self._is_of_others and self._is_of_any(head)
        if self._is_of_no_risk and not is_more:
            self.of_no_risk.append(UnreadTable(rows[0].page, rows[0].page, head.heads))
        self._head = head
        self._spanning = []
        self.heads.append(head)
        self.draft.put([line for row in rows for line in row.lines], Place.TABLE_HEAD)
        for column in head.columns:
            if column.target is None and column.head and not self._is_of_others:
                self.unknown.setdefault(column.head, rows[0].page)
            elif column.target is not None:
                self.known.add(key_of(column.head))

    def _is_of_any(self, head: Head) -> bool:
        """Whether a table could be about any of several risks: it stands behind a table of them and names none."""
        if self._name_of(head) is not None or head.has("description") or len(head.columns) == 1:
            return False
        return self._is_one_of_several()

    def _is_one_of_several(self) -> bool:
        """Whether the open risk is the last of several out of one table."""
        head = self.records[-1].head if self.records else None
        return head is not None and sum(each.head is head for each in self.records) > 1

    def _row(self, row: Row) -> bool:
        """Read a row. False where it is not of the register."""
        if self._is_form(row):
            self._form_row(row)
            self._form = row
            self._last = row
            return True
        self._form = None
        if self._head is not None and self._head.fits(row):
            self._record_row(row, self._head)
        else:
            self._head = None
            return self._boxed_row(row)
        self._last = row
        return True

    # -- Forms: a label beside its text, or at the head of its cell

    def _name_in_bar(self, rows: Sequence[Row]) -> RiskName | None:
        """The risk that the first of some rows names where a form begins below it."""
        if len(rows) < 2 or not self._begins_form(rows[1:]) or self._is_form(rows[0]):
            return None
        return named_in_bar(rows[0])

    def _tells_of_risk(self, row: Row, head: Head | None) -> bool:
        """Whether a row begins a form or a table that describes or rates a risk and does not name it itself."""
        if head is not None:
            targets = [column.target for column in head.columns if column.target]
        else:
            labels = row.cells[::2] if self._is_form(row) else ()
            targets = [target for cell in labels if (target := self.profile.label(cell.text))]
        roles = {target.role for target in targets if not target.of_action}
        describes = bool(roles & {"description", "cause"}) or any(target.kind is not None for target in targets)
        return describes and not roles & {"number", "title"}

    def _open_named(self, name: RiskName) -> None:
        """Begin the risk that a bar or a heading names, unless it is the open one."""
        self._above = None
        if self.records and self.records[-1].text("number") == text_of("number", name.number):
            return
        record = self._open()
        record.add("number", "number", name.number)
        if name.title:
            record.add("title", "title", name.title)
        self.draft.put(name.lines, Place.HEADING)

    def _is_form(self, row: Row) -> bool:
        cells = row.cells
        if len(cells) not in FORM_CELLS or (self._head and len(self._head.columns) > 1 and self._head.fits(row)):
            return False
        labels, texts = cells[::2], cells[1::2]
        known = [cell for cell in labels if cell.lines and self._is_label(cell)]
        is_known = bool(known) or self._goes_on_form(row)
        are_labels = len(known) == len(labels) or (is_known and _stand_out(labels, texts))
        return are_labels and not any(cell.lines and self.profile.label(cell.text) for cell in texts)

    def _begins_form(self, rows: Sequence[Row]) -> bool:
        """Whether the first of some rows is a form's, and no head of columns above the next row: of `ID`, `Issue`,
        `Owner`, `Status` every second is a label too."""
        row, *below = rows[:2]
        if not self._is_form(row) or any(self._is_head_above(row, each) for each in below):
            return False
        if len(row.cells) == FORM_CELLS[0]:
            return True
        head = read_head(rows[:2], self.profile) if below and not self._is_form(below[0]) else None
        if head is not None and head.known == len(head.columns) and head.fits(below[0]):
            return False
        edges = [edge for cell in row.cells for edge in (cell.x0, cell.x1)]
        is_head = self.profile.label(row.cells[0].text) == Target("number") and any(
            stands_between(each, edges) and is_one_number(each.cells[0].text) for each in below
        )
        return not is_head

    def _goes_on_form(self, row: Row) -> bool:
        """Whether a row stands right below one of a form, its first label below the other's."""
        above = self._form
        if above is None or above.page != row.page or _is_apart(above, row):
            return False
        one, other = above.cells[0], row.cells[0]
        return abs(one.x0 - other.x0) <= SETTINGS.same_edge and abs(one.x1 - other.x1) <= SETTINGS.same_edge

    def _is_head_above(self, row: Row, below: Row) -> bool:
        """Whether a row in bold print names the columns of the next one, which is not and begins with no label: of
        `Key controls`, `Gaps in control` the second is no text of the first."""
        edges = [edge for cell in row.cells for edge in (cell.x0, cell.x1)]
        is_alike = len(below.cells) == len(row.cells) and stands_between(below, edges)
        return is_alike and _is_bold(row) and not _is_bold(below) and not self._is_label(below.cells[0])

    def _is_label(self, cell: Cell) -> bool:
        return (self.profile.label(cell.text) or label_with_number(cell.lines, self.profile)) is not None

    def _form_row(self, row: Row) -> None:
        for label, cell in zip(row.cells[::2], row.cells[1::2], strict=True):
            target = self.profile.label(label.text)
            numbered = label_with_number(label.lines, self.profile) if target is None else None
            self.known.add(key_of(numbered[0] if numbered else label.text))
            if numbered is None:
                self.draft.put(label.lines, Place.TABLE_HEAD)
                if target is None:
                    self.unknown.setdefault(label.text, row.page)
                    target = Target("detail")
            else:
                self._add_labelled(Target("number"), label.text, [numbered[1]])
                target = Target("title")
            if cell.lines:
                self._add_labelled(target, label.text, cell.lines)

    def _boxed_row(self, row: Row) -> bool:
        parts = [part for cell in row.filled for part in by_labels(cell.lines, self.profile)]
        if not parts or any(target is None for target, _ in parts):
            return self._row_below_labels(row)
        for target, lines in parts:
            if target is not None and lines:
                self._add_labelled(target, target.role, lines)
        return True

    def _row_below_labels(self, row: Row) -> bool:
        """Read a row whose cells each have a label in bold print above their text; half of them at least are known."""
        cells = [(cell.lines[0], cell.lines[1:]) for cell in row.filled]
        are_labels = all(label.bold and not any(line.bold for line in lines) for label, lines in cells)
        numbered = {id(label): label_with_number([label], self.profile) for label, _ in cells}
        targets = [
            self.profile.label(label.text) or (numbered[id(label)] and Target("description")) for label, _ in cells
        ]
        if not cells or not are_labels or 2 * sum(target is not None for target in targets) < len(cells):
            return False
        if len(cells) == 1 and not cells[0][1]:
            return False
        for target, (label, lines) in zip(targets, cells, strict=True):
            if (name := numbered[id(label)]) is not None and self.profile.label(label.text) is None:
                self._add_labelled(Target("number"), label.text, [name[1]])
            else:
                self.draft.put([label], Place.TABLE_HEAD)
            if target is None:
                self.unknown.setdefault(label.text, row.page)
            self.known.add(key_of(label.text))
            if lines:
                self._add_labelled(target or Target("detail"), label.text, lines)
        return True

    def _add_labelled(self, target: Target, head: str, lines: Sequence[Line]) -> None:
        """Add the text of a label. One that names a risk begins the next risk where the open one has its name."""
        record = self.records[-1] if self.records else None
        text = text_of(target.role, lines)
        names = target.role in ("number", "title")
        if record is None or self._is_one_of_several() or self._is_anothers(record, target, text):
            record = self._open()
        before = record.text(target.role)
        if target.kind is not None and before not in ("", text):
            self.draft.put(lines, Place.UNPLACED)  # a second rating: none of the two may become a part of the other
        elif not (names and before == text):
            self._give(record, target, head, lines)

    def _is_anothers(self, record: RecordDraft, target: Target, text: str) -> bool:
        """Whether the text of a label is another risk's than the open one's: another name, or another description
        where that one is rated already."""
        says_which = target.role in ("number", "title") or (target.role == "description" and record.has_rating_and_text)
        return says_which and record.text(target.role) not in ("", text)

    # -- Tables: a row a risk, an action, or more of the one before

    def _record_row(self, row: Row, head: Head) -> None:
        if self._is_of_no_risk:
            self.draft.put(row.lines, Place.UNPLACED)
            return
        if self._is_group(row, head):
            self._group(row)
            return
        if self._is_of_others or self._is_total(row, head):
            self.draft.put(row.lines, Place.OTHER_TABLE)
            return
        self._filled_row(row, head)

    def _filled_row(self, row: Row, head: Head) -> None:
        """A row that says something of a risk or an action."""
        cells = [(column, cell) for column, cell in self._cells(row, head) if cell.lines]
        own = [(column, cell) for column, cell in cells if column.target is None or not column.target.of_action]
        if head.is_of_actions:
            own = []
            actions = cells
        else:
            actions = [pair for pair in cells if pair not in own]
        spanning = self._cells_above(row)
        self._spanning = [*spanning, *(pair for pair in cells if pair[1].rows > 1 and pair[1].bottom)]
        begins = bool(own) and self._begins(own, row, head)
        if begins:
            self._open(head)
        if not self.records:
            self.draft.put(row.lines, Place.UNPLACED)
            return
        record = self.records[-1]
        if begins:
            _share(record, spanning, own)
        for column, cell in own:
            if not self._is_said_again(record, column, cell):
                self._give(record, column.target or Target("detail"), column.head, cell.lines)
            else:
                self.draft.put(cell.lines, Place.TABLE_HEAD)
        shared = [pair for pair in spanning if head.is_of_actions or _is_of_action(pair[0])]
        if actions:
            self._action_row(record, actions, row, shared)
        elif begins and any(_role(column) == "text" for column, _ in shared):
            record.actions.append(_drafted(shared))  # one action of several risks

    def _cells_above(self, row: Row) -> list[tuple[Column, Cell]]:
        """The filled cells that begin in a row above and reach down to this one, on the same page."""
        is_below = self._last is not None and self._last.page == row.page
        middle = row.top + SETTINGS.same_edge
        return [pair for pair in self._spanning if is_below and pair[1].bottom > middle]

    def _cells(self, row: Row, head: Head) -> Iterator[tuple[Column, Cell]]:
        """The cells of a row with their columns; one of a rating that is only coloured has its colour's word. The
        rest of a row overleaf is coloured too and names no risk: it has none."""
        name = self._name_of(head)
        cells = [(head.column_of(cell), cell) for cell in row.cells]
        names_risk = name is None or any(cell.lines for column, cell in cells if column.target == Target(name))
        kind = _kind_of_row(cells)
        for column, cell in cells if kind is None else self._of_kind(cells, kind):
            is_rating = column.target is not None and column.target.kind is not None
            is_coloured = is_rating and names_risk and not cell.lines
            yield column, self.colours.with_word(cell, row) if is_coloured else cell

    def _of_kind(self, cells: Sequence[tuple[Column, Cell]], kind: RatingKind) -> Iterator[tuple[Column, Cell]]:
        """The cells of a row whose ratings are of one kind, without the one that names it."""
        for column, cell in cells:
            if cell.lines and _named_kind(column, cell.text) is not None:
                self.draft.put(cell.lines, Place.TABLE_HEAD)
                continue
            own = column.target or self.profile.column(column.head)
            part = own.part if own is not None and own.kind is not None else _factor(column, cell)
            if part is not None or (own is not None and own.kind is not None):
                self.unknown.pop(column.head, None)
                own = Target(f"rating.{kind}.{part}" if part else f"rating.{kind}")
            yield column._replace(target=own), cell

    def _begins(self, cells: Sequence[tuple[Column, Cell]], row: Row, head: Head) -> bool:
        """Whether a row begins a risk: it names one that is not the open one, or rates one that has no name."""
        name = self._name_of(head)
        record = self.records[-1] if self.records else None
        if name is None:
            return False  # a table without a column that names the risk says more of the open one
        text = next((text_of(name, cell.lines) for column, cell in cells if column.target == Target(name)), "")
        if text:
            is_rest = name == "title" and record is not None and self._is_rest(row, looks_so=not self._rates(cells))
            return not is_rest and (record is None or record.text(name) != text or self._is_another(record, cells))
        roles = {column.target.role for column, _ in cells if column.target}
        begins = "description" in roles and self._rates(cells) and (record is None or record.has_rating_and_text)
        return begins and not self._is_rest(row, looks_so=False)

    def _is_rest(self, row: Row, *, looks_so: bool) -> bool:
        """Whether a row is the rest of one that a page end has cut: by its tags, or where these do not say by its
        looks."""
        if self._last is None or row.page == self._last.page:
            return False
        told = self.tags.are_one_row(self._last, row)
        return looks_so if told is None else told

    def _is_another(self, record: RecordDraft, cells: Sequence[tuple[Column, Cell]]) -> bool:
        """Whether a row that names the open risk tells of another: it describes one in other words."""
        own = next((cell.text for column, cell in cells if column.target == Target("description")), "")
        return own not in ("", record.text("description")) and self._rates(cells)

    def _name_of(self, head: Head) -> str | None:
        wanted = ("number", "title") if self.profile.identity.by == "number" else ("title", "number")
        return next((role for role in wanted if head.has(role)), None)

    def _rates(self, cells: Iterable[tuple[Column, Cell]]) -> bool:
        return any(column.target is not None and column.target.kind is not None for column, _ in cells)

    def _is_said_again(self, record: RecordDraft, column: Column, cell: Cell) -> bool:
        """Whether a cell repeats what the risk has already, as where a row is an action and all else is printed
        again."""
        role = column.target.role if column.target else None
        return role is not None and bool(record.values) and record.text(role) == text_of(role, cell.lines)

    def _is_group(self, row: Row, head: Head) -> bool:
        filled = row.filled
        if len(filled) != 1 or len(head.columns) < 3:
            return False
        cell = filled[0]
        return (
            cell.x1 - cell.x0 > SETTINGS.across * (row.x1 - row.x0) and len(cell.text.split()) <= SETTINGS.group_words
        )

    def _is_total(self, row: Row, head: Head) -> bool:
        """Whether a row counts the risks above it, or adds up their scores."""
        if not row.filled:
            return False
        first, *others = row.filled
        counts = register_words().totals.fullmatch(folded(first.text)) is not None
        is_named = head.has("number") and is_one_number(first.text)
        return counts and not is_named and all(_FIGURES.fullmatch(cell.text) for cell in others)

    def _group(self, row: Row) -> None:
        self._is_of_others = _names_others(row.filled[0].lines[0])
        self.sections.row(row.filled[0].lines[0])
        self.draft.put(row.lines, Place.HEADING)

    def _action_row(
        self,
        record: RecordDraft,
        cells: Sequence[tuple[Column, Cell]],
        row: Row,
        shared: Sequence[tuple[Column, Cell]],
    ) -> None:
        roles = {column.target.role for column, _ in cells if column.target}
        text = next((cell.text for column, cell in cells if column.target and column.target.role == "text"), "")
        if not record.actions or self._begins_action(record.actions[-1], roles, text, row):
            record.actions.append(Draft())
            _share_action(record.actions[-1], shared, roles)
        for column, cell in cells:
            role = column.target.role if column.target else "detail"
            record.actions[-1].add(role, column.head, cell.lines)
            self.draft.put(cell.lines, Place.ACTIONS)

    def _begins_action(self, last: Draft, roles: Set[str], text: str, row: Row) -> bool:
        """Whether a row begins an action. A page end may cut one between any two lines of its cells: the date that it
        leaves below the action before is the next one's, and what it leaves for the next page goes on with the last."""
        begins = not roles.isdisjoint(("ref", "text"))
        if self._last is not None and row.page == self._last.page:
            return begins or (self._ends_page and not _ONCE.isdisjoint(last.values.keys() & roles))
        return begins and not self._is_rest(row, looks_so=_looks_like_rest(last, roles, text))

    # -- Both

    def _open(self, head: Head | None = None) -> RecordDraft:
        sections = self.sections
        sections.risk_begins()
        record = RecordDraft(
            category=sections.category,
            section=sections.heading,
            standing=sections.standing,
            register=sections.register,
            quoted=sections.quoted,
            head=head,
        )
        self.records.append(record)
        if len(self.records) == 1:
            self.draft.open_section("active")
        return record

    def _give(self, record: RecordDraft, target: Target, head: str, lines: Sequence[Line]) -> None:
        before = record.values.get(target.role)
        if before and before[-1].page == lines[0].page:
            self.firsts.add(id(lines[0]))
        record.add(target.role, head, lines)
        role = target.role
        self.draft.put(lines, Place.RATING if role.startswith("rating") else _PLACES.get(role, Place.DETAIL))

    def _set_aside(self, rows: list[Row]) -> None:
        if not rows:
            return
        self.draft.sections[-1].tables.append(OtherTable("front", among_risks=False, in_actions=False, rows=rows))
        self.draft.put([line for row in rows for line in row.lines], Place.OTHER_TABLE)


def _role(column: Column) -> str | None:
    return column.target.role if column.target else None


def _is_of_action(column: Column) -> bool:
    return column.target is not None and column.target.of_action


def _share(record: RecordDraft, spanning: Iterable[tuple[Column, Cell]], own: Sequence[tuple[Column, Cell]]) -> None:
    """Give a risk what cells say of it that begin in the row of another: its owner, its group, its ratings."""
    roles = {_role(column) for column, _ in own}
    for column, cell in spanning:
        role = _role(column)
        is_shared = role is not None and (role in _SHARED_BY_RISKS or role.startswith("rating"))
        if role is not None and is_shared and role not in roles and not _is_of_action(column):
            record.add(role, column.head, cell.lines)


def _share_action(action: Draft, shared: Iterable[tuple[Column, Cell]], roles: Collection[str]) -> None:
    """Give an action what cells say of it that begin in the row of another: who does it, and when it is due."""
    for column, cell in shared:
        role = _role(column)
        if role in _SHARED_BY_ACTIONS and role not in roles:
            action.add(role, column.head, cell.lines)


def _drafted(cells: Iterable[tuple[Column, Cell]]) -> Draft:
    draft = Draft()
    for column, cell in cells:
        draft.add(_role(column) or "detail", column.head, cell.lines)
    return draft


def _kind_of_row(cells: Sequence[tuple[Column, Cell]]) -> RatingKind | None:
    """The kind of rating that a cell of a row names where others of the row are its parts: `Inherent`, 4, 5, 20 above
    `Residual`, 4, 3, 12."""
    if sum(column.target is not None and column.target.kind is not None for column, _ in cells) < LEAST_PARTS:
        return None
    named = [kind for column, cell in cells if cell.lines and (kind := _named_kind(column, cell.text)) is not None]
    return named[0] if len(named) == 1 else None


def _factor(column: Column, cell: Cell) -> str | None:
    """The factor that a column names of which a cell is a figure, although its head may stand above texts elsewhere:
    `Consequence`, 4."""
    words, head = register_words(), key_of(column.head)  # a narrow column may have cut it: `Consequenc e`
    factors = {"impact": words.impact, "likelihood": words.likelihood}
    if read_figure(cell.text)[0] is None or not cell.text[:1].isdigit():
        return None
    return next((part for part, own in factors.items() if re.fullmatch(rf"(?:{own})s?", head)), None)


def _named_kind(column: Column, text: str) -> RatingKind | None:
    is_free = column.target is None or column.target == Target(f"rating.{RatingKind.CURRENT}")
    if not is_free or len(text.split()) > LEAST_PARTS:
        return None
    kinds = register_words().heads.sure_kinds
    return next((RatingKind(kind) for kind, pattern in kinds if pattern.match(text)), None)


def _is_of_others(head: Head) -> bool:
    """Whether a table is one of issues, assumptions or the like, rated or not, and describes no risk."""
    tells = any(
        column.target is not None and column.target.role in ("title", "description", "cause") for column in head.columns
    )
    pattern = register_words().other_tables
    return not tells and any(pattern.fullmatch(folded(column.head)) for column in head.columns if not column.target)


def _is_apart(above: Row, row: Row) -> bool:
    """Whether white parts a row from the one above it on its page."""
    bottom = max((cell.bottom for cell in above.cells), default=0.0)
    return above.page == row.page and 0 < bottom < row.top - SETTINGS.same_edge


def _looks_like_rest(last: Draft, roles: Set[str], text: str) -> bool:
    """Whether a row at the top of a page looks like the rest of the action before: that has no text yet, or the row
    has its text alone, or the text goes on within a sentence and nothing is said that is said of each action."""
    before = last.text("text")
    if not before or roles == {"text"}:
        return "ref" not in roles or "ref" not in last.values
    said = _ONCE & last.values.keys()
    goes_on = text[:1].islower() and (not said or not said <= roles)
    return goes_on or (bool(said) and said.isdisjoint(roles) and not ends_sentence(before))


def _is_bold(row: Row) -> bool:
    return all(line.bold for line in row.lines)


def _names_others(line: Line) -> bool:
    """Whether a heading names what stands beside the risks in a project's log: `3. Issues`, `Assumptions log`."""
    text = _HEADING_NUMBER.sub("", folded(line.text))
    return register_words().other_tables.fullmatch(text.rstrip(" :")) is not None


def _stand_out(labels: Sequence[Cell], texts: Sequence[Cell]) -> bool:
    """Whether labels are short and in bold print, and the texts beside them are not."""
    are_short = all(cell.lines and len(cell.text.split()) <= SETTINGS.label_words for cell in labels)
    return (
        are_short
        and all(line.bold for cell in labels for line in cell.lines)
        and not any(line.bold for cell in texts for line in cell.lines)
    )


def split_cells(record: RecordDraft, profile: TableProfile) -> None:
    """Take the record's cells apart that hold several things: by their labels, and by what stands below what."""
    apart = {column.target.role for column in record.head.columns if column.target} if record.head else set()
    for role in list(record.values):
        lines = record.values.pop(role)
        is_split = bool(profile.label_phrases) and not role.startswith("rating")  # `Impact: 4` is a part of a rating
        for target, part in by_labels(lines, profile) if is_split else [(None, lines)]:
            _give_parts(record, target.role if target else role, part, profile, apart)


def _give_parts(
    record: RecordDraft, role: str, lines: Sequence[Line], profile: TableProfile, apart: Collection[str]
) -> None:
    """Give a cell's parts to a record, but for those that have a column of their own (`apart`)."""
    parts = [each for each in profile.cells.get(role, ()) if each == role or each.split(":")[0] not in apart]
    pieces: Iterator[tuple[str, list[Line]]] = stacked(lines, parts) if parts else iter([(role, list(lines))])
    for name, piece in pieces:
        if piece:
            record.add(name, role, piece)
