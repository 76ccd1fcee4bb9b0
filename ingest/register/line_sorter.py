"""The reader of lines: which line is a heading, a table head, a risk, an impact paragraph, an action.

One pass over the paper's blocks in reading order. What it keeps in mind is small: the section it is in, the risk
that is open and which part of it, and the columns of the table seen last. A page end changes none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from risktrail.ingest.fields.rating import Rating, read_rating
from risktrail.ingest.fields.risk_number import is_start_of_number, read_number
from risktrail.ingest.layout.lines import Line, body_size
from risktrail.ingest.layout.tables import Block, Cell, Row, lines_within
from risktrail.ingest.profile import Profile
from risktrail.ingest.register import table_columns as heads
from risktrail.ingest.register.collected_lines import (
    RISK_SECTIONS,
    OtherTable,
    PaperDraft,
    Place,
    RiskDraft,
    SectionDraft,
)
from risktrail.ingest.register.headings import is_heading_like, is_numbered, is_part_heading
from risktrail.ingest.register.table_columns import ByRole, Column
from risktrail.schema.report import Standing

_RUN_IN = re.compile(r"^(?P<heading>[^:]{3,40}):\s+\S")
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_WHITE_BETWEEN = 0.6  # of the font size: more than between the lines of a paragraph
_LABEL_WORDS = 6
_NUMBER_WORDS = 2  # of a risk's number: `Risk 5`
_MUCH_LARGER = 1.15


def read_blocks(blocks: Iterable[Block], profile: Profile) -> PaperDraft:
    """Sort a paper's blocks, running headers and footers taken out, into sections and risks."""
    blocks = list(blocks)
    walk = _Walk(profile, body_size(lines_within(blocks)))
    for block in blocks:
        walk.take(block)
    walk.finish()
    return walk.paper


class _Walk:
    def __init__(self, profile: Profile, body: float) -> None:
        self.profile, self.body = profile, body
        self.paper = PaperDraft(sections=[SectionDraft("front")])
        self.risk: RiskDraft | None = None
        self.part: str | None = None
        self.columns: tuple[Column, ...] = ()
        self.pending: Row | None = None  # cut at a page end: the first line of a table head, perhaps
        self.head: Row | None = None  # the block before, where it was a table head
        self.label: tuple[float, str] | None = None  # the right edge and the role of the label seen last
        self.unlabelled: list[Line] = []  # text beside an empty label at a page's foot: its label may come overleaf
        self.rows_page = 0  # the page of the row before
        self.early: ByRole = {}  # cells of a row whose number comes overleaf, or not at all
        self.unsure: tuple[Row, ByRole] | None = None  # a row under a head that is a risk's where its parts follow
        self.second_impact: Line | None = None  # its heading, where the open risk has one
        self.unread_number: Sequence[Line] | None = None  # beside its label in the row before, or in this one
        self.under_head = False  # whether nothing but rows has come since the last head
        self.below_row = False  # whether the block before was a row, or a piece of one
        self.table: OtherTable | None = None  # that of the block before, where it is not the register's

    @property
    def section(self) -> SectionDraft:
        return self.paper.sections[-1]

    def take(self, block: Block) -> None:
        if isinstance(block, Line):
            self._give_up_unlabelled()
            self._open_before_parts(block)
            self.flush()
            self.head = self.table = self.unread_number = None
            self.under_head = False
            self.below_row = self.below_row and self._is_piece_of_row(block)
            if not self.below_row:
                self.line(block)
        else:
            self.row(block)
            self.below_row = True

    def flush(self) -> None:
        """Process a row that was held back as a possible piece of a table head, or as a risk's, and was none."""
        self._flush_unsure()
        if self.pending is not None:
            row, self.pending = self.pending, None
            self.data(row)

    def _flush_unsure(self) -> None:
        if self.unsure is not None:
            (row, _), self.unsure = self.unsure, None
            self._other_table(row)

    def _open_before_parts(self, line: Line) -> None:
        """Open a risk where the heading of its impact or actions follows a row under a head: whatever the row's number
        and rating say, the parts are not those of the risk before."""
        if not is_part_heading(line, self.profile):
            return
        if self.unsure is not None:
            (_, row), self.unsure = self.unsure, None
            self._open_risk()
            self.table = None
            for role, lines in row.items():
                self._risk_lines(role, lines)
        elif self.under_head and self.early.get("description"):
            self._open_risk()

    def finish(self) -> None:
        """The paper has ended: what waited for more goes where it can."""
        self.flush()
        self._give_up_unlabelled()
        self._give_up_early()

    def _give_up_unlabelled(self) -> None:
        """No label has come overleaf: the text goes on with the part that was open."""
        if self.label is not None:
            self._place_unlabelled(self.label[1])

    def _place_unlabelled(self, role: str) -> None:
        """Give the text beside an empty label, where there is some, to a part."""
        lines, self.unlabelled = self.unlabelled, []
        if lines:
            self._labelled_part(role, lines)

    def _give_up_early(self) -> None:
        if self._is_whole(self.early):
            self._open_risk()
        elif self.early:
            early, self.early = self.early, {}
            self._unplaced([line for lines in early.values() for line in lines])

    def _is_piece_of_row(self, line: Line) -> bool:
        """Whether a line belongs to the cells of a row at the foot of a page, which has lost its rules there: it begins
        with a risk's number, or goes on below one. Its words are kept until the rest of the row has come."""
        pieces = heads.pieces(line, self.columns) if line.mark is None else {}
        if not pieces:
            return False
        if "number" in pieces:
            text = pieces["number"].text
            number = read_number(text, self.profile)
            if number is None or not number.prefix or not text[-1].isalnum() or len(text.split()) > _NUMBER_WORDS:
                return False
            self._give_up_early()
        elif "number" not in self.early:
            return False
        for role, piece in pieces.items():
            self.early.setdefault(role, []).append(piece)
        return True

    def _is_whole(self, row: ByRole) -> bool:
        """Whether a row without a number says all the rest that a risk's row says."""
        return bool(row.get("description")) and self._is_rated(row.get("rating", ()))

    def _is_rated(self, lines: Sequence[Line]) -> bool:
        rating = self._rating(lines)
        return rating.is_stated

    def _rating(self, lines: Iterable[Line]) -> Rating:
        return read_rating(" ".join(line.text for line in lines), self.profile)

    def _is_rated_in_full(self, lines: Sequence[Line]) -> bool:
        text = "".join(line.text for line in lines)
        return self._rating(lines).score is not None and text.count("(") == text.count(")")

    # --- rows -----------------------------------------------------------------------------------------------------

    def row(self, row: Row) -> None:
        self._flush_unsure()
        filled = [cell for cell in row.cells if cell.lines]
        if len(row.cells) == 1 and self._column_of_single(row) is None:
            self.flush()
            if self._is_group_of_other_table(row):
                self._other_table(row)
                return
            self.head = self.table = None
            self._give_up_unlabelled()
            for line in filled[0].lines:
                self.line(line)
        elif (parted := heads.head_and_rest(row, self.profile)) is not None:
            self.flush()
            self._open_head(parted[0])
            self.data(parted[1])
        elif self.pending is not None and heads.is_head(whole := heads.stacked(self.pending, row), self.profile):
            self.pending = None
            self._open_head(whole)
        elif heads.is_head(row, self.profile) and not self._is_head_of_actions(row):
            self.flush()
            self._open_head(row)
        elif self.risk is not None and heads.is_parts_head(row, self.profile):
            self.flush()
            self._open_head(row)
            self.part = "row"
        elif self.head is not None and heads.goes_on(self.head, row, self.profile):
            self._open_head(heads.stacked(self.head, row))
        elif heads.is_piece_of_head(row, self.profile):
            self.flush()
            self.pending = row
        else:
            self.flush()
            self.head = None
            self.data(row)

    def _is_head_of_actions(self, row: Row) -> bool:
        """Whether a head below the heading of a risk's actions names columns of these (`No | Description | Status`)
        rather than those of another table of risks."""
        roles = {column.role for column in heads.columns_of(row, self.profile)}
        return self.part == "actions" and self.risk is not None and "other" in roles and "rating" not in roles

    def _is_group_of_other_table(self, row: Row) -> bool:
        """Whether a row of one cell is a group's heading within a table that is not the register's."""
        return (
            self.table is not None
            and heads.same_width(self.table.rows[-1], row)
            and not any(is_part_heading(line, self.profile) for line in row.cells[0].lines)
        )

    def _open_head(self, row: Row) -> None:
        self.head, self.table = row, None
        self.under_head = True
        self.columns = heads.columns_of(row, self.profile)
        self.paper.heads += [cell.text for cell in row.cells if cell.lines]
        self._place_all(row.cells, Place.TABLE_HEAD)

    def _place_all(self, cells: Iterable[Cell], place: Place) -> None:
        for cell in cells:
            self._note(cell.lines, place)

    def data(self, row: Row) -> None:
        """A row that is no head: of the table of risks, a label beside its text, or of some other table."""
        page_before, self.rows_page = self.rows_page, row.page
        if self._labelled(row, page_before):
            self.table = None
            return
        self._give_up_unlabelled()
        self.unread_number = None
        by_role = heads.by_role(row, self.columns)
        if by_role is not None and "number" in self.early and "number" not in by_role:
            self._open_risk()
        if by_role is None:
            self._other_table(row)
        elif self.part != "row" and {"description", "rating"}.issuperset(by_role):
            self._keep_for_number(by_role)
        elif self._in_table(by_role):
            self.table = None
            for role, lines in by_role.items():
                self._risk_lines(role, lines)
        elif self.under_head and self.table is None and by_role.get("description"):
            self.unsure = (row, by_role)
        else:
            self._other_table(row)

    def _keep_for_number(self, row: ByRole) -> None:
        """Keep a row without a number until it is known whether the number comes overleaf."""
        if self._is_whole(self.early) and self._is_whole(row):
            self._open_risk()
        self.table = None
        for role, lines in row.items():
            self.early.setdefault(role, []).extend(lines)

    def _in_table(self, by_role: ByRole) -> bool:
        """Open a new risk where a row begins one, or find the open one that the row goes on with."""
        number = " ".join(line.text for line in by_role.get("number", ()))
        if number:
            if self._completes_number(number) or self._numbers_open_risk(by_role):
                return True
            if not self._reads_as_number(number) and not self._is_row_of_risks(by_role):
                return False
            self._open_risk()
            return True
        if self._is_another_risk(by_role):
            self._open_risk()
        return self.risk is not None and self.part == "row"

    def _reads_as_number(self, text: str) -> bool:
        return read_number(text, self.profile) is not None or is_start_of_number(text, self.profile)

    def _is_row_of_risks(self, by_role: ByRole) -> bool:
        """Whether a row whose number cannot be read is a risk all the same, by its place and its other cells."""
        if self.under_head and not any(column.role == "rating" for column in self.columns):
            return bool(by_role.get("description"))
        return self._is_whole(by_role)

    def _is_another_risk(self, row: ByRole) -> bool:
        """Whether a row without a number begins a risk although one is open: both are rated. A row that a page end has
        cut may show its score on one page and its band on the other."""
        risk = self.risk
        if risk is None or self.part != "row" or not self._is_whole(row) or not self._is_rated(risk.rating):
            return False
        if row["rating"][0].page == risk.rating[-1].page:
            return True
        return all(self._is_rated_in_full(lines) for lines in (risk.rating, row["rating"]))

    def _numbers_open_risk(self, by_role: ByRole) -> bool:
        """Whether a row at the top of a page has the number of a risk that was opened without one at the foot of the
        page before: the page end has cut the row, and has left its score there."""
        risk = self.risk
        return (
            risk is not None
            and self.part == "row"
            and not risk.number
            and by_role["number"][0].page > risk.lines[-1].page
            and self._rating(by_role.get("rating", ())).score is None
        )

    def _completes_number(self, rest: str) -> bool:
        if self.risk is None or self.part != "row" or not self.risk.number:
            return False
        begun = self.risk.number_text
        return (
            is_start_of_number(begun, self.profile)
            and read_number(begun, self.profile) is None
            and read_number(f"{begun} {rest}", self.profile) is not None
        )

    def _open_risk(self) -> None:
        section = self.section
        heading = section.heading.text if section.heading else None
        self.risk = RiskDraft(heading, section.kind, RISK_SECTIONS.get(section.kind, Standing.ACTIVE))
        self.paper.risks.append(self.risk)
        self.part = "row"
        self.second_impact = self.unread_number = None
        early, self.early = self.early, {}
        for role, lines in early.items():
            self._risk_lines(role, lines)

    def _risk_lines(self, role: str, lines: Sequence[Line]) -> None:
        risk = self.risk
        if role == "number" and risk:
            risk.number += lines
            self._note(lines, Place.NUMBER)
        elif role == "description" and risk:
            risk.description += lines
            self._note(lines, Place.DESCRIPTION)
        elif role == "rating" and risk:
            risk.rating += lines
            self._note(lines, Place.RATING)
        elif role in ("impact", "actions") and risk:
            self._part_lines(role, lines)
        else:
            self._unplaced(lines)

    def _part_lines(self, part: str, lines: Sequence[Line]) -> None:
        if self.risk is None:
            self._unplaced(lines)
        elif part == "impact" and not _is_figure(lines):
            self.risk.impact += lines
            self._note(lines, Place.IMPACT)
        elif part == "actions":
            self.risk.actions += lines
            self._note(lines, Place.ACTIONS)
        else:
            self._unplaced(lines)

    def _labelled(self, row: Row, page_before: int) -> bool:
        """A row of labels, each with its text beside it: `Impact | what would happen`, `Risk Number | OPSG-006`.
        `page_before` is that of the row before."""
        fits = heads.fits_all(row, self.columns) and self.profile.part(row.cells[0].text) is None
        if fits or heads.names_columns_alone(row, self.profile):
            return False
        pairs = heads.labels(row, self.label, self.profile)
        if not pairs or (self.risk is None and pairs[0][0] != "number"):
            return False
        parts = [(role, label, [line for cell in cells for line in cell.lines]) for role, label, cells in pairs]
        role, label, lines = parts[0]
        if not label.lines and row.page == page_before and not self.unlabelled:
            self.unlabelled = lines
            return True
        if label.lines and self._is_label_of_unlabelled(role, lines, row.page):
            self._place_unlabelled(role)
        self._give_up_unlabelled()
        for role, label, lines in parts:
            self._note(label.lines, Place.HEADING)
            self._labelled_part(role, lines)
        role, label, _ = parts[-1]
        self.label = (label.x1, role)
        return True

    def _is_label_of_unlabelled(self, role: str, rest: Sequence[Line], page: int) -> bool:
        """Whether text at a page's foot belongs to a label overleaf, with `rest` beside it: the open risk has no part
        that the text could go on with, it goes on within a sentence, or bullets follow an impact without any, as
        actions do."""
        risk, held = self.risk, self.unlabelled
        if risk is None or not held or page == held[0].page or role not in ("impact", "actions"):
            return False
        if not risk.is_full:
            return True
        if role == "actions" and self.part == "impact":
            return _is_bullet(held[0]) and not any(map(_is_bullet, risk.impact))
        return bool(rest) and not held[-1].text.endswith(_SENTENCE_ENDS) and rest[0].text[:1].islower()

    def _labelled_part(self, role: str, lines: Sequence[Line]) -> None:
        if role != "number" and self.risk is not None and self.unread_number is not None:
            number = self.unread_number
            self._open_risk()  # a form of its own: nothing in it is said of the risk before
            self._risk_lines("number", number)
        if role == "number" and lines and self._in_table({"number": list(lines)}):
            self._risk_lines("number", lines)
        elif role == "number":
            self.unread_number = lines
            self._unplaced(lines)
        elif role in ("impact", "actions"):
            self.part = role
            self._part_lines(role, lines)
        elif self.part == "row" or self._is_wanting(role):
            self._risk_lines(role, lines)
        else:
            self._unplaced(lines)

    def _is_wanting(self, role: str) -> bool:
        """Whether the open risk has no description, or no rating, yet: a form may have them below its parts."""
        risk = self.risk
        return risk is not None and (
            (role == "description" and not risk.description) or (role == "rating" and not risk.rating)
        )

    def _column_of_single(self, row: Row) -> str | None:
        """The column a row's only cell stands in: the tail of a cell that a page end has cut."""
        return heads.role_at(row.cells[0], self.columns) if self.part == "row" and len(self.columns) > 1 else None

    def _other_table(self, row: Row) -> None:
        """A row of a table that is not the register's. Among risks it is unplaced, elsewhere it stays with prose."""
        if self.table is None or not heads.same_width(self.table.rows[-1], row):
            among_risks = self.risk is not None
            in_actions = among_risks and self.part == "actions"
            self.table = OtherTable(self.section.kind, among_risks=among_risks, in_actions=in_actions)
            self.section.tables.append(self.table)
        self.table.rows.append(row)
        for cell in row.cells:
            if self.risk is None:
                self.section.content += cell.lines
                self._note(cell.lines, Place.OTHER_TABLE)
            else:
                self._unplaced(cell.lines)

    # --- lines ----------------------------------------------------------------------------------------------------

    def line(self, line: Line) -> None:
        self._give_up_early()
        if self._section_heading(line) or self._part_heading(line):
            return
        if self.risk is not None:
            if self.part in ("impact", "actions"):
                self._part_lines(self.part, [line])
            else:
                self._unplaced([line])
        else:
            self._prose([line])

    def _section_heading(self, line: Line) -> bool:
        if not is_heading_like(line, self.body):
            return False
        text = line.text
        kind = self.profile.section(text)
        if self._is_title(line):
            self.paper.sections.append(SectionDraft("front"))
            self._prose([line])
            return True
        if kind is None and not self._opens_unknown_section(line):
            return False
        self.paper.sections.append(SectionDraft(kind or "other", line))
        self.risk = self.part = None
        self._note([line], Place.HEADING)
        return True

    def _opens_unknown_section(self, line: Line) -> bool:
        """Whether a line that looks like a heading, in words no profile knows, is one: numbered or large, and neither
        an item of a numbered list nor a line of the paper's front."""
        numbered, large = is_numbered(line.text), line.size > _MUCH_LARGER * self.body
        if self.profile.part(line.text) is not None or not (numbered or large):
            return False
        if self.part is not None or self.section.kind == "recommendations":
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

    def _part_heading(self, line: Line) -> bool:
        if self.risk is None:
            return False
        if is_part_heading(line, self.profile):
            self._open_part(line, self.profile.part(line.text))
            self._note([line], Place.HEADING)
            return True
        run_in = _RUN_IN.match(line.text)
        part = self.profile.part(run_in["heading"]) if run_in else None
        if run_in and part and (line.words[0].bold or self._begins_part(line, part)):
            self._run_in(line, part, len(run_in["heading"].split()))
            return True
        _, place_before = self.paper.ledger.last
        least = 1 if place_before is Place.TABLE_HEAD else 3
        if heads.is_flat_head(line, least, self.profile):
            self._note([line], Place.TABLE_HEAD)
            return True
        if self.part in ("impact", "actions") and self._is_unknown_label(line):
            self.part = "unknown"
            self._unplaced([line])
            return True
        return False

    def _begins_part(self, line: Line, part: str) -> bool:
        """Whether a line that is not bold, and begins with the heading of a part and a colon, begins that part rather
        than going on with a sentence of the one before."""
        if part == self.part or line.mark is not None or not line.text[:1].isupper():
            return False
        before, _ = self.paper.ledger.last
        return (
            before is None
            or self.part not in ("impact", "actions")
            or before.text.endswith(_SENTENCE_ENDS)
            or (before.page == line.page and line.top - before.bottom > _WHITE_BETWEEN * line.size)
        )

    def _open_part(self, line: Line, part: str | None) -> None:
        """Go on with a part of the open risk. A second impact with actions of its own, behind the first, is that of a
        risk whose row was not read."""
        if part == "impact" and self.part != "impact" and self.risk is not None and self.risk.impact:
            self.second_impact = line
        elif part == "actions" and self.second_impact is not None:
            self.paper.second_impacts.append(self.second_impact)
            self.second_impact = None
        self.part = part

    def _run_in(self, line: Line, part: str, words: int) -> None:
        """`Impact: what would happen`, heading and text on one line."""
        head, rest = line.words[:words], line.words[words:]
        self._open_part(line, part)
        self._note([line.of_words(head)], Place.HEADING)
        self._part_lines(part, [line.of_words(rest)])

    def _is_unknown_label(self, line: Line) -> bool:
        return (
            line.bold
            and line.mark is None
            and len(line.words) <= _LABEL_WORDS
            and line.text[:1].isupper()
            and not line.text.endswith(".")
        )

    # --- where lines go -------------------------------------------------------------------------------------------

    def _prose(self, lines: Sequence[Line]) -> None:
        self.section.lines += lines
        self.section.content += lines
        place = Place.RECOMMENDATIONS if self.section.kind == "recommendations" else Place.NARRATIVE
        self._note(lines, Place.FRONT if self.section.kind == "front" else place)

    def _unplaced(self, lines: Sequence[Line]) -> None:
        self._note(lines, Place.UNPLACED)

    def _note(self, lines: Iterable[Line], place: Place) -> None:
        self.paper.ledger.put(lines, place)


def _is_bullet(line: Line) -> bool:
    return line.mark is not None or not line.text[:1].isalnum()


def _is_figure(lines: Sequence[Line]) -> bool:
    """Whether a cell under the head of the impact holds a factor of the rating rather than words."""
    return "".join(line.text for line in lines).strip(" .").isdigit()
