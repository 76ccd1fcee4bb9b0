"""The items of a list and the paragraphs of prose, from the lines of one part of a paper.

A bullet is known by its place more than by its character: papers use every glyph there is, letters of symbol fonts,
drawn shapes, hyphens and numbers, or nothing at all. Where neither bullets nor white nor the ends of lines tell items
apart, the tags of the file may: they are asked then alone.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import mode
from typing import NamedTuple

from risktrail.ingest.layout.line_tags import UNTAGGED, LineTags, ListTags
from risktrail.ingest.layout.lines import Line, line_of
from risktrail.ingest.layout.sentences import ends_clause

_BULLETS = frozenset("•●∙·⋅○◦▪■□▫◆◇♦►▶▸‣⁃❖➢➤✓✔✦★*§¡→†‡※")
_NO_BULLETS = frozenset("±×÷−≤≥≈≠")  # signs that a line of running text may begin with
_DASHES = frozenset("-–—−‐‑+>~=›»")
_LETTERS = frozenset("onlvIque¢©®°»")  # what bullets of symbol fonts, Word's open circle and scans come out as
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_BARE_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]?")
_DASH = re.compile(r"[-–—−:]\s*")


@dataclass(frozen=True, slots=True)
class ListSettings:
    """Where the items of a list and the paragraphs of prose begin and end."""

    same_place: float = 3.0
    """Points within which two lines begin at the same place: less than any indent."""
    wide_gap: float = 0.45
    """Of the font size: a gap that no space between words has; a letter before it is a bullet of a symbol font."""
    space: float = 0.25
    """Of the font size: an ordinary space."""
    least_step: float = 0.8
    """Times the font size: lines nearer to each other stand side by side, in two cells of a row."""
    widest_step: float = 2.2
    """Times the font size: lines of a sentence stand no further apart, double-spaced ones neither."""
    usual_step: float = 14.0
    """Points from line to line in a paper where no two lines of a sentence tell it."""
    paragraph_gap: float = 1.25
    """Times the usual step: more lies between paragraphs, where white parts them."""
    padding: float = 0.4
    """Of the font size: what a cell leaves free at its right edge."""
    least_padding: float = 2.0
    """Points that it leaves free at least."""
    rounding: float = 1.0
    """Points by which the width of a line may be off."""
    heading_words: int = 5
    """Most words of a line of prose that looks like a heading."""


SETTINGS = ListSettings()


class Item(NamedTuple):
    """One item with a bullet (`marked`), or a paragraph; its lines are without the bullet itself."""

    marked: bool
    lines: tuple[Line, ...]


class Measure(NamedTuple):
    """The paper's own measures, in points: the usual step from line to line (`step`), and the right edge of its running
    text (`right`); whether white parts its paragraphs (`spaced`); and its tags, which tell what these leave open."""

    step: float
    right: float
    spaced: bool
    tags: LineTags = UNTAGGED

    @classmethod
    def of(cls, lines: Sequence[Line], tags: LineTags = UNTAGGED) -> Measure:
        """Measure a paper by its lines in reading order. Lines of one sentence give the step."""
        near = [(a, b) for a, b in pairwise(lines) if a.page == b.page and SETTINGS.least_step * a.size < b.top - a.top]
        steps = [
            round(2 * (b.top - a.top)) / 2
            for a, b in near
            if b.top - a.top < SETTINGS.widest_step * a.size and not ends_clause(a.text) and b.text[0].islower()
        ]
        right = max((line.x1 for line in lines if line.limit is None), default=0.0)
        measure = cls(mode(steps) if steps else SETTINGS.usual_step, right, spaced=True, tags=tags)
        breaks = [
            measure.gap(a, b)
            for a, b in near
            if a.limit == b.limit and ends_clause(a.text) and b.text[0].isupper() and measure.could_have_held(a, b)
        ]
        return measure._replace(spaced=2 * sum(breaks) >= len(breaks))

    def could_have_held(self, line: Line, following: Line) -> bool:
        """Whether a line has room for the next line's first word: then the author ended it, not the page's edge."""
        padding = max(SETTINGS.least_padding, SETTINGS.padding * line.size)
        right = self.right if line.limit is None else line.limit - padding
        first = following.words[0]
        return line.x1 + SETTINGS.space * line.size + (first.x1 - first.x0) < right - SETTINGS.rounding

    def told_by_tags(self, lines: Sequence[Line]) -> ListTags:
        """What the paper's tags say of the lines of one list or text."""
        return self.tags.of_list(lines, self._goes_on)

    def _goes_on(self, line: Line, following: Line) -> bool:
        """Whether a sentence surely goes on with the next line: a small letter behind a full one."""
        is_within = following.text[0].islower() and not ends_clause(line.text)
        return is_within and not self.gap(line, following) and not self.could_have_held(line, following)

    def gap(self, line: Line, following: Line) -> bool:
        """Whether more than a line's step lies between two lines of one page."""
        step = SETTINGS.paragraph_gap * max(self.step, line.size)
        return line.page == following.page and following.top - line.top > step


def items(lines: Sequence[Line], measure: Measure, is_status: Callable[[str], bool]) -> list[Item]:
    """Part a list into its items.

    Args:
        lines: The list's lines in reading order.
        measure: The measures of the paper.
        is_status: Whether a line's text is nothing but the status of an action; such a line begins no item.

    Returns:
        The items, marked where they have a bullet. Lines that go on with no bullet are paragraphs of their own. In a
        list without any bullet, each item ends where its author ended a line.
    """
    outer = _without_bullets(lines, measure, is_status)
    if not any(outer):
        return [Item(marked=False, lines=tuple(group)) for group in _grouped_items(lines, measure, is_status)]
    marks = _with_lists_within(lines, outer, measure, is_status)
    inner = [None if before else mark for before, mark in zip(outer, marks, strict=True)]
    hangs = _go_on_under_text(lines, marks, outer)
    inner_hangs = _go_on_under_text(lines, marks, inner)
    hanging = hangs
    told = measure.told_by_tags(lines)
    found: list[list[Line]] = []
    marked: list[bool] = []
    for place, (line, mark, within) in enumerate(zip(lines, marks, inner, strict=True)):
        if mark:
            found.append([mark])
            marked.append(True)
            hanging = inner_hangs if within else hangs
        elif found and not _stands_apart(found[-1], line, measure, hanging, partial(told.goes_on, place)):
            found[-1].append(line)
        else:
            found.append([line])
            marked.append(False)
    return [Item(flag, tuple(group)) for flag, group in zip(marked, found, strict=True)]


def paragraphs(lines: Sequence[Line], measure: Measure) -> list[tuple[Line, ...]]:
    """Part prose into its paragraphs, and a list into its items; each is a tuple of lines."""
    if any(_without_bullets(lines, measure, lambda _: False)):
        return [item.lines for item in items(lines, measure, lambda _: False)]
    return [tuple(group) for group in _grouped_paragraphs(lines, measure)]


def headings_among(lines: Sequence[Line], measure: Measure) -> list[Line]:
    """The lines of prose that look like headings: short, between two sentences, and ended by the author."""
    if not lines or not ends_clause(lines[-1].text):
        return []  # phrases, each on its line, rather than sentences
    return [
        line
        for before, line, following in zip([None, *lines], lines, lines[1:], strict=False)
        if (before is None or ends_clause(before.text))
        and _is_short_phrase(line)
        and following.text[:1].isupper()
        and measure.could_have_held(line, following)
    ]


def _is_short_phrase(line: Line) -> bool:
    return (
        line.mark is None
        and len(line.words) <= SETTINGS.heading_words
        and line.text[:1].isupper()
        and line.text[-1:].isalpha()
    )


def _grouped_paragraphs(lines: Sequence[Line], measure: Measure) -> list[list[Line]]:
    if any(measure.gap(line, following) for line, following in pairwise(lines)):
        measure = measure._replace(spaced=True)
    groups: list[list[Line]] = []
    told = measure.told_by_tags(lines)
    for place, line in enumerate(lines):
        if groups and not _begins_paragraph(lines[place - 1], line, measure, partial(told.goes_on, place)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins_paragraph(line: Line, following: Line, measure: Measure, told: Callable[[], bool | None]) -> bool:
    """Whether the line that follows begins a paragraph. Where an author has ended a line but no sentence, `told` gives
    what tags say of whether the two are one."""
    if measure.gap(line, following):
        return True
    if not ends_clause(line.text):
        return bool(measure.tags) and measure.could_have_held(line, following) and told() is False
    return measure.could_have_held(line, following) or (not measure.spaced and following.text[0].isupper())


def _grouped_items(lines: Sequence[Line], measure: Measure, is_status: Callable[[str], bool]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    told = measure.told_by_tags(lines)
    for place, line in enumerate(lines):
        if groups and (is_status(line.text) or not _begins_item(lines, place, measure, is_status, told)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _begins_item(
    lines: Sequence[Line], place: int, measure: Measure, is_status: Callable[[str], bool], told: ListTags
) -> bool:
    """Whether a line of a list without bullets begins an item.

    A capital behind a line that its author ended, or behind a status, begins one; a small letter goes on with a full
    line. Where one sign speaks for each, or no sentence has ended before a capital, it is open: tags tell, if they can.
    """
    previous, line = lines[place - 1], lines[place]
    if measure.gap(previous, line):
        return True
    goes_on = line.text[0].islower() or line.text[0] in "("
    if goes_on and not measure.tags:
        return False
    tail = _DASH.split(previous.text)[-1]
    has_status = is_status(tail) and tail != previous.text
    ended = has_status or measure.could_have_held(previous, line)
    if goes_on != ended and (goes_on or has_status or ends_clause(previous.text)):
        return ended
    is_one = told.goes_on(place)
    begins = ended and not goes_on
    is_told = is_one is not None and not (is_one and begins and not told.is_in_list_item(place))
    return not is_one if is_told else begins


def _stands_apart(
    group: list[Line], line: Line, measure: Measure, hanging: bool | None, told: Callable[[], bool | None]
) -> bool:
    """Whether an unmarked line stands apart from the bullet before it.

    `hanging` says whether the list's bullets go on under their text (True), under the bullet itself (False), or do
    not go on anywhere (None). `told` gives what tags say of whether the line goes on with the one before.
    """
    previous, first = group[-1], group[0]
    if first.mark is None:
        return measure.gap(previous, line) or measure.could_have_held(previous, line)
    if line.x0 < first.mark - SETTINGS.same_place:
        return True
    outside = line.x0 - first.mark < (first.x0 - first.mark) / 2
    is_open = outside and (line.text[0].isupper() or measure.could_have_held(previous, line))
    if is_open and (goes_on := told()) is not None:
        return not goes_on
    if outside and hanging:
        return True
    ended = measure.gap(previous, line) or (measure.could_have_held(previous, line) and ends_clause(previous.text))
    if outside:
        return ended or (hanging is None and measure.could_have_held(previous, line))
    return measure.gap(previous, line) and ends_clause(previous.text) and line.x0 < first.x0 - SETTINGS.same_place


def _go_on_under_text(lines: Sequence[Line], marks: Sequence[Line | None], some: Sequence[Line | None]) -> bool | None:
    """Whether the further lines of `some` of a list's items stand under the items' text; None where none has any."""
    text: Line | None = None
    under = {True: 0, False: 0}
    for line, mark, counted in zip(lines, marks, some, strict=True):
        if mark is not None:
            text = counted
        elif text is not None and line.page == text.page:
            under[abs(line.x0 - text.x0) <= SETTINGS.same_place] += 1
    return under[True] >= under[False] if any(under.values()) else None


def _without_bullets(lines: Sequence[Line], measure: Measure, is_status: Callable[[str], bool]) -> list[Line | None]:
    """For each line: the line without its bullet; None where it has none. A number that begins a line within a sentence
    is none where tags say that the line goes on with the one before."""
    sure = [_without_plain_bullet(line) for line in lines]
    places = {round(mark.mark or 0.0) for mark in sure if mark}
    edge = min(places, default=math.inf) - SETTINGS.same_place
    if any(line.x0 < edge for line in lines):
        outer = _column_of_bullets(lines, is_status)
        if outer is not None and outer < edge:
            places.add(outer)  # dashes or numbers, the only bullets of the list or those of the list around it
    told = measure.told_by_tags(lines)
    found: list[Line | None] = []
    for place, (line, mark) in enumerate(zip(lines, sure, strict=True)):
        stripped = mark or _without_bullet_at(line, places, is_status)
        is_open = mark is None and stripped is not None and place > 0 and _is_within(lines[place - 1], line, measure)
        found.append(None if is_open and told.goes_on(place) else stripped)
    return found


def _is_within(before: Line, line: Line, measure: Measure) -> bool:
    """Whether a line follows a full one in which no sentence ends."""
    return not (ends_clause(before.text) or measure.could_have_held(before, line) or measure.gap(before, line))


def _with_lists_within(
    lines: Sequence[Line], marks: Sequence[Line | None], measure: Measure, is_status: Callable[[str], bool]
) -> list[Line | None]:
    """The lines without their bullets, and without the dashes and numbers of lists within an item, where these are
    actions of their own: one of them stands behind a status. Else they are parts of the one action above them."""
    found = list(marks)
    places = [place for place, mark in enumerate(marks) if mark is not None]
    for begin, end in pairwise([*places, len(lines)]):
        inner = {
            place: stripped
            for place in range(begin + 1, end)
            if (stripped := _without_inner_bullet(lines[place], lines[place - 1], found[begin], measure, is_status))
        }
        if not inner:
            continue
        texts = (" ".join(line.text for line in lines[first:last]) for first, last in pairwise([begin, *inner]))
        if any(_ends_with_status(text, is_status) for text in texts):
            for place, stripped in inner.items():
                found[place] = stripped
    return found


def _without_inner_bullet(
    line: Line, before: Line, item: Line | None, measure: Measure, is_status: Callable[[str], bool]
) -> Line | None:
    """The line without its dash or number, where that stands further in than the text of the item above it; or further
    in than its bullet, with a gap behind it that no space leaves, or where the author ended the line before."""
    word = line.words[0].text
    if word not in _DASHES and _BARE_NUMBER.fullmatch(word) is None:
        return None
    if item is None or item.mark is None or len(line.words) < 2 or line.x0 <= item.mark + SETTINGS.same_place:
        return None
    is_wide = _gap_after(line) > SETTINGS.wide_gap * line.size
    if not is_wide and word not in _DASHES and _NUMBER.fullmatch(word) is None:
        return None
    is_apart = is_wide or line.x0 > item.x0 + SETTINGS.same_place or measure.could_have_held(before, line)
    return _without_first(line) if is_apart and not is_status(line.text) else None


def _ends_with_status(text: str, is_status: Callable[[str], bool]) -> bool:
    return any(is_status(text[dash.start() :]) for dash in _DASH.finditer(text))


def _column_of_bullets(lines: Sequence[Line], is_status: Callable[[str], bool]) -> int | None:
    """The left edge of the dashes, letters or numbers that are a list's bullets; None where they are none.

    The first one stands at the list's own edge, or below a line that leads into the list and ends with a colon.
    """
    edge = min((line.x0 for line in lines), default=0.0)
    for before, line in zip([None, *lines], lines, strict=False):
        opens = before is None or before.text.endswith(":") or line.x0 - edge <= SETTINGS.same_place
        if opens and _without_bullet_at(line, {round(line.x0)}, is_status):
            return round(line.x0)
    return None


def _without_bullet_at(line: Line, places: set[int], is_status: Callable[[str], bool]) -> Line | None:
    """The line without its dash, letter or number, where that stands at one of the left edges of the list's bullets."""
    stripped = _without_dash_or_number(line)
    if stripped is None or not any(abs(line.x0 - place) <= SETTINGS.same_place for place in places):
        return None
    return None if is_status(line.text) else stripped


def _without_plain_bullet(line: Line) -> Line | None:
    """The line without its bullet, where that can be nothing but a bullet wherever it stands."""
    if line.mark is not None:
        return line
    word = line.words[0]
    if len(line.words) > 1 and _is_glyph(word.text):
        return _without_first(line)
    if len(word.text) > 1 and word.text[0] in _BULLETS and word.text[1].isalnum():
        rest = word._replace(text=word.text[1:], x0=word.x0 + (word.x1 - word.x0) / len(word.text))
        return line_of(line.page, (rest, *line.words[1:]), line.limit, mark=line.x0)
    if word.text in _LETTERS and _gap_after(line) > SETTINGS.wide_gap * line.size:
        return _without_first(line)
    return None


def _without_dash_or_number(line: Line) -> Line | None:
    word = line.words[0].text
    if len(line.words) > 1 and (word in _DASHES or _NUMBER.fullmatch(word)):
        return _without_first(line)
    return None


def _without_first(line: Line) -> Line:
    return line_of(line.page, line.words[1:], line.limit, mark=line.x0)


def _gap_after(line: Line) -> float:
    return line.words[1].x0 - line.words[0].x1 if len(line.words) > 1 else 0.0


def _is_glyph(text: str) -> bool:
    if len(text) != 1:
        return False
    if text in _BULLETS or text == "\ufffd":
        return True
    return not text.isascii() and text not in _NO_BULLETS and unicodedata.category(text) in ("Co", "So", "Sm", "Cn")
