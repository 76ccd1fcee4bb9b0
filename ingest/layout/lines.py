"""Lines of text: words whose baselines agree, from left to right, lines from top to bottom.

Nothing here knows what a register is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from risktrail.ingest.pdf.page import Word
from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class LineSettings:
    """Which words make a line, and what gaps and sizes say of it."""

    same_line: float = 0.5
    """Of the taller word: baselines this near are one. Superscripts stay within, the tightest leading stays without."""
    inside_word: float = 0.18
    """Of the font size: a gap narrower than any space between words."""
    few_words: int = 4
    """Words of a line that is not looked at for letter-spacing: so few may well be letters and figures."""
    letters: int = 3
    """A word, its space counted: a line with fewer on average is looked at for letter-spacing."""
    letter_gap: float = 0.8
    """Of the font size: the widest gap between the letters of a letter-spaced word."""
    word_gap: float = 1.7
    """Times the gap between letters: the gap between letter-spaced words is wider."""
    larger: float = 1.08
    """Times the size of the text: titles and headings are printed larger than this, rounding of sizes is not."""
    column_gap: float = 0.8
    """Of the font size: a gap between columns is wider, any between words is narrower."""


SETTINGS = LineSettings()


_bottom, level_of = itemgetter(3), itemgetter(1, 3)
_new = tuple.__new__  # what a NamedTuple calls, at half the cost
_Level = tuple[float, float]  # the top and the bottom that words on one line of print share


class Line(NamedTuple):
    """One line of text. `size` is that of its largest word; `bold` says that all of its words are; `mark` is where a
    drawn bullet stands before it; `limit` is the right edge it could fill, where that is a cell's."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    words: tuple[Word, ...]
    text: str
    size: float
    bold: bool
    mark: float | None = None
    limit: float | None = None

    @property
    def box(self) -> BBox:
        return self.x0, self.top, self.x1, self.bottom

    def is_larger_than(self, body: float) -> bool:
        """Whether its print is larger than the text's, whose size in points is `body`, as that of headings is."""
        return self.size > SETTINGS.larger * body

    def of_words(self, words: Sequence[Word]) -> Line:
        """The same line with some of its words only, or with changed ones."""
        return line_of(self.page, words, self.limit, self.mark)


class Segment(NamedTuple):
    """Words of a line with no column's gap between them: their edges, and their text."""

    x0: float
    x1: float
    text: str


def lines_of(page: int, words: Iterable[Word], limit: float | None = None) -> list[Line]:
    """Lines from words in any order: words whose baselines agree, from left to right, lines from top to bottom."""
    lines: list[Line] = []
    current: list[Word] = []
    levels: list[_Level] = []
    base = height = 0.0
    share = SETTINGS.same_line  # looked up once: this loop sees every word
    for level, members in groupby(sorted(words, key=_bottom), key=level_of):
        top, bottom = level
        tall = bottom - top
        if current and bottom - base > share * max(height, tall):
            lines.append(_line(page, sorted(current), levels, limit))
            current, levels = [], []
        if not current:
            base, height = bottom, tall
        elif tall > height:
            height = tall
        current += members
        levels.append(level)
    if current:
        lines.append(_line(page, sorted(current), levels, limit))
    return lines


def line_of(page: int, words: Sequence[Word], limit: float | None = None, mark: float | None = None) -> Line:
    """The line that words make, in their order."""
    return _line(page, words, list(map(level_of, words)), limit, mark)


def segments(line: Line) -> list[Segment]:
    """The pieces of a line that gaps as wide as between columns part."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.x0 - groups[-1][-1].x1 <= SETTINGS.column_gap * line.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Segment(group[0].x0, group[-1].x1, " ".join(word.text for word in group)) for group in groups]


def _line(
    page: int,
    words: Sequence[Word],
    levels: Sequence[_Level],
    limit: float | None = None,
    mark: float | None = None,
) -> Line:
    """The line that words make, in their order. `levels` are the heights that they stand at: mostly one for all."""
    text = " ".join([word[4] for word in words])
    if text.endswith(" -") and words[-1][0] - words[-2][2] < SETTINGS.inside_word * (words[-1][3] - words[-1][1]):
        last = words[-2]._replace(x1=words[-1].x1, text=f"{words[-2].text}-")  # justified apart from its word
        words = [*words[:-2], last]
        text = f"{text[:-2]}-"
    if len(words) > SETTINGS.few_words and len(text) < SETTINGS.letters * len(words):
        words = _closed_up(words)
        text = " ".join([word[4] for word in words])
        levels = list(map(level_of, words))
    if len(levels) == 1:
        ((top, bottom),) = levels
        size = bottom - top
    else:
        tops, bottoms = zip(*levels, strict=True)
        top, bottom, size = min(tops), max(bottoms), max(map(sub, bottoms, tops))
    x1 = max([word[2] for word in words])
    bold = words[0][5] and all([word[5] for word in words])  # noqa: C419 - of a short line, quicker than a generator
    return _new(Line, (page, words[0][0], top, x1, bottom, tuple(words), text, size, bold, mark, limit))


def _closed_up(words: Sequence[Word]) -> list[Word]:
    """Letter-spaced words, which come letter by letter, whole: the wider gaps are those between words."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    usual = median(gaps)
    letters = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    if 2 * letters < len(words) or not 0 < usual < SETTINGS.letter_gap * (words[0].bottom - words[0].top):
        return list(words)
    whole = [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap < SETTINGS.word_gap * usual:
            last = whole[-1]
            whole[-1] = last._replace(x1=word.x1, text=last.text + word.text)
        else:
            whole.append(word)
    return whole


def body_size(lines: Iterable[Line]) -> float:
    """The font size that most words of these lines have, in points."""
    exact: Counter[float] = Counter()
    for line in lines:
        exact[line.size] += len(line.words)
    sizes: Counter[float] = Counter()
    for size, words in exact.items():
        sizes[round(size, 1)] += words
    return sizes.most_common(1)[0][0] if sizes else 10.0
