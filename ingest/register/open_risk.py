"""The risk that is open while a paper is read, and the part of it that lines go to."""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Row
from risktrail.ingest.register.collected_lines import RISK_SECTIONS, PaperDraft, RiskDraft
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.risk_row import is_factor
from risktrail.schema.report import Standing

ROW, UNKNOWN, STRUCK = "row", "unknown", "struck"
"""Parts of a risk besides `impact` and `actions`: its row in the table, one whose heading no profile names, and all of
a risk whose row is struck out."""
_PLACES = {
    "number": Place.NUMBER,
    "description": Place.DESCRIPTION,
    "rating": Place.RATING,
    "impact": Place.IMPACT,
    "actions": Place.ACTIONS,
    "likelihood": Place.RATING,
    "factor": Place.RATING,
}


class OpenRisk:
    """Gives lines to the risk that was opened last. Where none is open, or none of its parts fits, they are unplaced.

    `part` is the part that is open: `row`, `impact`, `actions` or `unknown`, `struck` where the risk's row is struck
    out, and None where no risk is open.
    """

    def __init__(self, paper: PaperDraft, tags: LineTags) -> None:
        self._paper, self._tags = paper, tags
        self._last_action: Row | None = None  # the last row of the risk's table of actions
        self._second_impact: Line | None = None  # its heading, where the risk has one
        self.risk: RiskDraft | None = None
        self.part: str | None = None

    @property
    def in_row(self) -> RiskDraft | None:
        """The open risk, where its row in the table is its open part."""
        return self.risk if self.part == ROW else None

    def open(self) -> None:
        """Open another risk, with its row."""
        section = self._paper.sections[-1]
        heading = section.heading.text if section.heading else None
        self.risk = RiskDraft(heading, section.kind, RISK_SECTIONS.get(section.kind, Standing.ACTIVE))
        self._paper.risks.append(self.risk)
        self.part = ROW
        self._second_impact = None

    def open_struck(self) -> None:
        """Close the open risk, and open one whose row is struck out: what stands below it is no other risk's."""
        self.risk, self.part = None, STRUCK

    def close(self) -> None:
        """Close the open risk: no line goes to it from now on."""
        self.risk = self.part = None

    def open_part(self, part: str, heading: Line) -> None:
        """Go on with a part of the open risk. A second impact with actions of its own, behind the first, is that of a
        risk whose row was not read."""
        if part == "impact" and self.part != "impact" and self.risk is not None and self.risk.impact:
            self._second_impact = heading
        elif part == "actions" and self._second_impact is not None:
            self._paper.second_impacts.append(self._second_impact)
            self._second_impact = None
        self.part = part

    def add(self, role: str, lines: Sequence[Line]) -> None:
        """Give lines to the part of this name, or the column of this role."""
        if role == "impact" and is_factor(lines):
            role = "factor"
        place = _PLACES.get(role)
        if (
            self.risk is None
            or place is None
            or (place is Place.RATING and getattr(self.risk, role) and role != "rating")
        ):
            self._paper.put(lines, Place.UNPLACED)
        else:
            getattr(self.risk, role).extend(lines)
            self._paper.put(lines, place)

    def add_action_row(self, cells: dict[str, list[Line]], row: Row) -> None:
        """Give the open risk an action of a table, a row with its cells by their roles; the rest of one that a page end
        has cut goes on with it."""
        if self.risk is None:
            return
        rows = self.risk.action_rows
        if self._last_action is not None and rows and self._is_rest(self._last_action, row, cells):
            for role, cell in cells.items():
                rows[-1].setdefault(role, []).extend(cell)
        else:
            rows.append(cells)
        self._last_action = row
        self._paper.put([line for cell in cells.values() for line in cell], Place.ACTIONS)

    def _is_rest(self, before: Row, row: Row, cells: dict[str, list[Line]]) -> bool:
        """Whether a row is the rest of the one before, by its tags; where these do not say, one without a status is."""
        if row.page <= before.page:
            return False
        told = self._tags.are_one_row(before, row)
        return not cells.get("status") if told is None else told

    def lacks(self, role: str) -> bool:
        """Whether the open risk has no description, or no rating, yet: a form may have them below its parts."""
        return self.risk is not None and role in ("description", "rating") and not getattr(self.risk, role)
