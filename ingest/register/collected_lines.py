"""What the grammar collects while it reads: lines under the names of what they belong to, not yet text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Row, lines_within
from risktrail.schema.report import Standing

RISK_SECTIONS = {
    "active": Standing.ACTIVE,
    "new": Standing.NEW,
    "candidate": Standing.CANDIDATE,
    "closed": Standing.CLOSED,
}
"""The kinds of sections that hold risks, each with how the risks in it stand."""


class Place(StrEnum):
    """Where a line of the paper went. Every line goes to exactly one place."""

    FURNITURE = "furniture"
    TABLE_HEAD = "table_head"
    HEADING = "heading"
    FRONT = "front"
    NARRATIVE = "narrative"
    NUMBER = "number"
    DESCRIPTION = "description"
    RATING = "rating"
    IMPACT = "impact"
    ACTIONS = "actions"
    RECOMMENDATIONS = "recommendations"
    OTHER_TABLE = "other_table"
    FOOTNOTE = "footnote"
    NOTE_MARK = "note_mark"
    HIDDEN = "hidden"
    UNPLACED = "unplaced"


class Ledger:
    """Where each line of a paper went: one place a line, in the order in which the lines were first met.

    A line that is put again has moved. What a report says of its lines (the unplaced ones, for instance) is taken
    from here, after the last move, so that ledger and report cannot differ.
    """

    def __init__(self) -> None:
        self._entries: dict[int, tuple[Line, Place]] = {}  # by identity: two lines may well be equal

    def put(self, lines: Iterable[Line], place: Place) -> None:
        """Put lines in a place, or move them there."""
        for line in lines:
            self._entries[id(line)] = (line, place)

    def __iter__(self) -> Iterator[tuple[Line, Place]]:
        return iter(self._entries.values())

    def __bool__(self) -> bool:
        return bool(self._entries)

    @property
    def last(self) -> tuple[Line, Place] | tuple[None, None]:
        """The line met last and its place."""
        return next(reversed(self._entries.values()), (None, None))

    def place_of(self, line: Line) -> Place | None:
        """Where a line is; None for one that was never put."""
        _, place = self._entries.get(id(line), (line, None))
        return place

    def lines(self, place: Place) -> list[Line]:
        """The lines in a place."""
        return [line for line, where in self if where is place]


@dataclass
class RiskDraft:
    """One risk's lines, part by part."""

    section: str | None
    section_kind: str
    standing: Standing
    number: list[Line] = field(default_factory=list)
    description: list[Line] = field(default_factory=list)
    rating: list[Line] = field(default_factory=list)
    impact: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether more is said of the risk than a table's row holds."""
        return bool(self.impact or self.actions)

    @property
    def lines(self) -> list[Line]:
        """All lines of the risk, part by part."""
        return [*self.number, *self.description, *self.rating, *self.impact, *self.actions]

    @property
    def number_text(self) -> str:
        """What the number's cell says; empty where it says nothing."""
        return " ".join(line.text for line in self.number)


@dataclass
class OtherTable:
    """A table whose head is not the register's: its rows, those on following pages too.

    `section` is the kind of the section it stands in, `among_risks` whether a risk was open when it began, and
    `in_actions` whether it stands below the heading of that risk's actions.
    """

    section: str
    among_risks: bool
    in_actions: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All of its lines, cell by cell."""
        return list(lines_within(self.rows))


@dataclass
class SectionDraft:
    """A section's heading, its prose (`lines`), and its tables that are not the register's; `content` are the lines of
    both in the paper's order, but for tables among risks."""

    kind: str
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)
    tables: list[OtherTable] = field(default_factory=list)
    content: list[Line] = field(default_factory=list)


@dataclass
class PaperDraft:
    """A whole paper. `heads` are those of its tables of risks, `second_impacts` the headings of a second impact of one
    risk; `ledger` says of every line where it went."""

    sections: list[SectionDraft] = field(default_factory=list)
    risks: list[RiskDraft] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    second_impacts: list[Line] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def front(self) -> list[Line]:
        """The lines of prose in the paper's front, where its title is."""
        return [line for section in self.sections if section.kind == "front" for line in section.lines]

    @property
    def tables(self) -> list[OtherTable]:
        """All tables that are not the register's, in the paper's order."""
        return [table for section in self.sections for table in section.tables]
