"""Which of a file's papers may be a register, and which of those that could be read as one is meant as one.

A look at the pages that costs little leaves out most of a pack: what is left out is not read at all. So it is left out
only where its title, its running lines and its tables speak of no risks: then no profile would take it for a register.
Of what was read, a project's paper with a small table of its own risks is no register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from risktrail.ingest.fields.dates import find_dates
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line, lines_of, segments
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pieces.page_signs import PageSigns
from risktrail.ingest.pieces.parts import FilePart
from risktrail.ingest.profile import Profile, RegisterHeads
from risktrail.ingest.register.line_ledger import PROSE, Place
from risktrail.ingest.register.settings import SETTINGS

_FRONT_PAGES = 2  # on which a title may stand, as in `paper_kind`
_CELL_WORDS = 4  # fewer has a line of another head of such a table, which stands in a cell of its own
_ATTRIBUTES = 3  # that the heads of a register have beside the risk, and a sentence about one has not
_NOT_COUNTED = frozenset(
    {Place.FURNITURE, Place.TABLE_HEAD, Place.HEADING, Place.FOOTNOTE, Place.NOTE_MARK, Place.HIDDEN}
)
_OF_NO_RISK = PROSE | {Place.OTHER_TABLE, Place.UNPLACED}


def may_be_register(part: FilePart, profile: Profile, titles: Sequence[re.Pattern[str]] = ()) -> bool:
    """Whether a paper may be a register. `titles` are the patterns of the titles that further profiles have."""
    patterns = [profile.paper["subject_pattern"], *titles]
    if any(pattern.search(text) for text in _front_and_running(part, patterns) for pattern in patterns):
        return True
    return any(
        _may_have_head(signs, profile) and _has_table_of_risks(part.pages[place], profile)
        for place, signs in enumerate(part.signs)
    )


def speaks_of_risks(part: FilePart, profile: Profile, titles: Sequence[re.Pattern[str]] = ()) -> bool:
    """Whether the title or the running lines of a paper speak of risks; `titles` are as in `may_be_register`."""
    named = [*part.running, *([plain(part.title).casefold()] if part.title else [])]
    return any(pattern.search(text) for text in named for pattern in (profile.paper["subject_pattern"], *titles))


def are_papers(parts: Sequence[FilePart], profile: Profile, titles: Sequence[re.Pattern[str]] = ()) -> bool:
    """Whether parts that nothing but their titles tells apart are papers, and not the sections of one.

    One of them has a title that speaks of risks, and each such part begins with a front of its own: a date or reference
    above its tables, which no other of that title has. No other part goes on with their tables. `titles` are as in
    `may_be_register`.
    """
    registers = [part for part in parts if speaks_of_risks(part, profile, titles)]
    fronts = {(part.title, _front_of(part)) for part in registers}
    heads = {head for part in registers for head in _heads_of(part, profile)}
    others = (part for part in parts if part not in registers)
    return (
        bool(registers)
        and len(fronts) == len(registers)
        and all(front for _, front in fronts)
        and not any(heads & set(_heads_of(part, profile)) for part in others)
    )


def _heads_of(part: FilePart, profile: Profile) -> Iterator[str]:
    """The lines of a paper that may be heads of a table of risks."""
    return (head for page in part.pages for head in _risk_heads(page, profile))


def _front_of(part: FilePart) -> frozenset[str]:
    """The references of a paper's first page, and the dates in short lines above its first table."""
    page, signs = part.pages[0], part.signs[0]
    end = min((rule[1] for rule in page.rules), default=page.height)
    above = [line for line in lines_of(page.number, page.words) if line.bottom <= end]
    short = [line.text for line in above if len(line.words) <= SETTINGS.date_line_words]
    return signs.references | {date.period for text in short for date in find_dates(text)}


def is_mostly_risks(ledger: Iterable[tuple[Line, Place]]) -> bool:
    """Whether most lines of a paper are its risks'; the ledger says where each went."""
    places = [place for _, place in ledger if place not in _NOT_COUNTED]
    of_risks = sum(place not in _OF_NO_RISK for place in places)
    return of_risks >= SETTINGS.share_of_risks * max(len(places), 1)


def _may_say(patterns: Iterable[re.Pattern[str]], page: PageSigns) -> bool:
    """Whether a title or heading of a page may say what a pattern looks for; of a page that was not read its lines
    tell, but for those too long."""
    if page.unread is None:
        return True
    in_margins = [line.text for line in lines_of(page.number, page.unread.margin_words)]
    lines = [*in_margins, *page.unread.text.splitlines()]
    text = "\n".join([line for line in lines if len(line.split()) <= SETTINGS.title_words]).casefold()
    return any(_anywhere(pattern).search(form) for pattern in patterns for form in (text, plain(text)))


def _may_have_head(page: PageSigns, profile: Profile) -> bool:
    """Whether the head of a table of risks may stand on a page, as far as is known before it is read."""
    glance, heads = page.unread, profile.register_heads
    if glance is None:
        return True
    in_margins = heads.risks.search(" ".join([word.text for word in glance.margin_words]))
    if not (glance.asked_lines or in_margins):
        return False
    words = [*glance.asked, *(glance.margin_words if in_margins else ())]
    if any(_is_risk_head(line, heads) for line in lines_of(glance.number, words)):
        return True
    cells = " ".join(line for line in glance.text.splitlines() if line.count(" ") < _CELL_WORDS)
    return any(len(heads.attributes.findall(text)) >= _ATTRIBUTES for text in (*glance.asked_lines, cells))


@cache
def _anywhere(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for a line as one for a text: it finds all that it finds in a line of it, and more."""
    return re.compile(pattern.pattern, pattern.flags | re.MULTILINE | re.DOTALL)


def _front_and_running(part: FilePart, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """The running lines of a paper, and the lines of its first pages that are its title or headings: large or bold
    ones, any short one where there are none. Pages that cannot say what `patterns` look for are left out."""
    yield from part.running
    for place, signs in enumerate(part.signs[:_FRONT_PAGES]):
        if not _may_say(patterns, signs):
            continue
        page = part.pages[place]
        lines = [line for line in lines_of(page.number, page.words) if len(line.words) <= SETTINGS.title_words]
        titles = [line for line in lines if line.bold or line.is_larger_than(signs.usual)]
        for line in titles or lines:
            yield plain(line.text).casefold()


def _has_table_of_risks(page: Page, profile: Profile) -> bool:
    return next(_risk_heads(page, profile), None) is not None


def _risk_heads(page: Page, profile: Profile) -> Iterator[str]:
    """The lines of a page with ruled lines that may be the head of a table of risks, or a piece of one."""
    heads = profile.register_heads
    if not page.rules or heads.risks.search(" ".join([word[4] for word in page.words])) is None:
        return
    yield from (line.text for line in lines_of(page.number, page.words) if _is_risk_head(line, heads))


def _is_risk_head(line: Line, heads: RegisterHeads) -> bool:
    """Whether a line may be the head of a table of risks, or a piece of one."""
    if heads.risks.search(line.text) is None:
        return False
    return len(heads.attributes.findall(line.text)) >= _ATTRIBUTES or any(
        heads.risks.search(each.text) and len(each.text.split()) <= SETTINGS.head_words for each in segments(line)
    )
