"""The rows of questions that only pages ask, one class a question; a field a column of its statement, in order.

Months are written `2021-07`, pages count from 1. Lists may be None where the store has none.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from risktrail.schema.file_places import PageRange
from risktrail.store.labels import RatingValue
from risktrail.store.papers import file_name_of


class RegisterSummary(NamedTuple):
    """A register at a glance: the row of `ask registers`, which defines the numbers, and the report of its last month.

    A number is None where it cannot be told: with too few papers, or where no statuses or due dates are printed.
    """

    register: str
    organisation: str | None
    papers: int
    first: str
    last: str
    risks: int
    rose: int | None
    fell: int | None
    moved: int | None
    stalled: int | None
    overdue: int | None
    doubts: int
    perhaps_after: str | None
    """The register that may be the same under another name, and ended before."""
    file: str
    report_id: str


class CurrentPaper(NamedTuple):
    """The paper that counts for a month."""

    period: str
    report_id: str
    file: str


class NewRisk(NamedTuple):
    """A risk in the first paper that has it."""

    period: str
    risk_id: str
    score: int | None
    band: str | None
    description: str
    page: int | None

    @property
    def rating(self) -> RatingValue:
        """Its first rating."""
        return RatingValue(self.score, self.band)


class GoneRisk(NamedTuple):
    """A risk that stands in the paper of `last_seen` and not in the next one, that of `gone_in`."""

    gone_in: str
    last_seen: str
    risk_id: str
    score: int | None
    band: str | None
    returned_in: str | None
    became: list[str] | None
    live_actions: int
    description: str
    page: int | None

    @property
    def rating(self) -> RatingValue:
        """Its last rating."""
        return RatingValue(self.score, self.band)


class DroppedAction(NamedTuple):
    """An action that is gone without having been completed, while its risk stands in the paper of `gone_in`.

    `page` is its page in the paper of `last_seen`, `gone_from_page` its risk's page in the paper of `gone_in`.
    `perhaps` is the wording of a similar action that began there, which it may be, and `decide` the command that says
    so. `decided` is what decisions of people changed in the row.
    """

    gone_in: str
    last_seen: str
    risk_id: str
    action_id: str
    text: str
    last_status: str
    note: str | None
    returned_in: str | None
    moved_to: list[str] | None
    page: int | None
    gone_from_page: int | None
    perhaps: str | None
    perhaps_id: str | None
    perhaps_page: int | None
    decide: str | None
    decided: list[str] | None


class DatedReport(NamedTuple):
    """The report of a month: its date, the first of the month where it prints no day, and what it says it omits."""

    dated: dt.date
    has_day: bool
    leaves_out: list[str]


class DueDate(NamedTuple):
    """An action that is not completed and for which a paper prints when it is due.

    `due_date` is None where that is no day; `due_text` is what the paper prints. `overdue` is yes, no, or not known.
    """

    due_date: dt.date | None
    due_text: str | None
    overdue: str
    days_overdue: int | None
    times_moved: int
    risk_id: str
    score: int | None
    band: str | None
    action_id: str
    ref: str | None
    text: str
    owners: list[str]
    status: str
    note: str | None
    page: int | None

    @property
    def rating(self) -> RatingValue:
        """The rating of its risk."""
        return RatingValue(self.score, self.band)


class MovedDate(NamedTuple):
    """A move of an action's due date: what the paper of `from_period` had, and what that of `to_period` has."""

    action_id: str
    from_period: str
    to_period: str
    due_before: dt.date
    due_after: dt.date
    from_page: int | None
    page: int | None


class OverdueOwner(NamedTuple):
    """An owner with overdue actions, or `(none)`: how many, the longest in days, how many were moved, and where."""

    owner: str
    overdue: int
    longest_overdue: int
    moved: int
    risk_ids: list[str]
    pages: list[int] | None


class EscalationRequest(NamedTuple):
    """A recommendation that asks to escalate risks."""

    period: str
    position: int
    text: str
    risk_ids: list[str]
    page: int | None


class RiskTexts(NamedTuple):
    """The texts of a risk in one month's paper; a page is None where there is no such text."""

    period: str
    risk_id: str
    page: int | None
    description: str
    description_page: int | None
    impact: str | None
    impact_page: int | None
    remark: str | None
    remark_page: int | None
    cause: str | None
    cause_page: int | None
    control: str | None
    control_page: int | None


class FoundText(NamedTuple):
    """A text with all the words searched for, and the first and last month of the papers that have it.

    `kind` is the kind of part; with `key` it names the part in the last of those papers, see `PageReader.text_places`.
    """

    kind: str
    risk_id: str | None
    text: str
    first: str
    last: str
    papers: int
    key: str
    page: int | None


class NamedRisk(NamedTuple):
    """A risk's number, and its title where the paper prints one."""

    risk_id: str
    title: str | None


class StoredPaper(NamedTuple):
    """A stored paper, with its first and last page in its file, whose SHA-256 it has. `current` says that it counts for
    its month, `in_conflict` that another paper has the month, `is_part` that its file holds more than this paper."""

    report_id: str
    register: str
    period: str
    name: str
    first_page: int
    last_page: int
    sha256: str
    current: bool
    in_conflict: bool
    is_part: bool

    @property
    def file_name(self) -> str:
        """The name of the PDF that it stands in: its own without the pages, or without the file that it is attached
        to."""
        pages = PageRange(self.first_page, self.last_page) if self.is_part else None
        return file_name_of(self.name, pages).rpartition("#")[2]


class PageBox(NamedTuple):
    """A rectangle on a page, in points; `x` and `y` are those of its top left corner, from the page's top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


class TextPlace(NamedTuple):
    """A text of a paper, and the boxes of its words."""

    text: str
    boxes: tuple[PageBox, ...]
