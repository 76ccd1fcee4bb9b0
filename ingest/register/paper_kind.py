"""What a paper is taken for: a risk register, or one of the many papers that only speak of risks.

Minutes, agendas, policies and finance papers name the register, and share the meeting's date and reference with it.
None of them may stand for its month. A register is a paper in which risks were read and whose title speaks of risks,
or the heads of whose tables do where these are most of it; or one whose title speaks of the register and that says
there are no risks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from risktrail.ingest.errors import NotARegisterError, UnreadTableError
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.fields.rating import read_rating
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.collected_lines import RISK_SECTIONS, PaperDraft, SectionDraft
from risktrail.ingest.register.entries import Entries, Entry
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.unread_tables import UnreadTable

_OF_OTHER_RISKS = RISK_SECTIONS.keys() - {"active"}  # sections that may be empty in a register that is not
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+")


def check_is_register(
    draft: PaperDraft,
    entries: Entries,
    unread: Sequence[UnreadTable],
    body: float,
    profile: Profile,
    *,
    accept_unread: bool,
) -> None:
    """Raise NotARegisterError where a paper is no register, UnreadTableError where its register was not understood.

    `unread` are its tables that look like a part of the register, which `accept_unread` puts up with; `body` is its
    usual font size.
    """
    titles = _titles(draft, body)
    if entries.entries and not _speaks_of_risks(draft, entries, titles, profile):
        named = f", “{plain(titles[0].text)}”," if titles else ""
        other = NotARegisterError(f"it has a table like a register's, but its title{named} does not speak of risks")
        other.has_risks = True
        raise other
    if unread and accept_unread:
        return
    if unread:
        refusal = UnreadTableError("; ".join(map(str, unread)), unread[0].first_page)
        refusal.has_risks = bool(entries.entries)
        raise refusal
    if entries.entries and not any(_says_something(entry, profile) for entry in entries.entries):
        raise NotARegisterError("it has a list of risks without any rating, impact or action")
    if not entries.entries and not (_speaks_of_register(titles, draft, profile) and says_no_risks(draft, profile)):
        raise NotARegisterError("no table of risks was found, and nothing says that there are no risks")


def says_no_risks(draft: PaperDraft, profile: Profile) -> str | None:
    """The sentence in which a paper says that its register holds no risks, or None."""
    for section in draft.sections:
        if section.kind in _OF_OTHER_RISKS:
            continue
        for sentence in _sentences(section):
            if profile.paper["no_risks_pattern"].search(sentence.casefold()):
                return sentence
        if section.kind == "active" and len(section.said) == 1:
            text = plain(section.said[0].text)
            if profile.paper["none_pattern"].search(text.casefold()):
                return text
    return None


def _sentences(section: SectionDraft) -> Iterator[str]:
    text = plain(" ".join(line.text for line in section.lines))
    yield from (sentence.lstrip("•-– ") for sentence in _SENTENCE_END.split(text))


def _says_something(entry: Entry, profile: Profile) -> bool:
    """Whether more is said of a risk than its name."""
    rating = read_rating(" ".join(line.text for line in entry.draft.rating), profile)
    return entry.draft.is_full or (rating.is_stated and entry.number is not None)


def _speaks_of_register(titles: Iterable[Line], draft: PaperDraft, profile: Profile) -> bool:
    pattern = profile.paper["title_pattern"]
    return any(pattern.search(plain(line.text).casefold()) for line in [*titles, *draft.furniture])


def _speaks_of_risks(draft: PaperDraft, entries: Entries, titles: Sequence[Line], profile: Profile) -> bool:
    subject = profile.paper["subject_pattern"]
    named = [*(titles or _short(draft.front)), *draft.furniture]
    if any(subject.search(plain(line.text).casefold()) for line in named):
        return True
    of_risks = sum(len(entry.draft.lines) for entry in entries.entries)
    every = sum(place not in (Place.TABLE_HEAD, Place.HEADING) for _, place, _ in draft.ledger)
    return of_risks >= SETTINGS.share_of_risks * every and any(map(profile.register_heads.risks.search, draft.heads))


def _titles(draft: PaperDraft, body: float) -> list[Line]:
    """The lines of a paper's title: those of its front that are large, else those that are bold, largest first."""
    front = draft.front
    first = _short(line for line in front if line.page <= front[0].page + 1)
    large = [line for line in first if line.is_larger_than(body)] or [line for line in first if line.bold]
    return sorted(large, key=lambda line: (-round(line.size), line.page, line.top))


def _short(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if len(line.words) <= SETTINGS.title_words]
