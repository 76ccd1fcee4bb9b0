"""One page of a paper, and the places on it that a statement stands at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from risktrail.store.errors import QuestionError

if TYPE_CHECKING:
    from risktrail.store import Reader

PAPER = """
SELECT r.report_id, r.register, r.period, p.name, r.page_count, r.title, r.sha256, s.current,
    s.conflicts_with IS NOT NULL
FROM report AS r JOIN paper AS p ON p.sha256 = r.sha256 JOIN report_series AS s ON s.report_id = r.report_id
WHERE r.report_id = ?
"""
CONTENT = "SELECT content FROM paper_content WHERE sha256 = ?"
OF_RISK = "FROM risk WHERE report_id = ? AND risk_id = ? ORDER BY position"
OF_PART = """
FROM {table} AS c JOIN risk AS k ON k.report_id = c.report_id AND k.position = c.risk_position
WHERE c.report_id = ? AND k.risk_id = ? ORDER BY k.position, c.position
"""
MARKS = {
    "action": """
        SELECT concat_ws(' – ', a.text, a.status_text, a.note), a.source
        FROM action AS a JOIN action_trail AS t
            ON t.report_id = a.report_id AND t.risk_position = a.risk_position AND t.position = a.position
        WHERE a.report_id = ? AND t.action_id = ?
    """,
    "risk": f"SELECT risk_id || ': ' || description, source {OF_RISK}",
    "rating": "SELECT risk_id || ': ' || coalesce(rating_text, rating_label(score, band), 'not rated'),"
    f" if(len(rating_source) > 0, rating_source, source) {OF_RISK}",
    "description": f"SELECT description, if(len(description_source) > 0, description_source, source) {OF_RISK}",
    "impact": f"SELECT c.text, c.source {OF_PART.format(table='impact')}",
    "remark": f"SELECT c.text, c.source {OF_PART.format(table='remark')}",
    "cause": f"SELECT c.text, c.source {OF_PART.format(table='cause')}",
    "control": f"SELECT c.text, c.source {OF_PART.format(table='control')}",
    "update": f"SELECT c.text, c.source {OF_PART.format(table='risk_update')}",
    "recommendation": "SELECT text, source FROM recommendation WHERE report_id = ? AND position = ?",
    "narrative": "SELECT array_to_string(paragraphs, chr(10)), source"
    " FROM narrative WHERE report_id = ? AND position = ?",
    "unplaced": "SELECT text, [{'page': page, 'bbox': bbox}] FROM unplaced WHERE report_id = ? AND page = ?",
}
NUMBERED = ("recommendation", "narrative", "unplaced")


@dataclass(frozen=True)
class PaperOf:
    """A stored paper."""

    report_id: str
    register: str
    period: str
    name: str
    pages: int
    title: str | None
    sha256: str
    current: bool
    in_conflict: bool


@dataclass(frozen=True)
class Box:
    """A place on a page, in points from its top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Marked:
    """The words a statement stands on, and their places on one page or several."""

    kind: str
    texts: list[str]
    boxes: list[Box]

    def on(self, page: int) -> list[Box]:
        """The places on one page."""
        return [box for box in self.boxes if box.page == page]

    def pages(self) -> list[int]:
        """The pages the words stand on."""
        return sorted({box.page for box in self.boxes})


def paper_of(reader: Reader, report_id: str) -> PaperOf:
    """A stored paper. Raises QuestionError where there is none of that id."""
    rows = reader.query(PAPER, [report_id]).rows
    if not rows:
        raise QuestionError(f"there is no paper {report_id!r} in this store")
    return PaperOf(*rows[0])


def content_of(reader: Reader, paper: PaperOf) -> bytes | None:
    """The paper's bytes; None where the store keeps none."""
    rows = reader.query(CONTENT, [paper.sha256]).rows
    return bytes(rows[0][0]) if rows else None


def marked(reader: Reader, report_id: str, mark: str) -> Marked:
    """The words a mark such as `rating:OPSG-006` means; none where it means nothing in this paper."""
    kind, _, of = mark.partition(":")
    if kind not in MARKS or (kind in NUMBERED and not of.isdecimal()):
        return Marked("", [], [])
    rows = reader.query(MARKS[kind], [report_id, int(of) if kind in NUMBERED else of]).rows
    return Marked(kind, [text for text, _ in rows], [_box(each) for _, source in rows for each in source])


def _box(source: dict[str, Any]) -> Box:
    left, top, right, bottom = source["bbox"]
    return Box(source["page"], left, top, right - left, bottom - top)
