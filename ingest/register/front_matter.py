"""Who wrote the paper, for which meeting, and when: title, reference, dates and author.

The meeting's date comes from the paper's reference where it has one (`_2607_` is 26 July, of the year nearest to the
report's own date), else from what the paper says of its meeting. The report's date is the one it is labelled with,
or signed off with, or the one its front shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import FoundDate, find_dates, nearest_year
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.collected_lines import PaperDraft
from risktrail.ingest.register.front_dates import ReportDate, meeting_date, report_date
from risktrail.ingest.register.front_texts import front_lines, front_texts, label_of
from risktrail.ingest.register.paper_reference import Reference, read_reference
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.sign_off import author


class Front(NamedTuple):
    """What a paper says of itself. `title_lines` are the lines the title stands on."""

    title: str | None
    title_lines: tuple[Line, ...]
    committee: str | None
    paper_reference: str | None
    meeting_number: int | None
    meeting_date: dt.date | None
    report_date: dt.date | None
    period: str | None
    author: str | None
    doubts: tuple[tuple[str, str], ...] = ()
    """Code and message of what a person should look at."""


def read_front(draft: PaperDraft, closing: Sequence[str], body: float, profile: Profile) -> Front:
    """Read the paper's own particulars. `closing` are the texts that close it, `body` the usual font size."""
    title_lines = _title_lines(front_lines(draft), body, profile)
    labels = [label for key, each in profile.paper.items() if key.endswith("_labels") for label in each]
    texts = front_texts(draft, title_lines, closing, labels)
    title = plain(" ".join(texts.title)) or _title_in_margin(texts.margin, profile)
    reference = read_reference(draft, texts, profile)
    match = reference.match if reference else None
    written = report_date(texts, [table.lines for table in draft.tables if not table.among_risks], profile)
    found = written.found if written else None
    meeting = _meeting_date(match, found, meeting_date(texts, profile))
    return Front(
        title=title or None,
        title_lines=tuple(title_lines),
        committee=_committee(match, title, profile),
        paper_reference=match[0] if match else None,
        meeting_number=_meeting_number(match, [*texts.opening, *texts.margin, title], profile),
        meeting_date=meeting.date if meeting else None,
        report_date=found.date if found else None,
        period=meeting.period if meeting else found.period if found else None,
        author=author(texts, profile),
        doubts=tuple(_doubts(reference, written, meeting)),
    )


def _doubts(
    reference: Reference | None, written: ReportDate | None, meeting: FoundDate | None
) -> Iterator[tuple[str, str]]:
    if reference and reference.others:
        others = " and ".join(f"“{other}”" for other in reference.others)
        yield (
            "reference_unsure",
            f"the paper is marked “{reference.match[0]}” and also {others}; “{reference.match[0]}” was taken: check "
            "whether the file holds several papers",
        )
    if written and meeting and _is_after_meeting(written.found, meeting):
        yield (
            "date_unsure",
            f"the paper is dated {written.found.date} and names the meeting of {meeting.date}, of a month before;"
            f" {meeting.period} was taken: check it against the paper",
        )
    elif written and written.doubt and (meeting is None or meeting.period != written.found.period):
        taken = written.found.date or written.found.period
        yield "date_unsure", f"{written.doubt}; {taken} was taken: check it against the paper"


def _is_after_meeting(written: FoundDate, meeting: FoundDate) -> bool:
    """Whether a paper is dated in a later month than its meeting: the meeting named may be one before."""
    dates = (written.date, meeting.date)
    return None not in dates and (written.year, written.month) > (meeting.year, meeting.month)


def _title_lines(front: Sequence[Line], body: float, profile: Profile) -> list[Line]:
    """The lines of the title: the largest that speak of a register, with those of their size around them."""
    near = [line for line in front if line.page <= front[0].page + 1]
    first = [line for line in near if not _says_more(plain(line.text), profile)]
    speaking = [line for line in first if profile.paper["title_pattern"].search(line.text.casefold())]
    large = [line for line in first if line.is_larger_than(body)]
    candidates = speaking or large or first[:1]
    if not candidates:
        return []
    best = max(candidates, key=lambda line: line.size)
    if not best.is_larger_than(body):
        return [best]
    start = end = first.index(best)
    while start > 0 and _goes_with(first[start - 1], best):
        start -= 1
    while end + 1 < len(first) and _goes_with(first[end + 1], best):
        end += 1
    return first[start : end + 1]


def _goes_with(line: Line, title: Line) -> bool:
    near = abs(line.top - title.top) < 4 * title.size
    return near and abs(line.size - title.size) <= SETTINGS.same_size and line.bold == title.bold


def _says_more(text: str, profile: Profile) -> bool:
    """Whether a line beside the title is a particular of the paper: its date, its author, its reference."""
    labels = [*profile.paper["report_date_labels"], *profile.paper["meeting_date_labels"]]
    labels += [*profile.paper["author_labels"], *profile.paper["reference_labels"]]
    label = label_of(text, labels)
    behind = label is not None and (":" in text or bool(find_dates(text)) or folded(text) == label)
    return behind or any(date.whole for date in find_dates(text))


def _title_in_margin(margin: Iterable[str], profile: Profile) -> str:
    return next((text for text in margin if profile.paper["title_pattern"].search(text.casefold())), "")


def _committee(reference: re.Match[str] | None, title: str, profile: Profile) -> str | None:
    match = reference or profile.paper["committee_pattern"].search(title)
    return match["committee"] if match else None


def _meeting_number(reference: re.Match[str] | None, texts: Iterable[str], profile: Profile) -> int | None:
    if reference:
        return int(reference["meeting"])
    found = (profile.paper["meeting_number_pattern"].search(text) for text in texts)
    return next((int(match["meeting"]) for match in found if match), None)


def _meeting_date(
    reference: re.Match[str] | None, written: FoundDate | None, stated: FoundDate | None
) -> FoundDate | None:
    """The day and month of the reference, in the year nearest to the report's date; else what the paper states."""
    anchor = written or stated
    if reference and anchor:
        near = nearest_year(
            int(reference["day"]),
            int(reference["month"]),
            dt.date(anchor.year, anchor.month, anchor.day or 15),
        )
        if near:
            return FoundDate(near.year, near.month, near.day, whole=True)
    return stated
