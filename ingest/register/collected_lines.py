"""What the grammar collects while it reads: lines under the names of what they belong to, not yet text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Row
from risktrail.ingest.register.line_ledger import PROSE, SAID, LineLedger, Place
from risktrail.schema.report import Standing

RISK_SECTIONS = {
    "active": Standing.ACTIVE,
    "new": Standing.NEW,
    "candidate": Standing.CANDIDATE,
    "closed": Standing.CLOSED,
}
"""The kinds of sections that hold risks, each with how the risks in it stand."""


@dataclass
class RiskDraft:
    """One risk's lines, part by part. `likelihood` and `factor`, the impact as a figure, are what its rating is made
    of; `action_rows` are the rows of a table of its actions, by the roles of their columns."""

    section: str | None
    section_kind: str
    standing: Standing
    number: list[Line] = field(default_factory=list)
    description: list[Line] = field(default_factory=list)
    rating: list[Line] = field(default_factory=list)
    impact: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)
    likelihood: list[Line] = field(default_factory=list)
    factor: list[Line] = field(default_factory=list)
    action_rows: list[dict[str, list[Line]]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether more is said of the risk than a table's row holds."""
        return bool(self.impact or self.actions or self.action_rows)

    @property
    def lines(self) -> list[Line]:
        """All lines of the risk, part by part."""
        rows = [line for row in self.action_rows for lines in row.values() for line in lines]
        rated = [*self.rating, *self.likelihood, *self.factor]
        return [*self.number, *self.description, *rated, *self.impact, *self.actions, *rows]

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
        return [line for row in self.rows for line in row.lines]


@dataclass(eq=False)
class SectionDraft:
    """A section's kind, its heading, and its tables that are not the register's. Its lines are in the ledger."""

    kind: str
    heading: Line | None
    ledger: LineLedger
    tables: list[OtherTable] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Its lines of prose."""
        return self.ledger.lines_of(self, PROSE)

    @property
    def said(self) -> list[Line]:
        """Its lines that are narrative: those of its prose that are no recommendation, and those of its tables."""
        return self.ledger.lines_of(self, SAID)


@dataclass
class PaperDraft:
    """A whole paper. `heads` are those of its tables of risks, `second_impacts` the headings of a second impact of one
    risk, `furniture` its running lines; `ledger` says of every line where it went."""

    furniture: Sequence[Line]
    sections: list[SectionDraft] = field(default_factory=list)
    risks: list[RiskDraft] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    second_impacts: list[Line] = field(default_factory=list)
    ledger: LineLedger = field(default_factory=LineLedger)

    def open_section(self, kind: str, heading: Line | None = None) -> None:
        """Begin a section; lines put from now on belong to it."""
        self.sections.append(SectionDraft(kind, heading, self.ledger))

    def put(self, lines: Iterable[Line], place: Place) -> None:
        """Put lines in a place, in the section opened last."""
        self.ledger.put(lines, place, self.sections[-1])

    def set_aside(self, kind: str, risks: Iterable[RiskDraft]) -> None:
        """Move the lines of risks that are no entries to a section of their own."""
        self.open_section(kind)
        self.put([line for risk in risks for line in risk.lines], Place.OTHER_TABLE)

    @property
    def front(self) -> list[Line]:
        """The lines of prose in the paper's front, where its title is."""
        return self.ledger.lines(Place.FRONT)

    @property
    def tables(self) -> list[OtherTable]:
        """All tables that are not the register's, in the paper's order."""
        return [table for section in self.sections for table in section.tables]
