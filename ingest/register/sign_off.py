"""Who signs a paper: what a name looks like, and the lines a paper ends with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.action_status import is_status_alone
from risktrail.ingest.fields.dates import FoundDate, find_dates, without_dates
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.fields.rating import read_rating
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.front_texts import FrontTexts, label_of
from risktrail.ingest.register.settings import SETTINGS

_NOT_IN_NAMES = re.compile(r"[\d@_\\<>=%£$€#*]|https?:")
_LABEL_END = re.compile(r"\s*[:–—-]\s*")


class Signature(NamedTuple):
    """A name and a date on one line: `SECAS Team 17 August 2021`."""

    name: str
    date: FoundDate


def is_name(text: str, profile: Profile) -> bool:
    """Whether a line can be the name of a person or a team: short, capitalised, and nothing else the paper says."""
    words = text.split()
    if not 0 < len(words) <= SETTINGS.words_of_a_name or not text[0].isalpha() or text.endswith((":", ";", "?", "!")):
        return False
    small = profile.paper["name_words"]
    capitalised = all(word.lstrip("(“‘\"'")[:1].isupper() or word.casefold() in small for word in words)
    return capitalised and text[0].isupper() and _is_whole(words, profile) and not _is_something_else(text, profile)


def signature(text: str, profile: Profile) -> Signature | None:
    """The name and the date of a line that signs a paper, or None where it is anything else."""
    dates = find_dates(text)
    name = without_dates(text).strip(" ,;–—-()")
    if len(dates) != 1 or dates[0].whole or not is_name(name, profile):
        return None
    return Signature(name, dates[0])


def signs(text: str, profile: Profile) -> bool:
    """Whether a line is a date alone, or a name with a date."""
    return any(date.whole for date in find_dates(text)) or signature(text, profile) is not None


def sign_off_start(lines: Sequence[Line], ended: Callable[[Line, Line], bool], profile: Profile) -> int:
    """Where the sign-off begins among the lines of a request: names, then a date. Their count where there is none.

    `ended` says whether the author, and not the page's edge, ended a line. A request is of one line at least, but for
    one that is all sign-off, with a date: `SECAS Team 17 August 2021`.
    """
    texts = [plain(line.text) for line in lines]
    start = len(texts)
    if not texts or not signs(texts[-1], profile):
        return start
    start -= 1
    while start > 0 and is_name(texts[start - 1], profile):
        start -= 1
    return start if start == 0 or ended(lines[start - 1], lines[start]) else len(texts)


def closing_names(closing: Sequence[str], profile: Profile) -> list[str]:
    """The names among the texts that close a paper; none where they are too many to be a sign-off."""
    names: list[str] = []
    for text in closing:
        signed = signature(text, profile)
        bare = text.rstrip(" .,")
        if signed:
            names.append(signed.name)
        elif is_name(bare, profile):
            names.append(bare)
    names = list(dict.fromkeys(names))
    return names if len(names) <= SETTINGS.names_of_a_sign_off else []


def author(texts: FrontTexts, profile: Profile) -> str | None:
    """Who the paper says wrote it: behind a label, else in its sign-off; None where no name stands there."""
    labelled = _labelled([*texts.opening, *texts.pairs], profile) or _labelled(texts.closing, profile)
    return labelled or ", ".join(closing_names(texts.closing, profile)) or None


def _labelled(texts: Sequence[str], profile: Profile) -> str | None:
    labels = profile.paper["author_labels"]
    for index, text in enumerate(texts):
        label = label_of(text, labels)
        if label is None:
            continue
        rest = text[len(label) :]
        sign = _LABEL_END.match(rest)
        value = rest[sign.end() :] if sign else ""
        if (name := without_dates(value).strip(" ,;–—-.")) and _is_said_name(name, profile):
            return name
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if not value and folded(text) == label and is_name(following, profile):
            return following
    return None


def _is_said_name(text: str, profile: Profile) -> bool:
    """Whether the text behind a label can be a name. The label says it is one, so small letters are allowed."""
    words = text.split()
    fits = len(words) <= SETTINGS.words_of_a_name and text[0].isalpha() and _is_whole(words, profile)
    return fits and not _is_something_else(text, profile)


def _is_whole(words: Sequence[str], profile: Profile) -> bool:
    """Whether a name ends where it may: `Visit on`, before a date, and `Ada Fenn and`, at a line's end, are none."""
    return words[-1].casefold() not in profile.paper["name_words"]


def _is_something_else(text: str, profile: Profile) -> bool:
    """Whether a text is a label, a heading, a status, a rating, the title, or has what no name has."""
    paper = profile.paper
    labels = (*paper["author_labels"], *paper["report_date_labels"], *paper["reference_labels"])
    phrase = folded(text)
    known = phrase in labels or phrase in paper["version_labels"] or profile.column(text) is not None
    heading = profile.part(text) is not None or profile.section(text) is not None
    state = is_status_alone(text, profile) or read_rating(text, profile).band is not None
    return (
        known
        or heading
        or state
        or _NOT_IN_NAMES.search(text) is not None
        or paper["not_names_pattern"].search(phrase) is not None
        or paper["title_pattern"].search(phrase) is not None
        or paper["other_date_pattern"].search(phrase) is not None
    )
