"""What the grammar collects while it reads: lines under the names of what they belong to, not yet text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.layout import Line
from schema.report import Standing


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
    FOOTNOTE = "footnote"
    NOTE_MARK = "note_mark"
    HIDDEN = "hidden"
    UNPLACED = "unplaced"


@dataclass
class RiskDraft:
    """One risk's lines, part by part."""

    section: str | None
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


@dataclass
class SectionDraft:
    """A section's heading and its prose."""

    kind: str
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)


@dataclass
class PaperDraft:
    """A whole paper. `ledger` says of every line where it went."""

    sections: list[SectionDraft] = field(default_factory=list)
    risks: list[RiskDraft] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    ledger: list[tuple[Line, Place]] = field(default_factory=list)
