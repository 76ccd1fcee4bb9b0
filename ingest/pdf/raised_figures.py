"""Small raised figures: parts the marks of footnotes from exponents and units, which belong to the text.

Both engines give a page's characters and where each stands; which are marks is decided here, in one way for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from risktrail.ingest.pdf.page import SUPERSCRIPTS, Word
from risktrail.ingest.pdf.shapes import Ink

TO_SUPERSCRIPT = {ord(plain): raised for plain, raised in zip("0123456789abcd", SUPERSCRIPTS, strict=True)}
DIGITS = frozenset("0123456789")
FIGURES = frozenset("0123456789abcd*†‡§")  # what a mark may end with
CLOSING = frozenset(".,;:!?)]”’\"'%…")  # what may follow it in its word
_END = re.compile(  # where a raised figure may end; a fraction's numerator is none
    rf"(?:\d+|[*†‡§]+)(?![\da-z⁄]|/\d)|[{SUPERSCRIPTS}]+|[a-d](?![^\W_])", re.ASCII
)
_MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*|[a-d](?:,[a-d])*|[*†‡§]{1,3}")
_IN_RUN = re.compile(r"[\w,*†‡§]", re.ASCII)
_WHITE = " \r\n\t\x00"
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdm]?m|ft|yd)$")
_MONEY = re.compile(r"[£$€]\s?[\d.,]+\s?m$")  # millions, not metres
_POWER = re.compile(r"(?P<times>[×x·]\s?)?(?<!\d)10$")
_GOES_ON = re.compile(r"\s*[a-z]")  # `10³ users`, but `10³ (Moderate)` is a rating with a mark
_BEFORE_POWER = 16  # characters before a raised figure that tell a unit or a power of ten


@dataclass(frozen=True, slots=True)
class RaisedFigureSettings:
    """How far a raised figure stands from the text that it belongs to."""

    small: float = 0.93
    """Of the text's size: a raised figure is no larger. Office suites set it at 0.58 of it, browsers at 0.83."""
    raised: float = 0.2
    """Of the text's size: its baseline stands at least so far above the text's."""
    too_high: float = 0.8
    """Of the text's size: one that stands higher is of the line above."""
    same_place: float = 0.05
    """Of its size: figures whose sizes and heights differ by no more belong to one mark."""
    behind_text: float = 0.35
    """Of the text's size: a mark stands no further behind the text; a space is narrower."""
    before_footnote: float = 0.5
    """Of the text's size: a footnote's own figure stands no further before it."""
    touching: float = 0.15
    """Of a word's height: a gap narrower than any space."""
    beside: float = 0.3
    """Of the lower of two words' heights: words that overlap by more stand beside each other."""
    longest_mark: int = 9
    """Characters of a mark: `12,13,145`."""


SETTINGS = RaisedFigureSettings()


class Level(NamedTuple):
    """Where a character stands: its font size, where it begins and ends, and how far its baseline is below the page's
    top, all in points."""

    size: float
    x0: float
    x1: float
    down: float


class Kind(StrEnum):
    """What a raised run of characters is."""

    MARK = "mark"  # the mark of a footnote
    POWER = "power"  # of a unit or of ten: m², 10³
    LEAD = "lead"  # stands before the footnote itself


class Raised(NamedTuple):
    """A raised run of characters, from `start` up to `end`."""

    start: int
    end: int
    kind: Kind


def is_figure(text: str, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` may be a mark: figures, letters a to d, or signs."""
    return _MARK.fullmatch(text, start, end) is not None


def raised_runs(text: str, words: Iterable[tuple[int, int]], level: Callable[[int], Level | None]) -> list[Raised]:
    """Find the raised figures of a page.

    Args:
        text: The page's characters, with white space or line ends between words and lines.
        words: Where the words to be looked at begin and end.
        level: Gives where the character at an index stands; None where that is unknown or it is not written level.

    Returns:
        The raised runs, in the order of `words`.
    """
    found: list[Raised] = []
    for begin, end in words:
        for match in _END.finditer(text, begin, end):
            run = _run(text, match.start(), match.end() - 1, level)
            if run is not None:
                if found and run.start <= found[-1].start:  # `1,2` after its `1`
                    found.pop()
                found.append(run)
    return found


def _run(text: str, start: int, last: int, level: Callable[[int], Level | None]) -> Raised | None:
    own = level(last)
    if own is None:
        return None
    drawn_raised = text[last] in SUPERSCRIPTS
    begin = start if drawn_raised else _begin(text, last, own, level)
    if not drawn_raised and not _MARK.fullmatch(text, begin, last + 1):
        return None
    first = level(begin) or own
    before, after = _visible(text, begin - 1, -1), _visible(text, last + 1, 1)
    base = level(before) if before is not None else None
    is_near = base is not None and abs(first.x0 - base.x1) <= SETTINGS.behind_text * base.size
    if base is not None and is_near and _stands_at(own, base, drawn_raised):
        return Raised(begin, last + 1, Kind.POWER if _is_power(text, begin, last + 1) else Kind.MARK)
    if base is not None and abs(own.down - base.down) < SETTINGS.same_place * base.size:
        return None
    following = level(after) if after is not None else None
    if following is None or abs(following.x0 - own.x1) > SETTINGS.before_footnote * following.size:
        return None
    return Raised(begin, last + 1, Kind.LEAD) if _stands_at(own, following, drawn_raised) else None


def _begin(text: str, last: int, own: Level, level: Callable[[int], Level | None]) -> int:
    """The index of the first of the characters up to `last` that are raised as high and as small as that one."""
    begin = last
    while begin > 0 and last - begin < SETTINGS.longest_mark - 1 and _IN_RUN.match(text[begin - 1]):
        other = level(begin - 1)
        if other is None:
            break
        if max(abs(other.size - own.size), abs(other.down - own.down)) > SETTINGS.same_place * own.size:
            break
        begin -= 1
    return begin


def _visible(text: str, place: int, step: int) -> int | None:
    """The index of the first character from `place` on, in steps of 1 or -1, that is no white space."""
    while 0 <= place < len(text):
        if text[place] not in _WHITE:
            return place
        place += step
    return None


def _stands_at(own: Level, base: Level, drawn_raised: bool) -> bool:
    """Whether a figure stands raised beside a character of the text; ¹ ² ³ stand on the same baseline as it."""
    raised = base.down - own.down
    if drawn_raised:
        return abs(raised) <= SETTINGS.same_place * base.size
    lowest, highest = SETTINGS.raised * base.size, SETTINGS.too_high * base.size
    return own.size <= SETTINGS.small * base.size and lowest <= raised <= highest


def _is_power(text: str, begin: int, end: int) -> bool:
    """Whether a raised figure belongs to a unit, or to a power of ten."""
    before = text[max(0, begin - _BEFORE_POWER) : begin].rstrip(_WHITE)
    if text[begin:end] in ("2", "3", "²", "³") and _UNIT.search(before):
        return _MONEY.search(before) is None
    power = _POWER.search(before)
    return power is not None and (power["times"] is not None or _GOES_ON.match(text, end) is not None)


def close_up(words: Sequence[Word], inks: Sequence[Ink], marks: Sequence[Word]) -> tuple[list[Word], list[Ink]]:
    """Put together the words that a raised figure has parted.

    A word is joined with the full stop behind its mark, and a unit with its power. A figure before a footnote gets the
    height of the footnote's line.

    Args:
        words: The page's words.
        inks: The ink of each.
        marks: The marks of footnotes.

    Returns:
        The words, and the ink of each.
    """
    joined, kept = list(words), list(inks)
    for figure in [word for word in words if all(letter in SUPERSCRIPTS for letter in word.text)]:
        before = _ending_at(joined, figure)
        if before is None:
            _bring_down(joined, figure)
        else:
            _join(joined, kept, before, figure)
    for mark in (*marks, *(word for word in joined if word.text[-1] in SUPERSCRIPTS)):
        before = mark if mark in joined else _ending_at(joined, mark)
        after = (word for word in joined if word.text[0] in CLOSING and abs(word.x0 - mark.x1) < _near(word))
        _join(joined, kept, before, next((word for word in after if before and _overlap(word, before)), None))
    return joined, kept


def _bring_down(words: list[Word], figure: Word) -> None:
    """Give a figure before a footnote the height of the word behind it."""
    behind = [word for word in words if word.x0 >= figure.x1 - 1 and _overlap(word, figure)]
    if behind:
        after = min(behind)
        if after.x0 - figure.x1 <= SETTINGS.before_footnote * (after.bottom - after.top):
            words[words.index(figure)] = figure._replace(top=after.top, bottom=after.bottom)


def _ending_at(words: Sequence[Word], raised: Word) -> Word | None:
    """The word that ends where a raised figure begins."""
    return next((word for word in words if abs(word.x1 - raised.x0) < _near(word) and _overlap(word, raised)), None)


def _join(words: list[Word], inks: list[Ink], before: Word | None, after: Word | None) -> None:
    if before is None or after is None:
        return
    words[words.index(before)] = before._replace(x1=after.x1, text=before.text + after.text)
    place = words.index(after)
    del words[place], inks[place]


def _near(word: Word) -> float:
    """The distance in points within which a raised figure touches a word."""
    return SETTINGS.touching * (word.bottom - word.top)


def _overlap(one: Word, other: Word) -> bool:
    """Whether two words stand beside each other, their heights overlapping."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) > SETTINGS.beside * min(
        one.bottom - one.top, other.bottom - other.top
    )
