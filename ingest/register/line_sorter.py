"""Sorting a paper's lines: into sections with their prose, and risks with their parts.

One pass over the paper's blocks in reading order. What is kept in mind is small: the section, the risk that is open
and which part of it, and the columns of the table seen last. A page end changes none of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from risktrail.ingest.fields.risk_number import read_number
from risktrail.ingest.layout.line_tags import UNTAGGED, LineTags
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.sentences import ends_clause
from risktrail.ingest.layout.tables import Block, Row
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.collected_lines import OtherTable, PaperDraft, SectionDraft
from risktrail.ingest.register.headings import is_heading_like, is_numbered, is_part_heading
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.open_risk import ROW, STRUCK, UNKNOWN, OpenRisk
from risktrail.ingest.register.risk_row import (
    completes_number,
    is_rated_in_full,
    is_whole,
    may_be_number,
    rating_of,
)
from risktrail.ingest.register.table_columns import (
    OTHER,
    ByRole,
    Column,
    action_columns_of,
    by_role,
    columns_of,
    fits_all,
    is_flat_head,
    labels,
    names_columns_alone,
    pieces,
    role_at,
)
from risktrail.ingest.register.table_rows import RowKind, known_rows

_RUN_IN = re.compile(r"^(?P<heading>[^:]{3,40}):\s+\S")


@dataclass(frozen=True, slots=True)
class SorterSettings:
    """What tells headings, labels and numbers in running text."""

    white_between: float = 0.6
    """Of the font size: white above a line that is more than between the lines of a paragraph."""
    label_words: int = 6
    """Most words of a bold line that is a label no profile names."""
    number_words: int = 2
    """Most words of a risk's number: `Risk 5`."""
    section_size: float = 1.15
    """Of the body's size: print from which a line is a section's heading whatever its words. Parts of a risk are
    headed in print that is hardly larger than the text."""
    head_words: int = 3
    """Fewest words of a bold line that is a table's head without its columns; one is enough below such a line."""


SETTINGS = SorterSettings()


def sort_lines(
    blocks: Iterable[Block],
    furniture: Sequence[Line],
    body: float,
    profile: Profile,
    struck: Collection[tuple[int, float]] = (),
    tags: LineTags = UNTAGGED,
) -> PaperDraft:
    """Sort a paper's blocks into sections and risks.

    Args:
        blocks: The paper in reading order.
        furniture: Its running headers and footers, which stand in none of the blocks.
        body: Its usual font size, in points.
        profile: The words of its family.
        struck: Where words are struck out, which stand in none of the blocks either: page, and points from its top.
        tags: What the tags of its pages say.
    """
    sorter = _LineSorter(PaperDraft(furniture), profile, body, struck, tags)
    for block in blocks:
        if isinstance(block, Line):
            sorter.take_line(block)
        else:
            sorter.take_rows(block.rows)
    sorter.finish()
    return sorter.paper


class _LineSorter:
    """The state of the pass.

    Some lines cannot be placed when they are met: cells whose risk's number comes overleaf or not at all (`waiting`), a
    row under a head that is a risk's only where its parts follow (`doubtful`), text at a page's foot beside an empty
    label (`unlabelled`). Each is placed as soon as what follows tells where it belongs, at the latest in `finish`.
    """

    def __init__(
        self,
        paper: PaperDraft,
        profile: Profile,
        body: float,
        struck: Collection[tuple[int, float]],
        tags: LineTags,
    ) -> None:
        self.paper, self.profile, self.body, self.struck, self.tags = paper, profile, body, struck, tags
        self.paper.open_section("front")
        self.open = OpenRisk(self.paper, tags)
        self.columns: tuple[Column, ...] = ()
        self.action_columns: tuple[Column, ...] = ()  # those of the open risk's table of actions
        self.waiting: ByRole = {}
        self.doubtful: tuple[Row, ByRole] | None = None
        self.unlabelled: list[Line] = []
        self.label: tuple[float, str] | None = None  # the right edge and the role of the label seen last
        self.record: Row | None = None  # the row of a record seen last
        self.record_before: Row | None = None  # and the one before it
        self.unread_number: Sequence[Line] | None = None  # beside its label in the row before, or in this one
        self.bare_head: tuple[int, float] | None = None  # where the last head stands, while no row has come below it
        self.under_head = False  # whether nothing but rows has come since the last head
        self.below_row = False  # whether the block before was a row, or a piece of one
        self.table: OtherTable | None = None  # that of the block before, where it is not the register's
        self.take_row = {
            RowKind.HEAD: self._take_head,
            RowKind.PARTS_HEAD: self._take_parts_head,
            RowKind.SINGLE: self._take_single,
            RowKind.RECORD: self._take_record,
        }

    @property
    def section(self) -> SectionDraft:
        return self.paper.sections[-1]

    # --- what comes -------------------------------------------------------------------------------------------------

    def take_line(self, line: Line) -> None:
        """Take a line that stands in no table."""
        self._settle_unlabelled()
        self._open_before_parts(line)
        self._settle_doubtful()
        self.table = self.unread_number = None
        self.under_head = False
        self.below_row = self.below_row and self._is_piece_of_row(line)
        if not self.below_row:
            self._place_line(line)

    def take_rows(self, rows: Iterable[Row]) -> None:
        """Take the rows of a table."""
        for kind, row in known_rows(rows, self.profile):
            self._settle_doubtful()
            self.take_row[kind](row)
        self.below_row = True

    def finish(self) -> None:
        """The paper has ended: place what still waits for more."""
        self._settle_doubtful()
        self._settle_unlabelled()
        self._settle_waiting()

    # --- what had to wait -------------------------------------------------------------------------------------------

    def _settle_doubtful(self) -> None:
        if self.doubtful is not None:
            (row, _), self.doubtful = self.doubtful, None
            self._other_table(row)

    def _open_before_parts(self, line: Line) -> None:
        """Open a risk where the heading of its impact or actions follows a row under a head: whatever the row's number
        and rating say, the parts are not those of the risk before."""
        if (self.doubtful is None and not self.under_head) or not is_part_heading(line, self.profile):
            return
        if self.doubtful is not None:
            (_, row), self.doubtful = self.doubtful, None
            self.table = None
            self._open_risk()
            self._add_all(row)
        elif self.under_head and self.waiting.get("description"):
            self._open_risk()
        elif self._has_lost_row(line):
            self.open.open_struck()

    def _has_lost_row(self, line: Line) -> bool:
        """Whether the only row below the last head is struck out, so that the heading of a part comes next."""
        head, here = self.bare_head, (line.page, line.top)
        return self.under_head and head is not None and any(head < place < here for place in self.struck)

    def _settle_unlabelled(self) -> None:
        """No label has come overleaf: the text goes on with the part whose label came last."""
        if self.label is not None:
            self._place_unlabelled(self.label[1])

    def _place_unlabelled(self, role: str) -> None:
        lines, self.unlabelled = self.unlabelled, []
        if lines:
            self._add_labelled(role, lines)

    def _settle_waiting(self) -> None:
        if is_whole(self.waiting, self.profile):
            self._open_risk()
        elif self.waiting:
            waiting, self.waiting = self.waiting, {}
            self.paper.put([line for lines in waiting.values() for line in lines], Place.UNPLACED)

    def _keep_waiting(self, row: ByRole) -> None:
        for role, lines in row.items():
            self.waiting.setdefault(role, []).extend(lines)

    def _is_piece_of_row(self, line: Line) -> bool:
        """Whether a line belongs to the cells of a row at the foot of a page, which has lost its rules there: it begins
        with a risk's number, or goes on below one. Its words are kept until the rest of the row has come."""
        found = pieces(line, self.columns) if line.mark is None else {}
        if not found:
            return False
        if "number" in found:
            text = found["number"].text
            number = read_number(text, self.profile)
            is_number = number is not None and bool(number.prefix) and text[-1].isalnum()
            if not is_number or len(text.split()) > SETTINGS.number_words:
                return False
            self._settle_waiting()
        elif "number" not in self.waiting:
            return False
        self._keep_waiting({role: [piece] for role, piece in found.items()})
        return True

    # --- rows of tables ---------------------------------------------------------------------------------------------

    def _take_head(self, row: Row) -> None:
        if self._is_head_of_actions(row):
            self._take_record(row)
        else:
            self._open_head(row)

    def _take_parts_head(self, row: Row) -> None:
        if self.open.risk is None:
            self._take_record(row)
        else:
            self._open_head(row)
            self.open.part = ROW

    def _take_single(self, row: Row) -> None:
        if self._column_of_single(row) is not None:
            self._take_record(row)
        elif self._is_group_of_other_table(row):
            self._other_table(row)
        else:
            self.table = None
            self._settle_unlabelled()
            for line in row.lines:
                self._place_line(line)

    def _is_head_of_actions(self, row: Row) -> bool:
        """Whether a head below the heading of a risk's actions names columns of these (`No | Description | Status`)
        rather than those of another table of risks."""
        if self.open.part != "actions":
            return False
        roles = {column.role for column in columns_of(row, self.profile)}
        return OTHER in roles and "rating" not in roles

    def _column_of_single(self, row: Row) -> str | None:
        """The column a row's only cell stands in: the rest of a cell that a page end has cut."""
        return role_at(row.cells[0], self.columns) if self.open.in_row and len(self.columns) > 1 else None

    def _is_group_of_other_table(self, row: Row) -> bool:
        """Whether a row of one cell is a group's heading within a table that is not the register's."""
        return (
            self.table is not None
            and self.table.rows[-1].is_as_wide_as(row)
            and not any(is_part_heading(line, self.profile) for line in row.lines)
        )

    def _open_head(self, row: Row) -> None:
        self.table = None
        self.under_head, self.bare_head = True, (row.page, row.top)
        self.columns = columns_of(row, self.profile)
        self.paper.heads += [cell.text for cell in row.filled]
        self.paper.put(row.lines, Place.TABLE_HEAD)

    def _take_record(self, row: Row) -> None:
        """Take a row that is no head: of the table of risks, a label beside its text, or of some other table."""
        self.record_before, self.record = self.record, row
        self.bare_head = None
        if self._take_labels(row):
            self.table = None
            return
        self._settle_unlabelled()
        self.unread_number = None
        cells = by_role(row, self.columns)
        if cells is None:
            self._other_table(row)
            return
        if "number" in self.waiting and "number" not in cells:
            self._open_risk()
        if self.open.part != ROW and {"description", "rating"}.issuperset(cells):
            self._wait_for_number(cells)
        elif self._opens_or_continues(cells):
            self.table = None
            self._add_all(cells)
        elif self.under_head and self.table is None and cells.get("description"):
            self.doubtful = row, cells
        else:
            self._other_table(row)

    def _wait_for_number(self, cells: ByRole) -> None:
        """Keep a row without a number until it is known whether the number comes overleaf."""
        if is_whole(self.waiting, self.profile) and is_whole(cells, self.profile):
            self._open_risk()
        self.table = None
        self._keep_waiting(cells)

    def _opens_or_continues(self, cells: ByRole) -> bool:
        """Open a new risk where a row begins one, or find the open one that the row goes on with."""
        number = " ".join(line.text for line in cells.get("number", ()))
        if not number:
            if self._is_another_risk(cells):
                self._open_risk()
            return self.open.in_row is not None
        if self._completes_open_number(number) or self._numbers_open_risk(cells):
            return True
        if not may_be_number(number, self.profile) and not self._is_row_of_risks(cells):
            return False
        self._open_risk()
        return True

    def _is_row_of_risks(self, cells: ByRole) -> bool:
        """Whether a row whose number cannot be read is a risk all the same, by its place and its other cells."""
        if self.under_head and not any(column.role == "rating" for column in self.columns):
            return bool(cells.get("description"))
        return is_whole(cells, self.profile)

    def _is_another_risk(self, cells: ByRole) -> bool:
        """Whether a row without a number begins a risk although one is open: both are rated. A row that a page end has
        cut may show its score on one page and its band on the other."""
        risk = self.open.in_row
        if risk is None or not is_whole(cells, self.profile) or not rating_of(risk.rating, self.profile).is_stated:
            return False
        if cells["rating"][0].page == risk.rating[-1].page:
            return True
        if self.record_before is not None and self.record is not None:
            is_rest = self.tags.are_one_row(self.record_before, self.record)
            if is_rest is not None:
                return not is_rest
        return all(is_rated_in_full(lines, self.profile) for lines in (risk.rating, cells["rating"]))

    def _numbers_open_risk(self, cells: ByRole) -> bool:
        """Whether a row at the top of a page has the number of a risk that was opened without one at the foot of the
        page before: the page end has cut the row, and has left its score there."""
        risk = self.open.in_row
        if risk is None or risk.number:
            return False
        is_overleaf = cells["number"][0].page > risk.lines[-1].page
        return is_overleaf and rating_of(cells.get("rating", ()), self.profile).score is None

    def _completes_open_number(self, rest: str) -> bool:
        risk = self.open.in_row
        return risk is not None and bool(risk.number) and completes_number(risk.number_text, rest, self.profile)

    def _open_risk(self) -> None:
        """Open a risk, with the cells that waited for its number."""
        self.open.open()
        self.action_columns = ()
        self.unread_number = None
        waiting, self.waiting = self.waiting, {}
        self._add_all(waiting)

    def _add_all(self, cells: ByRole) -> None:
        for role, lines in cells.items():
            self.open.add(role, lines)

    def _other_table(self, row: Row) -> None:
        """A row of a table that is not the register's. Among risks it is unplaced, elsewhere it stays with prose."""
        if self.open.part == "actions" and self._take_action_row(row):
            return
        if self.table is None or not self.table.rows[-1].is_as_wide_as(row):
            among_risks = self.open.risk is not None
            in_actions = self.open.part == "actions"
            self.table = OtherTable(self.section.kind, among_risks=among_risks, in_actions=in_actions)
            self.section.tables.append(self.table)
        self.table.rows.append(row)
        self.paper.put(row.lines, Place.OTHER_TABLE if self.open.part is None else Place.UNPLACED)

    def _take_action_row(self, row: Row) -> bool:
        """Take a row of a table of actions below the heading of a risk's actions; False where it is none."""
        columns = action_columns_of(row, self.profile)
        if columns:
            self.action_columns = columns
            self.paper.put(row.lines, Place.TABLE_HEAD)
            return True
        cells = by_role(row, self.action_columns)
        if cells is None or not cells.get("text"):
            return False
        self.open.add_action_row(cells, row)
        return True

    # --- labels beside their text -------------------------------------------------------------------------------------

    def _take_labels(self, row: Row) -> bool:
        """Take a row of labels, each with its text beside it: `Impact | what would happen`, `Risk Number | OPSG-006`.

        False where the row is none.
        """
        fits = fits_all(row, self.columns) and self.profile.part(row.cells[0].text) is None
        if fits or names_columns_alone(row, self.profile):
            return False
        found = labels(row, self.label, self.profile)
        if not found or (self.open.risk is None and found[0][0] != "number"):
            return False
        parts = [(role, label, [line for cell in cells for line in cell.lines]) for role, label, cells in found]
        role, label, lines = parts[0]
        is_on_page = self.record_before is not None and row.page == self.record_before.page
        if not label.lines and is_on_page and not self.unlabelled:
            self.unlabelled = lines
            return True
        if label.lines and self._is_label_of_unlabelled(role, lines, row.page):
            self._place_unlabelled(role)
        self._settle_unlabelled()
        for role, label, lines in parts:
            self.paper.put(label.lines, Place.HEADING)
            self._add_labelled(role, lines)
        role, label, _ = parts[-1]
        self.label = (label.x1, role)
        return True

    def _is_label_of_unlabelled(self, role: str, rest: Sequence[Line], page: int) -> bool:
        """Whether text at a page's foot belongs to a label overleaf, with `rest` beside it: the open risk has no part
        that the text could go on with, it goes on within a sentence, or bullets follow an impact without any, as
        actions do."""
        risk, held = self.open.risk, self.unlabelled
        if risk is None or not held or page == held[0].page or role not in ("impact", "actions"):
            return False
        if not risk.is_full:
            return True
        if role == "actions" and self.open.part == "impact":
            return _is_bullet(held[0]) and not any(map(_is_bullet, risk.impact))
        return bool(rest) and not ends_clause(held[-1].text) and rest[0].text[:1].islower()

    def _add_labelled(self, role: str, lines: Sequence[Line]) -> None:
        """Give the text beside a label to the part, or the column, that the label names."""
        if role != "number" and self.open.risk is not None and self.unread_number is not None:
            number = self.unread_number
            self._open_risk()  # a form of its own: nothing in it is said of the risk before
            self.open.add("number", number)
        if role == "number" and lines and self._opens_or_continues({"number": list(lines)}):
            self.open.add("number", lines)
        elif role == "number":
            self.unread_number = lines
            self.paper.put(lines, Place.UNPLACED)
        elif role in ("impact", "actions"):
            self.open.part = role
            self.open.add(role, lines)
        elif self.open.part == ROW or self.open.lacks(role):
            self.open.add(role, lines)
        else:
            self.paper.put(lines, Place.UNPLACED)

    # --- lines in no table --------------------------------------------------------------------------------------------

    def _place_line(self, line: Line) -> None:
        self._settle_waiting()
        if self._take_section_heading(line) or self._take_part_heading(line):
            return
        if self.open.part == STRUCK:
            self.paper.put([line], Place.HEADING if is_part_heading(line, self.profile) else Place.UNPLACED)
        elif self.open.risk is None:
            self._add_prose([line])
        elif self.open.part in ("impact", "actions"):
            self.open.add(self.open.part, [line])
        else:
            self.paper.put([line], Place.UNPLACED)

    def _add_prose(self, lines: Sequence[Line]) -> None:
        place = Place.RECOMMENDATIONS if self.section.kind == "recommendations" else Place.NARRATIVE
        self.paper.put(lines, Place.FRONT if self.section.kind == "front" else place)

    def _take_section_heading(self, line: Line) -> bool:
        if not is_heading_like(line, self.body):
            return False
        if self._is_title(line):
            self.paper.open_section("front")
            self._add_prose([line])
            return True
        if self._is_label_of_risk(line):
            return False
        kind = self.profile.section(line.text)
        if kind is None and not self._opens_unknown_section(line):
            return False
        self.paper.open_section(kind or "other", line)
        self.open.close()
        self.paper.put([line], Place.HEADING)
        return True

    def _is_label_of_risk(self, line: Line) -> bool:
        """Whether a line below an open risk is a label of that, whatever it says: its section's heading is larger."""
        heading = self.section.heading
        if self.open.risk is None or heading is None or is_numbered(line.text):
            return False
        return heading.size > SETTINGS.section_size * max(line.size, self.body)

    def _opens_unknown_section(self, line: Line) -> bool:
        """Whether a line that looks like a heading, in words no profile knows, is one: numbered or large, and neither
        an item of a numbered list nor a line of the paper's front."""
        numbered, large = is_numbered(line.text), line.size > SETTINGS.section_size * self.body
        if self.profile.part(line.text) is not None or not (numbered or large):
            return False
        if self.open.part is not None or self.section.kind == "recommendations":
            return line.bold or large
        return self.section.kind != "front" or (numbered and bool(self.paper.ledger))

    def _is_title(self, line: Line) -> bool:
        """The paper's title behind a cover or a document control table, where it opens the front again."""
        return (
            not self.paper.risks
            and self.section.kind in ("front", "appendix", "other")
            and not is_numbered(line.text)
            and self.profile.paper["title_pattern"].search(line.text.casefold()) is not None
        )

    def _take_part_heading(self, line: Line) -> bool:
        """Take a heading within a risk: of its impact or actions, of a table, or one no profile names."""
        if self.open.risk is None:
            return False
        part = self.profile.part(line.text) if is_part_heading(line, self.profile) else None
        if part is not None:
            self.open.open_part(part, line)
            self.paper.put([line], Place.HEADING)
        elif self._take_run_in_heading(line):
            pass
        elif is_flat_head(line, self._head_words(), self.profile):
            self.paper.put([line], Place.TABLE_HEAD)
        elif self.open.part in ("impact", "actions") and _is_label(line):
            self.open.part = UNKNOWN
            self.paper.put([line], Place.UNPLACED)
        else:
            return False
        return True

    def _head_words(self) -> int:
        """How many words a table's head without its columns has at least."""
        before = self.paper.ledger.last
        return 1 if before is not None and before.place is Place.TABLE_HEAD else SETTINGS.head_words

    def _take_run_in_heading(self, line: Line) -> bool:
        """Take a heading with its text on one line: `Impact: what would happen`."""
        run_in = _RUN_IN.match(line.text)
        part = self.profile.part(run_in["heading"]) if run_in else None
        if run_in is None or part is None or not (line.words[0].bold or self._begins_part(line, part)):
            return False
        words = len(run_in["heading"].split())
        self.open.open_part(part, line)
        self.paper.put([line.of_words(line.words[:words])], Place.HEADING)
        self.open.add(part, [line.of_words(line.words[words:])])
        return True

    def _begins_part(self, line: Line, part: str) -> bool:
        """Whether a line that is not bold, and begins with the heading of a part and a colon, begins that part rather
        than going on with a sentence of the one before."""
        if part == self.open.part or line.mark is not None or not line.text[:1].isupper():
            return False
        last = self.paper.ledger.last
        if last is None or self.open.part not in ("impact", "actions") or ends_clause(last.line.text):
            return True
        white = line.top - last.line.bottom
        return last.line.page == line.page and white > SETTINGS.white_between * line.size


def _is_label(line: Line) -> bool:
    """Whether a line looks like the label of a part: short, bold, capital first."""
    return (
        line.bold
        and line.mark is None
        and len(line.words) <= SETTINGS.label_words
        and line.text[:1].isupper()
        and not line.text.endswith(".")
    )


def _is_bullet(line: Line) -> bool:
    return line.mark is not None or not line.text[:1].isalnum()
