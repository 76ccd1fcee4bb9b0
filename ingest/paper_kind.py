"""What a paper is taken for: a risk register, or one of the many papers that only speak of risks.

Minutes, agendas, policies and finance papers name the register, and share the meeting's date and reference with it.
None of them may stand for its month. A register is a paper in which risks were read, unless its title speaks of
something else and most of it does too; or one whose title speaks of the register and that says there are no risks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.drafts import PaperDraft, Place
from ingest.entries import Entries
from ingest.errors import NotARegisterError, UnreadTableError
from ingest.layout import Line
from ingest.profile import Profile
from ingest.text import plain
from ingest.unread_tables import UnreadTable

_LARGER = 1.08  # times the body's size: a title
_TITLE_WORDS = 14
_SHARE = 0.5  # of the paper's lines: a register's risks take up more, those of a project's paper less
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+")


def check_is_register(
    draft: PaperDraft, entries: Entries, unread: Sequence[UnreadTable], body: float, profile: Profile
) -> None:
    """Raise NotARegisterError where a paper is no register, UnreadTableError where its register was not understood.

    `unread` are its tables that look like a part of the register, `body` is its usual font size.
    """
    titles = _titles(draft, body)
    if entries.entries and _is_about_something_else(draft, entries, titles, profile):
        title = plain(titles[0].text)
        raise NotARegisterError(
            f"it has a table of risks, but its title, “{title}”, and most of it are about other things"
        )
    if unread:
        raise UnreadTableError(f"{_listed(unread)} could not be understood", unread[0].first_page)
    if not entries.entries and not (_speaks_of_register(titles, draft, profile) and says_no_risks(draft, profile)):
        raise NotARegisterError("no table of risks was found, and nothing says that there are no risks")


def says_no_risks(draft: PaperDraft, profile: Profile) -> str | None:
    """The sentence in which a paper says that its register holds no risks, or None."""
    pattern = profile.paper["no_risks_pattern"]
    return next((sentence for sentence in _sentences(draft) if pattern.search(sentence.casefold())), None)


def _sentences(draft: PaperDraft) -> Iterator[str]:
    for section in draft.sections:
        text = plain(" ".join(line.text for line in section.lines))
        yield from (sentence.lstrip("•-– ") for sentence in _SENTENCE_END.split(text))


def _titles(draft: PaperDraft, body: float) -> list[Line]:
    """The lines of a paper's title: those of its front that are large, else those that are bold, largest first."""
    front = [line for section in draft.sections if section.kind == "front" for line in section.lines]
    first = [line for line in front if line.page <= front[0].page + 1 and len(line.words) <= _TITLE_WORDS]
    large = [line for line in first if line.size > _LARGER * body] or [line for line in first if line.bold]
    return sorted(large, key=lambda line: (-round(line.size), line.page, line.top))


def _speaks_of_register(titles: Iterable[Line], draft: PaperDraft, profile: Profile) -> bool:
    pattern = profile.paper["title_pattern"]
    return any(pattern.search(plain(line.text).casefold()) for line in [*titles, *draft.furniture])


def _is_about_something_else(draft: PaperDraft, entries: Entries, titles: Sequence[Line], profile: Profile) -> bool:
    pattern = profile.paper["subject_pattern"]
    if not titles or any(pattern.search(plain(line.text).casefold()) for line in [*titles, *draft.furniture]):
        return False
    of_risks = sum(len(entry.draft.lines) for entry in entries.entries)
    every = sum(place not in (Place.TABLE_HEAD, Place.HEADING) for _, place in draft.ledger)
    return of_risks < _SHARE * every


def _listed(unread: Sequence[UnreadTable]) -> str:
    return " and ".join(map(str, unread))
