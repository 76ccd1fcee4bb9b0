"""Print across the text: watermarks and stamps, and words turned sideways in the margin.

They stand in no line of the paper. A stamp is far larger than the text and is printed over some of it, on one page
at least; a turned word is higher than it is wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter, sub

from risktrail.ingest.pdf.page import Page, Word


@dataclass(frozen=True, slots=True)
class WatermarkSettings:
    """What is printed across the text rather than in its lines."""

    stamp_size: float = 2.5
    """Times the height of a word below: a stamp is higher than this, a heading is not."""
    stamp_piece: float = 0.5
    """Of the smallest stamp's height: a diagonal one comes in pieces of many heights, none of them lower."""
    high: float = 1.3
    """Times the text's usual height: only higher words are looked at; a turned one of the smallest print is higher."""
    turned_width: float = 0.7
    """Of its height: a turned word is narrower."""
    turned_letters: int = 3
    """Fewest letters of a turned word: one with fewer may be higher than wide as it stands."""
    same_line: float = 1.0
    """Points: the edges of two words of one turned line are within this."""
    space: float = 0.6
    """Times the width of a turned line: white between two of its words."""


SETTINGS = WatermarkSettings()
_top, _bottom = itemgetter(1), itemgetter(3)


def without_stamps(pages: Sequence[Page]) -> list[Page]:
    """The pages with such words `across` instead of among the words."""
    found = [_high(page) for page in pages]
    high = [words for words, _ in found]
    if not any(high):
        return list(pages)
    stamps = [
        word
        for page, (words, lowest) in zip(pages, found, strict=True)
        for word in words
        if SETTINGS.stamp_size * lowest < _height(word) and _covers_text(word, page)
    ]
    least = SETTINGS.stamp_piece * min((_height(word) for word in stamps), default=float("inf"))
    return [
        _parted(page, [word for word in words if _is_turned(word) or _height(word) >= least])
        for page, words in zip(pages, high, strict=True)
    ]


def _with_short(page: Page, across: Sequence[Word]) -> list[Word]:
    """Words across the text, and the short ones of the same turned lines, in the page's order: of `Direction of travel`
    the letters of `of` alone do not tell that they are turned."""
    turned = [word for word in across if _is_turned(word)]
    short = [word for word in page.words if len(word.text) < SETTINGS.turned_letters] if turned else []
    found = {word for word in short if any(_goes_on(word, other) for other in turned)}
    return [word for word in page.words if word in found or word in across] if found else list(across)


def _goes_on(word: Word, turned: Word) -> bool:
    """Whether a word stands in the line of a turned one, above or below it, a space away."""
    is_beside = abs(word.x0 - turned.x0) <= SETTINGS.same_line and abs(word.x1 - turned.x1) <= SETTINGS.same_line
    gap = max(word.top, turned.top) - min(word.bottom, turned.bottom)
    return is_beside and 0 < gap < SETTINGS.space * (turned.x1 - turned.x0)


def _high(page: Page) -> tuple[list[Word], float]:
    """The words of a page that are higher than its text, and the height of its lowest word."""
    heights = sorted(map(sub, map(_bottom, page.words), map(_top, page.words)))
    if not heights or heights[-1] <= (limit := SETTINGS.high * heights[len(heights) // 2]):
        return [], 0.0
    return [word for word in page.words if _height(word) > limit], heights[0]


def _height(word: Word) -> float:
    return word[3] - word[1]


def _is_turned(word: Word) -> bool:
    return len(word.text) >= SETTINGS.turned_letters and word.x1 - word.x0 < SETTINGS.turned_width * _height(word)


def _covers_text(word: Word, page: Page) -> bool:
    """Whether a word is printed over one that is not large too."""
    left, upper, right, lower, _, _ = word
    for x0, top, x1, bottom, _, _ in page.words:  # a loop: it runs over all words of a page for each large one
        is_beneath = upper < (top + bottom) / 2 < lower and left < (x0 + x1) / 2 < right
        if is_beneath and SETTINGS.stamp_size * (bottom - top) < lower - upper:
            return True
    return False


def _parted(page: Page, across: Sequence[Word]) -> Page:
    if not across:
        return page
    whole = _with_short(page, across)
    gone = set(whole)
    return page._replace(words=tuple(word for word in page.words if word not in gone), across=(*page.across, *whole))
