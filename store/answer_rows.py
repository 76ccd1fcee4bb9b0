"""The rows that questions are answered with, one class a question; a field a column, in the columns' order.

Months are written `2021-07`, days are dates, pages count from 1. Scores, bands and statuses are values, not labels: see
labels.py for how people read them. A rating, where a row has several kinds of values, is a `RatingValue`.
"""

# Without `from __future__ import annotations`: a named tuple would compile each type from its text, at every start.

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from risktrail.store.labels import NO_RATING, NOT_RATED, RatingValue

NO_PAPER = "no paper"

Item = Literal["risk", "action"]
ChangeKind = Literal[
    "new", "absent", "unchanged", "reworded", "rating_changed", "status_changed", "note_changed", "category_changed",
    "owner_changed", "response_changed", "risk_status_changed", "review_changed", "update_changed", "detail_changed",
    "inherent_rating_changed", "current_rating_changed", "target_rating_changed", "previous_rating_changed",
    "proposed_rating_changed", "due_date_changed", "percent_changed", "completed_date_changed",
]  # fmt: skip
HistoryKind = Literal[ChangeKind, "first_seen"]
Field = Literal[
    "rating", "description", "impact", "title", "category", "owner", "cause", "control", "response", "risk_status",
    "review", "update", "detail", "inherent_rating", "current_rating", "target_rating", "previous_rating",
    "proposed_rating", "status", "note", "text", "due_date", "percent", "completed_date",
]  # fmt: skip
"""A further rating changed its own value, or, where it is the one that is shown, its factors."""
ChangedValue = RatingValue | str | None
"""A rating where the field is `rating`, or where a risk is new or absent; else a status or a text; None where none.

Of what is absent, the value after is what the later paper says that it leaves out, where it explains the absence.
"""


class StoredReport(NamedTuple):
    """A paper that is stored, or was removed. `state` is current, superseded, conflict or removed.

    `missing_months` counts the calendar months without a paper just before this one. Of a removed paper only the reason
    is known, and what it was stored as; of one that had failed not even that. `reason` is also why a person decided
    that a paper has its month.
    """

    register: str | None
    period: str | None
    report_date: dt.date | None
    meeting_date: dt.date | None
    meeting_number: int | None
    paper_reference: str | None
    title: str | None
    author: str | None
    missing_months: int | None
    risks: int | None
    actions: int | None
    pages: int | None
    state: str
    superseded_by: str | None
    source_file: str
    conflicts_with: str | None
    reason: str | None
    organisation: str | None
    leaves_out: list[str] | None
    """What the paper says that its register does not show."""
    first_page: int | None
    last_page: int | None
    report_id: str | None
    """The key of the report in the store's tables; not one of the answer's columns."""


class RiskInMonth(NamedTuple):
    """A risk in one month's paper. `actions` and `live_actions` are counts; `impact` is a text a paragraph.

    `causes` and `controls` are those that the paper lists, `owners` the risk's own.
    """

    register: str
    period: str
    report_date: dt.date | None
    risk_id: str
    position: int
    score: int | None
    band: str | None
    description: str
    impact: list[str]
    actions: int
    live_actions: int
    section: str | None
    standing: str
    source_file: str
    page: int | None
    title: str | None
    category: str | None
    owners: list[str]
    trend: str | None
    response: str | None
    risk_status: str | None
    raised: dt.date | None
    review: dt.date | None
    causes: list[str]
    controls: list[str]
    decided: list[str] | None
    """What decisions of people changed of it, each with the paper's own reading and the reason; None where nothing."""


class ActionInMonth(NamedTuple):
    """A mitigation action in one month's paper. `action_id` is the same in every month of the same action.

    `reports_ongoing` counts the register's reports back from this one in which it is ongoing without a break,
    `reports_unchanged` those of them since its wording or note last changed. `title` is the risk's, `ref` the paper's
    own code of the action. `first_due_date` is the first due date it had, `times_moved` how often that changed so far.
    `match` is how it was taken for the action of an earlier month: `first` (it was not), `equal`, `similar` or
    `decided`; `similarity` goes from 0 to 1, and `unsure` says that a person should look. `decided` is what decisions
    of people changed in the row; None where nothing.
    """

    register: str
    period: str
    report_date: dt.date | None
    risk_id: str
    position: int
    action_id: str
    text: str
    status: str
    status_text: str | None
    note: str | None
    owners: list[str]
    first_seen: str
    reports_ongoing: int
    reports_unchanged: int
    source_file: str
    page: int | None
    title: str | None
    ref: str | None
    due_date: dt.date | None
    due_text: str | None
    completed_date: dt.date | None
    percent: int | None
    note_date: dt.date | None
    first_due_date: dt.date | None
    times_moved: int
    match: Literal["first", "equal", "similar", "decided"]
    similarity: float | None
    unsure: bool
    decided: list[str] | None


class StalledAction(NamedTuple):
    """An action that is ongoing in each of the last reports, with the rating of its risk.

    `days_ongoing` is from the date of the first report of that run to that of the last. `decided` is what decisions of
    people changed in the row; None where nothing. `perhaps` is the wording of a similar action of the risk that ended
    when this one began, with its `action_id` and last month: it may be the same, and ongoing for longer.
    """

    register: str
    risk_id: str
    score: int | None
    band: str | None
    action_id: str
    text: str
    note: str | None
    owners: list[str]
    reports_ongoing: int
    reports_unchanged: int
    first_seen: str
    ongoing_since: str
    days_ongoing: int
    last_seen: str
    source_file: str
    page: int | None
    title: str | None
    decided: list[str] | None
    perhaps: str | None
    perhaps_id: str | None
    perhaps_last_seen: str | None


class OverdueAction(NamedTuple):
    """An action that is not completed and whose due date has passed, with the rating of its risk.

    `times_moved` counts how often the papers changed the due date, `first_due_date` is the first they gave. `last_seen`
    is the last month in which the action stands; file and page are those of the paper looked at.
    """

    register: str
    risk_id: str
    score: int | None
    band: str | None
    action_id: str
    ref: str | None
    text: str
    owners: list[str]
    due_date: dt.date
    first_due_date: dt.date
    days_overdue: int
    times_moved: int
    status: str
    note: str | None
    note_date: dt.date | None
    last_seen: str
    source_file: str
    page: int | None
    decided: list[str] | None
    """What decisions of people changed in the row; None where nothing."""
    title: str | None
    """The risk's; not one of the answer's columns."""


class RiskPart(NamedTuple):
    """A part of a risk in one month: its rating, description, impact, an action, a remark, or a recommendation.

    A register may print further parts; the view `risk_parts` says which. The fields from `status` to
    `reports_unchanged`, and from `ref` to `times_moved`, are those of an action; `note_date` is an update's own date
    too. `title` is the risk's, `head` that of a detail. `source` is the part's boxes, each with `page` and `bbox` (x0,
    top, x1, bottom, in points from the page's top left).
    """

    register: str
    period: str
    risk_id: str
    part: str
    position: int
    text: str | None
    status: str | None
    status_text: str | None
    note: str | None
    owners: list[str]
    action_id: str | None
    first_seen: str | None
    reports_ongoing: int | None
    reports_unchanged: int | None
    source_file: str
    page: int | None
    source: list[dict[str, object]]
    title: str | None
    head: str | None
    ref: str | None
    due_date: dt.date | None
    due_text: str | None
    completed_date: dt.date | None
    percent: int | None
    note_date: dt.date | None
    first_due_date: dt.date | None
    times_moved: int | None
    decided: list[str] | None
    """What decisions of people changed of it; None where nothing."""
    rating: RatingValue | None
    """Of the part `rating`, whose `text` is its label; not one of the answer's columns."""


class Change(NamedTuple):
    """What changed of a risk or an action between two months.

    `similarity` is given where a text was reworded: 1 less the edit distance over the longer length. `action_id` and
    `text` are those of an action. A file or page is None on the side where the risk or action is absent.
    """

    register: str
    from_period: str
    to_period: str
    risk_id: str
    item: Item
    change: ChangeKind
    field: Field | None
    before: ChangedValue
    after: ChangedValue
    similarity: float | None
    action_id: str | None
    from_file: str
    from_page: int | None
    to_file: str
    to_page: int | None
    text: str | None
    decided: list[str] | None = None
    """What decisions of people changed in the row; None where nothing."""
    title: str | None = None
    """The risk's; not one of the answer's columns."""

    @property
    def page(self) -> int | None:
        """The page that shows the change; of what is absent, the page it was on."""
        return self.from_page if self.change == "absent" else self.to_page

    @property
    def rating_before(self) -> RatingValue | None:
        """The rating before, where it is one; None for a status or a text, and for a risk that was not there."""
        return self.before if isinstance(self.before, RatingValue) else None

    @property
    def rating_after(self) -> RatingValue | None:
        """The rating after, where it is one; None for a status or a text, and for a risk that is absent."""
        return self.after if isinstance(self.after, RatingValue) else None

    @property
    def direction(self) -> Literal[-1, 0, 1] | None:
        """1 where the risk's score rose, -1 where it fell, 0 where its rating changed otherwise; None for what is no
        change of the rating."""
        if self.change != "rating_changed":
            return None
        before, after = (self.rating_before or NO_RATING).score, (self.rating_after or NO_RATING).score
        if before is None or after is None or before == after:
            return 0
        return 1 if after > before else -1


class Segment(NamedTuple):
    """A piece of a redline; `op` is `same`, `removed` or `added`."""

    op: Literal["same", "removed", "added"]
    text: str


class HistoryEntry(NamedTuple):
    """What a month's paper changed of one risk, or first said of it. `redline` is given where a text was reworded."""

    register: str
    period: str
    risk_id: str
    item: Item
    change: HistoryKind
    field: Field | None
    before: ChangedValue
    after: ChangedValue
    redline: list[Segment] | None
    action_id: str | None
    text: str | None
    source_file: str
    page: int | None
    decided: list[str] | None = None
    """What decisions of people changed in the row; None where nothing."""
    title: str | None = None
    """The risk's; not one of the answer's columns."""

    @property
    def rating_before(self) -> RatingValue | None:
        """The rating before, where it is one; None for a status or a text, and for a risk that was not there."""
        return self.before if isinstance(self.before, RatingValue) else None

    @property
    def rating_after(self) -> RatingValue | None:
        """The rating after, where it is one; None for a status or a text, and for a risk that is absent."""
        return self.after if isinstance(self.after, RatingValue) else None


class Doubt(NamedTuple):
    """Something that a person should look at. `id` names it, the same on every machine and after every import.

    Of an unsure match `text` is the action's wording and `before` the one that it was taken for, with file and page of
    that. `decide` is the command by which a person decides.
    """

    register: str | None
    period: str | None
    kind: str
    risk_id: str | None
    message: str
    source_file: str | None
    page: int | None
    text: str | None
    before: str | None
    before_file: str | None
    before_page: int | None
    decide: str
    id: str


class Decided(NamedTuple):
    """What a person decided: see the view `decisions`, which says what each field holds."""

    number: int
    register: str | None
    kind: str
    about: str
    other: str | None
    field: str | None
    as_read: str | None
    value: str | None
    reason: str
    decided_at: dt.datetime | None
    undone_at: dt.datetime | None
    applies: str


class ListedQuestion(NamedTuple):
    """A question of the catalogue. `takes` are its parameters, `min_reports=3` with the default where there is one."""

    name: str
    summary: str
    takes: list[str]


class CellState(StrEnum):
    """What the papers say of a risk in a month."""

    STANDS = "stands"
    ABSENT = "absent"
    """There is a paper, and it no longer has the risk."""
    BEFORE = "before"
    """There is a paper, and it does not have the risk yet."""
    NO_PAPER = "no_paper"


@dataclass(frozen=True)
class RatingCell:
    """A risk in a month of the matrix of ratings. Only where `state` is `stands` are the other fields given.

    `risk_id` is the number as that month's paper prints it. `moved` is the score less the one in the last paper before
    in which the risk stands; None where either has no score. `is_new` says that the paper is the first with the risk,
    and not the register's first.
    """

    month: str
    state: CellState
    rating: RatingValue = NO_RATING
    risk_id: str | None = None
    page: int | None = None
    moved: int | None = None
    is_new: bool = False
    decided: tuple[str, ...] = ()
    """What decisions of people changed of the rating."""
    source_file: str | None = None

    @property
    def label(self) -> str | None:
        """`20 (Critical)`, `not rated` or `no paper`; None where the risk does not stand."""
        if self.state is CellState.STANDS:
            return self.rating.label or NOT_RATED
        return NO_PAPER if self.state is CellState.NO_PAPER else None

    @property
    def band_label(self) -> str | None:
        """The band; `not rated` or `no paper` where that is so; None where there is a score alone, or no risk."""
        return self.label if self.rating.score is None else self.rating.band


class RatingRow(NamedTuple):
    """One risk through the months, a cell a month.

    `movement` is the score in the last month less the one in the paper before; None where it is not scored in both.
    """

    risk_id: str
    cells: tuple[RatingCell, ...]
    movement: int | None
    title: str | None = None
    register: str = ""

    @property
    def latest(self) -> RatingCell:
        """The cell of the last month with a paper."""
        return next((cell for cell in reversed(self.cells) if cell.state is not CellState.NO_PAPER), self.cells[-1])
