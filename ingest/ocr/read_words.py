"""Words as a recogniser reads them: letters with their boxes and confidence, in lines with a baseline."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from risktrail.ingest.ocr.strokes import Box


class ReadLetter(NamedTuple):
    """A letter with its box in dots."""

    text: str
    box: Box


class ReadWord(NamedTuple):
    """A word with its letters, and how sure the recogniser is of it, of 100. `other` is what else it may be, where the
    two recognisers do not agree."""

    letters: tuple[ReadLetter, ...]
    confidence: float
    other: str | None = None

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def box(self) -> Box:
        lefts, tops, rights, bottoms = zip(*(letter.box for letter in self.letters), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


class ReadLine(NamedTuple):
    """Words that stand on one baseline."""

    words: tuple[ReadWord, ...]

    @property
    def box(self) -> Box:
        lefts, tops, rights, bottoms = zip(*(word.box for word in self.words), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def baseline(self) -> float:
        """How many dots its baseline is below the top of the picture: the foot of most of its letters."""
        letters = [letter for word in self.words for letter in word.letters]
        feet = [letter.box[3] for letter in letters if letter.text in _ON_BASELINE]
        return median(feet or [letter.box[3] for letter in letters])


_ON_BASELINE = frozenset("abcdefhiklmnorstuvwxzABCDEFGHIKLMNOPRSTUVWXYZ0123456789.")
