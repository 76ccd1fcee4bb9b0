"""Who wrote the paper, for which meeting, and when: title, reference, dates and author.

The meeting's date comes from the paper's reference where it has one (`_2607_` is 26 July, of the year nearest to the
report's own date), else from what the paper says of its meeting. The report's date is the one it is labelled with,
or signed off with, or the one its front shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from ingest.dates import FoundDate, find_dates, first_whole, nearest_year
from ingest.drafts import PaperDraft
from ingest.layout import Line
from ingest.profile import Profile, folded
from ingest.text import plain

_SAME_SIZE = 0.6  # points within which two lines are of one size
_LARGER = 1.08
_SHORT = 12  # words of a line that is a label rather than prose


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


def read_front(draft: PaperDraft, sign_off: Sequence[str], body: float, profile: Profile) -> Front:
    """Read the paper's own particulars. `sign_off` are the texts that close it, `body` the usual font size."""
    front = [line for section in draft.sections if section.kind == "front" for line in section.lines]
    title_lines = _title_lines(front, body, profile)
    title = plain(" ".join(line.text for line in title_lines)) or _title_in_margin(draft.furniture, profile)
    margin = [plain(line.text) for line in draft.furniture]
    opening = [plain(line.text) for line in front if line not in title_lines]
    reference = _reference(chain(opening, margin, (plain(line.text) for line, _ in draft.ledger)), profile)
    written = _report_date(opening, sign_off, margin, profile)
    meeting = _meeting_date(reference, written, opening, margin, profile)
    report_date = written.date if written else None
    return Front(
        title=title or None,
        title_lines=tuple(title_lines),
        committee=_committee(reference, title, profile),
        paper_reference=reference[0] if reference else None,
        meeting_number=_meeting_number(reference, [*opening, *margin, title], profile),
        meeting_date=meeting.date if meeting else None,
        report_date=report_date,
        period=meeting.period if meeting else written.period if written else None,
        author=_author(opening, sign_off, profile),
    )


def _title_lines(front: Sequence[Line], body: float, profile: Profile) -> list[Line]:
    """The lines of the title: the largest that speak of a register, with those of their size around them."""
    first = [line for line in front if line.page <= front[0].page + 1] if front else []
    speaking = [line for line in first if profile.paper["title_pattern"].search(line.text.casefold())]
    large = [line for line in first if line.size > _LARGER * body]
    candidates = speaking or large or first[:1]
    if not candidates:
        return []
    best = max(candidates, key=lambda line: line.size)
    if best.size <= _LARGER * body:
        return [best]
    start = end = first.index(best)
    while start > 0 and _goes_with(first[start - 1], best):
        start -= 1
    while end + 1 < len(first) and _goes_with(first[end + 1], best):
        end += 1
    return first[start : end + 1]


def _goes_with(line: Line, title: Line) -> bool:
    near = abs(line.top - title.top) < 4 * title.size
    return near and abs(line.size - title.size) <= _SAME_SIZE and line.bold == title.bold


def _title_in_margin(furniture: Iterable[Line], profile: Profile) -> str:
    texts = (plain(line.text) for line in furniture)
    return next((text for text in texts if profile.paper["title_pattern"].search(text.casefold())), "")


def _reference(texts: Iterable[str], profile: Profile) -> re.Match[str] | None:
    found = (profile.paper["reference_pattern"].search(text) for text in texts)
    return next((match for match in found if match), None)


def _committee(reference: re.Match[str] | None, title: str, profile: Profile) -> str | None:
    match = reference or profile.paper["committee_pattern"].search(title)
    return match["committee"] if match else None


def _meeting_number(reference: re.Match[str] | None, texts: Iterable[str], profile: Profile) -> int | None:
    if reference:
        return int(reference["meeting"])
    found = (profile.paper["meeting_number_pattern"].search(text) for text in texts)
    return next((int(match["meeting"]) for match in found if match), None)


def _report_date(
    opening: Sequence[str], sign_off: Sequence[str], margin: Sequence[str], profile: Profile
) -> FoundDate | None:
    meeting = profile.paper["meeting_date_labels"]

    def of_meeting(text: str) -> bool:
        return profile.paper["meeting_date_pattern"].search(text.casefold()) is not None

    return (
        _labelled(opening, profile.paper["report_date_labels"], but=meeting)
        or first_whole(reversed(sign_off))
        or _labelled(sign_off, profile.paper["report_date_labels"], but=meeting)
        or first_whole(opening)
        or _last_of(sign_off)
        or next((date for text in [*opening, *margin] if not of_meeting(text) for date in find_dates(text)), None)
    )


def _last_of(texts: Sequence[str]) -> FoundDate | None:
    return next((date for text in reversed(texts) for date in find_dates(text) if len(text.split()) <= 8), None)


def _meeting_date(
    reference: re.Match[str] | None,
    written: FoundDate | None,
    opening: Sequence[str],
    margin: Sequence[str],
    profile: Profile,
) -> FoundDate | None:
    stated = _labelled([*opening, *margin], profile.paper["meeting_date_labels"]) or _beside_meeting(
        opening, margin, profile
    )
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


def _beside_meeting(opening: Sequence[str], margin: Sequence[str], profile: Profile) -> FoundDate | None:
    """A date in a short line that speaks of the meeting: `OPSG Meeting 27 – 12th September 2021`."""
    word = profile.paper["meeting_date_pattern"]
    short = (text for text in [*opening, *margin] if word.search(text.casefold()) and len(text.split()) <= _SHORT)
    return next((date for text in short for date in find_dates(text)), None)


def _labelled(texts: Sequence[str], labels: Sequence[str], but: Sequence[str] = ()) -> FoundDate | None:
    """The date behind a label, on its line or on the next."""
    for index, text in enumerate(texts):
        if _begins(text, but) or not _begins(text, labels):
            continue
        if dates := find_dates(text):
            return dates[0]
        if folded(text) in labels and index + 1 < len(texts) and (dates := find_dates(texts[index + 1])):
            return dates[0]
    return None


def _begins(text: str, labels: Sequence[str]) -> bool:
    phrase = folded(text)
    return any(phrase.startswith(label) and not phrase[len(label) :][:1].isalnum() for label in labels)


def _author(opening: Sequence[str], sign_off: Sequence[str], profile: Profile) -> str | None:
    for text in opening:
        label, colon, name = text.partition(":")
        if colon and folded(label) in profile.paper["author_labels"] and name.strip():
            return name.strip()
    names = [text for text in sign_off if not any(date.whole for date in find_dates(text)) and len(text.split()) <= 8]
    return ", ".join(names) or None
