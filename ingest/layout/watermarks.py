"""Print across the text: watermarks and stamps, and words turned sideways in the margin.

They stand in no line of the paper. A stamp is far larger than the text and is printed over some of it, on one page
at least; a turned word is higher than it is wide.
"""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.ingest.pdf.page import Page, Word

_LARGE = 2.5  # times the text's usual height
_LIKE = 0.5  # of the smallest stamp's height: a diagonal one comes in pieces of many heights
_HIGH = 1.3  # times the text's usual height: a turned word of the smallest print
_TURNED = 0.7  # of its height: a turned word is less wide
_TURNED_LETTERS = 3  # a word of fewer may be higher than wide as it stands


def without_stamps(pages: Sequence[Page]) -> list[Page]:
    """The pages with such words `across` instead of among the words."""
    high = [_high(page) for page in pages]
    if not any(high):
        return list(pages)
    stamps = [word for page, words in zip(pages, high, strict=True) for word in words if _covers_text(word, page)]
    least = _LIKE * min((_height(word) for word in stamps), default=float("inf"))
    return [
        _parted(page, [word for word in words if _is_turned(word) or _height(word) >= least])
        for page, words in zip(pages, high, strict=True)
    ]


def _high(page: Page) -> list[Word]:
    heights = sorted(map(_height, page.words))
    if not heights or heights[-1] <= (limit := _HIGH * heights[len(heights) // 2]):
        return []
    return [word for word in page.words if _height(word) > limit]


def _height(word: Word) -> float:
    return word[3] - word[1]


def _is_turned(word: Word) -> bool:
    return len(word.text) >= _TURNED_LETTERS and word.x1 - word.x0 < _TURNED * _height(word)


def _covers_text(word: Word, page: Page) -> bool:
    """Whether a word is printed over one that is not large too."""
    return any(
        word.x0 < (other.x0 + other.x1) / 2 < word.x1
        and word.top < (other.top + other.bottom) / 2 < word.bottom
        and _LARGE * _height(other) < _height(word)
        for other in page.words
    )


def _parted(page: Page, across: Sequence[Word]) -> Page:
    if not across:
        return page
    gone = set(across)
    return page._replace(words=tuple(word for word in page.words if word not in gone), across=(*page.across, *across))
