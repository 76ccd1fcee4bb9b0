"""What a page shows of the paper that it belongs to: title, running lines, page number, reference, size.

Pages are only skimmed for it: the words at their head and foot become lines, no table is looked for, and nothing else
of the page is read.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line, lines_of, segments
from risktrail.ingest.pdf.page import Page, PageGlance, Word
from risktrail.ingest.pieces.settings import SETTINGS

_PAGE_NUMBER = re.compile(
    r"\b(?:page|p\.)\s*(?P<labelled>\d{1,4})(?:\s*(?:of|/)\s*(?P<last>\d{1,4}))?\b"
    r"|^\W*(?P<pair>\d{1,4})\s*(?:of|/)\s*(?P<pair_last>\d{1,4})\W*$"
    r"|^\W*(?P<bare>\d{1,4})\W*$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_bottom = itemgetter(3)
_NO_NAME = re.compile(r"\b(?:page|p|of)\b|[\W\d_]", re.IGNORECASE)


class PrintedNumber(NamedTuple):
    """A page number as it is printed: `Page 3 of 6` has a `last`."""

    number: int
    last: int | None = None


class PageSigns(NamedTuple):
    """What a page shows of its paper.

    `running` are the lines in its margins that name something, digits aside. `numbers` are the page numbers printed
    there, by how they are written: a file that was put together may have its own besides those of its papers.
    `references` are the paper references that it gives for its own. Its title is worked out when it is asked for: few
    pages are. `unread` is what is known of a page that is read only when it is asked for.
    """

    number: int
    width: float
    height: float
    running: frozenset[str]
    numbers: dict[str, PrintedNumber]
    references: frozenset[str]
    usual_of: Callable[[], float]
    title_of: Callable[[], str | None]
    unread: PageGlance | None = None

    @property
    def usual(self) -> float:
        """The height of most of its words, in points."""
        return self.usual_of()

    @property
    def title(self) -> str | None:
        """What the page's own text begins with in large or bold print."""
        return self.title_of()


ReferencesOf = Callable[[str, bool], Iterable[str]]
"""The references that a line gives for the paper's own, from its text and whether it stands in the page's margin."""

MayRefer = Callable[[str], bool]
"""Whether a reference may stand in a page's text: only then are all of its lines looked at, not those in its margins
alone."""


def page_signs(
    pages: Sequence[Page], references_of: ReferencesOf, may_refer: MayRefer, glances: Sequence[PageGlance | None] = ()
) -> list[PageSigns]:
    """The signs of every page of a file; `glances` are those of `Document`, where it has any."""

    @cache
    def of_file() -> float:
        step = -(-len(pages) // SETTINGS.looked_at)
        return _usual([word for page in pages[::step] for word in page.words])

    return [
        _signs_of(
            glance or glance_of(pages[place]),
            functools.partial(pages.__getitem__, place),
            of_file,
            references_of,
            may_refer,
            is_unread=glance is not None,
        )
        for place, glance in enumerate(glances or repeat(None, len(pages)))
    ]


def _usual(words: Sequence[Word]) -> float:
    """The height of most words, in points; 0 where there are none."""
    heights = Counter([round(word[3] - word[1], 1) for word in words])
    return heights.most_common(1)[0][0] if heights else 0.0


def _signs_of(
    glance: PageGlance,
    read: Callable[[], Page],
    of_file: Callable[[], float],
    references_of: ReferencesOf,
    may_refer: MayRefer,
    *,
    is_unread: bool,
) -> PageSigns:
    lines = lines_of(glance.number, glance.margin_words)
    margin = [line for line in lines if _is_in_margin(line, glance)]
    beside = [line.text for line in lines if not _is_in_margin(line, glance)]
    references = {found for line in margin for found in references_of(line.text, True)}
    if may_refer(" ".join([glance.text, *beside])):
        inner = (line for line in lines_of(glance.number, read().words) if not _is_in_margin(line, glance))
        references.update(found for line in inner for found in references_of(line.text, False))

    @cache
    def usual_of() -> float:
        words = read().words
        return _usual(words) if len(words) >= SETTINGS.few_words else of_file()

    @cache
    def title_of() -> str | None:
        head = [word for word in read().words if word[1] < SETTINGS.head * glance.height]
        return _title(lines_of(glance.number, head), usual_of(), glance.height)

    return PageSigns(
        glance.number,
        glance.width,
        glance.height,
        frozenset(key for line in margin if (key := _running_key(line)) is not None),
        dict(filter(None, map(_printed_number, margin))),
        frozenset(references),
        usual_of,
        title_of,
        glance if is_unread else None,
    )


def glance_of(page: Page) -> PageGlance:
    """What would have been known of a page before it was read."""
    top, foot = SETTINGS.margin * page.height, (1 - SETTINGS.margin) * page.height
    words = sorted(page.words, key=_bottom)
    head_end = bisect_right(words, top + SETTINGS.beyond, key=_bottom)
    foot_begin = max(head_end, bisect_left(words, foot - SETTINGS.beyond, key=_bottom))
    text = " ".join([word[4] for word in words[head_end:foot_begin]])
    return PageGlance(page.number, page.width, page.height, words[:head_end] + words[foot_begin:], text)


def _is_in_margin(line: Line, glance: PageGlance) -> bool:
    return line.bottom <= SETTINGS.margin * glance.height or line.top >= (1 - SETTINGS.margin) * glance.height


def _title(lines: Iterable[Line], usual: float, height: float) -> str | None:
    """The large or bold lines that a page begins with, where nothing but running lines stands above them."""
    title: list[str] = []
    for line in sorted(lines, key=lambda each: each.top):
        is_title = line.top <= SETTINGS.head * height and _is_like_a_title(line, usual)
        if is_title:
            title.append(line.text)
        elif title or line.bottom > SETTINGS.margin * height:
            break
    return " ".join(title[: SETTINGS.title_lines]) or None


def _is_like_a_title(line: Line, usual: float) -> bool:
    """Whether a line is large, or bold and of one piece: the heads of a table's columns are of several."""
    if len(line.words) > SETTINGS.title_words:
        return False
    return line.size >= SETTINGS.title_size * usual or (line.bold and len(line.words) > 1 and len(segments(line)) == 1)


def _running_key(line: Line) -> str | None:
    """What tells a line in the margin from those of other papers; None where it is a number alone, or text."""
    text = line.text.casefold()
    if len(line.words) > SETTINGS.running_words or len(_NO_NAME.sub("", text)) < SETTINGS.running_letters:
        return None
    return _DIGITS.sub("#", text)


def _printed_number(line: Line) -> tuple[str, PrintedNumber] | None:
    match = _PAGE_NUMBER.search(line.text)
    if match is None:
        return None
    number = match["labelled"] or match["pair"] or match["bare"]
    last = match["last"] or match["pair_last"]
    written = _DIGITS.sub("#", match[0].casefold().strip())
    return written, PrintedNumber(int(number), int(last) if last else None)
