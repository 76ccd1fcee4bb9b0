"""When a paper was written, and for which meeting: only dates that the paper gives as its own.

A date behind words of another thing (`Date of next review`, `due`, `printed`) is not the paper's, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import FoundDate, dated_parts, find_dates
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.front_texts import FrontTexts, is_led_by, label_of, rows_of
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.sign_off import signature


class ReportDate(NamedTuple):
    """The report's own date. `doubt` says why a person should look at it."""

    found: FoundDate
    doubt: str | None = None


def report_date(texts: FrontTexts, tables: Sequence[Sequence[Line]], profile: Profile) -> ReportDate | None:
    """The date the report gives as its own, from the surest place that has one.

    In this order: behind a label in the front, at the paper's end, on a line of its own in the front, in the title,
    in a short line of the front, in the running lines (where all of them say the same), and last, with a doubt, in a
    version history. Where that place says the month alone, the running lines may tell the day.
    """
    found = _by_surest_place(texts, tables, profile)
    running = _of_margin(texts.margin, profile)
    if found is None or running is None or found.found.day or running.found.period != found.found.period:
        return found
    return found._replace(found=running.found)


def _by_surest_place(texts: FrontTexts, tables: Sequence[Sequence[Line]], profile: Profile) -> ReportDate | None:
    sure = (
        labelled([*texts.opening, *texts.pairs], profile.paper["report_date_labels"], profile, but_meetings=True)
        or next(_alone(texts.closing, profile, last_first=True), None)
        or labelled(texts.closing, profile.paper["report_date_labels"], profile, but_meetings=True)
        or next(_signed(texts.closing, profile), None)
    )
    if sure:
        return ReportDate(sure)
    for found in (
        list(_alone(texts.opening, profile)),
        list(_own([" ".join(texts.title)], profile)),
        list(_own(texts.closing, profile, SETTINGS.closing_words))[::-1],
        list(_own(texts.near, profile, SETTINGS.date_line_words)),
    ):
        if found:
            return _first(found)
    return _of_margin(texts.margin, profile) or _of_versions(tables, profile)


def meeting_date(texts: FrontTexts, profile: Profile) -> FoundDate | None:
    """The date the paper gives for its meeting: behind a label, or in a short line that speaks of the meeting."""
    said = [*texts.opening, *texts.pairs, *texts.margin]
    found = labelled(said, profile.paper["meeting_date_labels"], profile)
    if found:
        return found
    short = [text for text in (*texts.opening, *texts.margin) if len(text.split()) <= SETTINGS.date_line_words]
    speaking = [text for text in short if _speaks_of_meeting(text, profile) and not _of_another(text, profile)]
    return next((date for text in speaking for date in find_dates(text)), None)


def labelled(
    texts: Sequence[str], labels: Sequence[str], profile: Profile, *, but_meetings: bool = False
) -> FoundDate | None:
    """The date behind a label, on its line or on the next. With `but_meetings`, never a meeting's."""
    meetings = profile.paper["meeting_date_labels"] if but_meetings else ()
    for index, text in enumerate(texts):
        for before, found, _ in dated_parts(text):
            if _is_behind(before, labels, profile) and label_of(before, meetings) is None:
                return found
        if folded(text) in labels and index + 1 < len(texts):
            below = dated_parts(texts[index + 1])
            if below and not below[0].before.strip(" :"):
                return below[0].found
    return None


def _is_behind(before: str, labels: Sequence[str], profile: Profile) -> bool:
    """Whether the words before a date begin or end with one of the labels, and tell of nothing else."""
    phrase = folded(before.strip(" ,;|()–-"))
    label = label_of(phrase, labels)
    if label is not None:
        return not _of_another(phrase[len(label) :], profile)
    ends = any(phrase.endswith(f" {label}") for label in labels)
    return ends and not _of_another(phrase, profile) and not _speaks_of_meeting(phrase, profile)


def _alone(texts: Sequence[str], profile: Profile, *, last_first: bool = False) -> Iterator[FoundDate]:
    """Dates on lines of their own, but for those that the line before gives to something else."""
    other, meetings = profile.paper["other_date_pattern"], profile.paper["meeting_date_labels"]
    for index in reversed(range(len(texts))) if last_first else range(len(texts)):
        whole = [found for found in find_dates(texts[index]) if found.whole]
        if whole and not is_led_by(texts, index, other, meetings):
            yield whole[0]


def _signed(closing: Sequence[str], profile: Profile) -> Iterator[FoundDate]:
    for text in reversed(closing):
        if signed := signature(text, profile):
            yield signed.date


def _own(texts: Sequence[str], profile: Profile, most_words: int | None = None) -> Iterator[FoundDate]:
    """Dates of texts that speak neither of another date nor of the meeting, and are no sentences."""
    other, meetings = profile.paper["other_date_pattern"], profile.paper["meeting_date_labels"]
    for index, text in enumerate(texts):
        long = most_words is not None and len(text.split()) > most_words
        if long or text.endswith(".") or _of_another(text, profile) or _speaks_of_meeting(text, profile):
            continue
        if not is_led_by(texts, index, other, meetings):
            yield from (part.found for part in dated_parts(text) if not _of_another(part.before, profile))


def _of_another(text: str, profile: Profile) -> bool:
    return profile.paper["other_date_pattern"].search(text.casefold()) is not None


def _speaks_of_meeting(text: str, profile: Profile) -> bool:
    return profile.paper["meeting_date_pattern"].search(text.casefold()) is not None


def _first(found: Sequence[FoundDate]) -> ReportDate:
    """The first of dates that no label tells apart, in doubt where another follows."""
    first = found[0]
    others = [other for other in found if other.period != first.period]
    if not others:
        return ReportDate(first)
    return ReportDate(first, f"the paper's front gives {_said(first)} and {_said(others[0])}, and does not say which")


def _of_margin(margin: Sequence[str], profile: Profile) -> ReportDate | None:
    """The date of the running lines, where all of them give the same: behind a label, else where none is."""
    labels = profile.paper["report_date_labels"]
    said = [labelled([text], labels, profile, but_meetings=True) for text in margin]
    found = {date._replace(whole=False) for date in list(filter(None, said)) or _own(margin, profile)}
    return ReportDate(found.pop()) if len(found) == 1 else None


def _of_versions(tables: Sequence[Sequence[Line]], profile: Profile) -> ReportDate | None:
    """The date of the version that a version history calls issued, else of its last."""
    dated = list(_versions((row for table in tables for row in rows_of(table)), profile))
    if not dated:
        return None
    issued = [one for one in dated if profile.paper["issued_pattern"].search(one[0].casefold())]
    row_text, date = (issued or dated)[-1]
    return ReportDate(date, f"the paper's only date is in its version history, “{row_text}”")


def _versions(rows: Iterable[Sequence[Line]], profile: Profile) -> Iterator[tuple[str, FoundDate]]:
    """The rows below the head of a version history, each with the date in the column that the head calls so."""
    head: Line | None = None
    for row in rows:
        names = {folded(plain(line.text)): line for line in row}
        dates = [line for name, line in names.items() if name in profile.paper["report_date_labels"]]
        if dates and any(name in profile.paper["version_labels"] for name in names):
            head = dates[0]
        elif head is not None:
            text = " ".join(plain(line.text) for line in row)
            below = [line for line in row if line.x0 < head.x1 and head.x0 < line.x1]
            found = [date for line in below for date in find_dates(plain(line.text)) if date.whole]
            if found:
                yield text, found[0]
            elif len(row) > 1:  # a row of another table; a line alone is the rest of a cell
                head = None


def _said(date: FoundDate) -> str:
    return date.date.isoformat() if date.date else date.period
