"""What a person should look at, by kind: the rows of `risktrail check` with the pages they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from risktrail.store import redline
from risktrail.store.answer_rows import Doubt, Segment
from risktrail.store.labels import doubt_label
from risktrail.web.register import Evidence, Register

READING = "reading_warning"
HEADINGS = {
    "failed_paper": "Papers that could not be read",
    "removed_paper": "Papers that were removed",
    "conflict": "Papers that claim the same month",
    "missing_months": "Months without a paper",
    "unplaced": "Text that found no place",
    "duplicate_risk": "Risks that a paper has twice",
    "no_rating": "Risks without a rating",
    "odd_rating": "Ratings with an unusual band",
    "number_reused": "Numbers that may be another risk's now",
    "recognised_differs": "Read from a picture, and not as in the months around",
    "unsure_match": "Actions that may not be the same as before",
    READING: "Doubts of the reader",
}

_UNSURE = "recognised_unsure: "


@dataclass(frozen=True)
class CheckEntry:
    """A row of `risktrail check`, and the paper it is about."""

    row: Doubt
    evidence: Evidence | None
    before: Evidence | None = None
    """Where two wordings are compared, the paper of the one before."""
    redline: Sequence[Segment] = ()
    """Both wordings compared."""

    @property
    def doubt(self) -> str:
        """What is doubted, without the wording that the redline has."""
        said = doubt_label(self.row.kind, self.row.message)[1]
        return said.removesuffix(f": {self.row.text}") if self.redline else said

    @property
    def kind(self) -> str:
        """Of a doubt of the reader, what kind that is in words; else empty, for its heading says it."""
        return doubt_label(self.row.kind, self.row.message)[0].capitalize() if self.row.kind == READING else ""

    @property
    def old(self) -> list[Segment]:
        """The wording before, with what was taken out of it marked."""
        return [segment for segment in self.redline if segment.op != "added"]

    @property
    def new(self) -> list[Segment]:
        """The wording now, with what was put into it marked."""
        return [segment for segment in self.redline if segment.op != "removed"]

    @property
    def commands(self) -> list[str]:
        """The commands by which a person decides, as far as they are not in its words already."""
        command = self.row.decide
        is_match = self.row.kind == "unsure_match"
        both = [command, command.replace("decide same", "decide different", 1)] if is_match else [command]
        return [each for each in both if each not in self.row.message]


@dataclass(frozen=True)
class ChecksOfKind:
    """The rows of one kind under its heading: how many there are, and the latest of them."""

    heading: str
    number: int
    shown: list[CheckEntry]


def checks(register: Register, most: int) -> list[ChecksOfKind]:
    """All rows of `risktrail check` for a register by kind, up to `most` of each kind shown, the latest first."""
    by_kind: dict[str, list[Doubt]] = {}
    for row in register.reader.check(register.code):
        by_kind.setdefault(row.kind, []).append(row)
    order = [*HEADINGS, *(kind for kind in by_kind if kind not in HEADINGS)]
    return [_of_kind(register, kind, by_kind[kind], most) for kind in order if kind in by_kind]


def _of_kind(register: Register, kind: str, rows: list[Doubt], most: int) -> ChecksOfKind:
    latest = sorted(rows, key=lambda row: row.period or "", reverse=True)[:most]
    heading = HEADINGS.get(kind, kind.replace("_", " "))
    return ChecksOfKind(heading, len(rows), [_entry(register, row) for row in latest])


def _entry(register: Register, row: Doubt) -> CheckEntry:
    if row.before is None or row.text is None:
        return CheckEntry(row, _evidence(register, row))
    papers = {paper.file: period for period, paper in register.papers.items()}
    before = register.evidence(papers.get(row.before_file or ""), row.before_page, "risk", row.risk_id)
    return CheckEntry(row, _evidence(register, row), before, redline(row.before, row.text))


def _evidence(register: Register, row: Doubt) -> Evidence | None:
    if row.page is None:
        return Evidence(row.source_file) if row.source_file else None
    if row.kind == "unplaced":
        return register.evidence(row.period, row.page, "unplaced", row.page)
    if row.message.startswith(_UNSURE):
        return register.evidence(row.period, row.page, "doubtful", row.page)
    return register.evidence(row.period, row.page, "risk" if row.risk_id else "", row.risk_id or "")
