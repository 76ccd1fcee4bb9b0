"""Words that are struck out: a level bar runs through them, and ends where they end.

Office programs, browsers and typesetters leave such words in a PDF's text, and draw the bar apart from them: stroked or
filled, before or after the words, once for a whole line or again for each word.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from risktrail.ingest.pdf.page import Word
from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class StrikeSettings:
    """Where a bar strikes words out. Heights are of the font size, measured from the foot of a word's box, which lies
    a fifth of the size below the baseline."""

    lowest: float = 0.38
    """A bar at this height is one at 0.18 above the baseline: programs draw from 0.20 on, underlines lie below it."""
    highest: float = 0.60
    """A bar at this height is one at 0.40 above the baseline: programs draw up to 0.34."""
    in_band: float = 0.75
    """Of the letters that a bar runs through: so many stand at that height; small raised ones among them need not."""
    inside: float = 0.9
    """Points that a bar may begin within the first letter or end within the last: programs end it within 0.3 of the
    letters."""
    beyond: float = 0.5
    """Of the font size that a bar may reach beyond its letters: a space struck out with them is narrower. One engine
    gives a stroked line with its thickness at both ends, which is taken off first."""
    next_bar: float = 0.6
    """Points between two bars on one height that are one: programs draw one a word or a change of print."""
    dash: float = 6.0
    """Points: the dashes of a bar are shorter, and no further apart than `dash_gap` of their length."""
    dash_gap: float = 0.7
    same_height: float = 0.3
    """Points by which the heights of such bars differ at most."""
    thickest: float = 0.32
    """Of the font size: a thicker bar covers words rather than strikes them out."""
    post: float = 1.0
    """Points from a bar within which an upright rule makes it a part of a table."""
    bullet: float = 4.0
    """Of the font size: a bullet stands no further before the words that it belongs to."""
    next_line: float = 1.8
    """Of the font size: the next line of a paragraph stands no further down."""
    indent: float = 0.3
    """Of the font size: lines of one item begin within this of each other."""


SETTINGS = StrikeSettings()
BULLETS = frozenset("•◦▪■●○*·\uf0b7\uf095\uf0a7o❖➢")
_STOPS = frozenset(".,;:")
_DASHES = frozenset("–-—")


class Letter(NamedTuple):
    """A letter's left and right edge, and the top and bottom of the words of its line and size, in points."""

    x0: float
    x1: float
    top: float
    bottom: float


def run_through_words(bottoms: Collection[float], largest: float, rules: Iterable[BBox]) -> bool:
    """Whether some level rule may run through words. It is asked of every page: so it looks at heights alone.

    Args:
        bottoms: The bottoms of a page's words.
        largest: The largest font size of the page, in points.
        rules: Its rules.
    """
    heights = {top + bottom for x0, top, x1, bottom in rules if x1 - x0 > bottom - top}
    if not heights:
        return False
    levels = sorted(bottoms)
    levels.append(math.inf)
    reach = SETTINGS.highest * largest
    return any([levels[bisect_right(levels, height / 2)] - height / 2 <= reach for height in heights])  # noqa: C419


def bars_through(levels: Iterable[tuple[float, float]], rules: Iterable[BBox]) -> list[BBox]:
    """The level rules at a height at which words are struck out, wherever these words stand on it.

    `levels` are the tops and bottoms of words.
    """
    bands = sorted({_band(Letter(0.0, 0.0, top, bottom)) for top, bottom in levels})
    level = [rule for rule in rules if rule[2] - rule[0] > rule[3] - rule[1]]
    heights = {height for rule in level if any(start <= (height := _height(rule)) <= end for start, end in bands)}
    return [rule for rule in level if _height(rule) in heights]


def _height(rule: BBox) -> float:
    return (rule[1] + rule[3]) / 2


class Strikes(NamedTuple):
    """The places of struck letters among those looked at, and the bars that strike them."""

    letters: frozenset[int] = frozenset()
    bars: frozenset[BBox] = frozenset()


def struck_letters(
    letters: Sequence[Letter], bars: Iterable[BBox], crossed: Sequence[BBox], rules: Iterable[BBox]
) -> Strikes:
    """The letters that bars strike out, or that stand in boxes that reviewers have struck out.

    Args:
        letters: The letters of the lines that the bars run through, spaces left out.
        bars: Level rules at a height at which words are struck out.
        crossed: Boxes whose words are struck out.
        rules: All rules of the page: a bar that meets an upright one belongs to a table.
    """
    posts = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
    struck = {place for place, letter in enumerate(letters) if any(_is_within(letter, box) for box in crossed)}
    drawn: set[BBox] = set()
    for pieces in _joined(bars):
        through = _run_through(pieces, letters)
        if through and not _meets(pieces, posts):
            struck.update(through)
            drawn.update(pieces)
    return Strikes(frozenset(struck), frozenset(drawn))


def _is_within(letter: Letter, box: BBox) -> bool:
    """Whether the middle of a letter lies in a box."""
    x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _joined(bars: Iterable[BBox]) -> list[list[BBox]]:
    """Bars that go on from one another at one height, together, from left to right."""
    groups: list[list[BBox]] = []
    for bar in sorted(bars, key=lambda bar: (bar[0], bar[1])):
        for group in groups:
            last = group[-1]
            level = abs((bar[1] + bar[3]) - (last[1] + last[3])) / 2 <= SETTINGS.same_height
            if level and bar[0] <= max(piece[2] for piece in group) + _gap_between(last, bar):
                group.append(bar)
                break
        else:
            groups.append([bar])
    return groups


def _gap_between(bar: BBox, following: BBox) -> float:
    """How far apart two bars on one height may stand that are one: a little, or as far as two dashes do."""
    length, other = bar[2] - bar[0], following[2] - following[0]
    are_dashes = length < SETTINGS.dash and other <= length + SETTINGS.same_height
    return max(SETTINGS.next_bar, SETTINGS.dash_gap * length) if are_dashes else SETTINGS.next_bar


def _run_through(pieces: Sequence[BBox], letters: Sequence[Letter]) -> list[int]:
    """The places of the letters that a bar strikes out; none where it does not end with them."""
    y, thickness = (pieces[0][1] + pieces[0][3]) / 2, max(bottom - top for _, top, _, bottom in pieces)
    left, right = min(piece[0] for piece in pieces), max(piece[2] for piece in pieces)
    x0, x1 = left + thickness / 2, right - thickness / 2
    through = [
        place
        for place, letter in enumerate(letters)
        if x0 <= (letter.x0 + letter.x1) / 2 <= x1 and letter.top < y < letter.bottom
    ]
    if not through:
        return []
    band = [letter for letter in map(letters.__getitem__, through) if _band(letter)[0] <= y <= _band(letter)[1]]
    if len(band) < SETTINGS.in_band * len(through):
        return []
    size = max(letter.bottom - letter.top for letter in band)
    if thickness / 2 > SETTINGS.thickest * size:
        return []
    first, last = min(letters[place].x0 for place in through), max(letters[place].x1 for place in through)
    within, beyond = SETTINGS.inside, SETTINGS.beyond * size
    ends = -beyond <= x0 - first and left - first <= within and -within <= right - last and x1 - last <= beyond
    return through if ends and not _cuts_another(x0, x1, y, letters, through) else []


def _cuts_another(x0: float, x1: float, y: float, letters: Sequence[Letter], through: Collection[int]) -> bool:
    """Whether a bar reaches into a letter that it does not run through the middle of."""
    gone = set(through)
    return any(
        min(x1, letter.x1) - max(x0, letter.x0) > SETTINGS.inside
        for place, letter in enumerate(letters)
        if place not in gone and letter.top < y < letter.bottom
    )


def _band(letter: Letter) -> tuple[float, float]:
    """The heights between which a bar strikes a letter out."""
    size = letter.bottom - letter.top
    return letter.bottom - SETTINGS.highest * size, letter.bottom - SETTINGS.lowest * size


def _meets(pieces: Sequence[BBox], posts: Iterable[BBox]) -> bool:
    """Whether an upright rule crosses or touches a bar."""
    y, near = (pieces[0][1] + pieces[0][3]) / 2, SETTINGS.post
    x0, x1 = min(piece[0] for piece in pieces), max(piece[2] for piece in pieces)
    return any(x0 - near <= (post[0] + post[2]) / 2 <= x1 + near and post[1] <= y <= post[3] for post in posts)


class Kept(NamedTuple):
    """What remains of a page where words are struck out: its words, and its drawn bullets; and the struck words."""

    words: Sequence[Word]
    marks: Sequence[BBox]
    struck: Sequence[Word] = ()


def without_bullets(
    words: Sequence[Word], struck: Sequence[Word], covered: Sequence[Word], marks: Sequence[BBox]
) -> Kept:
    """The words and drawn bullets that remain: a bullet goes with its item, where all of it is gone."""
    gone_words = [*struck, *covered]
    bullets = [word[:4] for word in words if word.text in BULLETS or word.text in _DASHES]
    gone = {bullet for bullet in (*bullets, *marks) if _is_of_struck(bullet, words, gone_words, (*bullets, *marks))}
    return Kept(
        _with_stops([word for word in words if word[:4] not in gone], struck),
        [mark for mark in marks if mark not in gone],
        [*struck, *(word for word in words if word[:4] in gone)] if struck else [],
    )


def _with_stops(words: Sequence[Word], struck: Sequence[Word]) -> list[Word]:
    """Words with the stops and commas that a struck word left behind at the word that now stands before them."""
    kept = list(words)
    for stop in words:
        if stop.text in _STOPS and any(_adjoins(word, stop) for word in struck):
            before = max((w for w in kept if w is not stop and _is_level(w, stop) and w.x1 <= stop.x0), default=None)
            if before is not None and before.text[-1].isalnum():
                kept[kept.index(before)] = before._replace(text=before.text + stop.text)
                kept.remove(stop)
    return kept


def _adjoins(word: Word, stop: Word) -> bool:
    """Whether a word ends where a stop begins."""
    return _is_level(word, stop) and abs(stop.x0 - word.x1) <= SETTINGS.next_bar


def _is_level(word: Word, other: Word) -> bool:
    return word.top < (other.top + other.bottom) / 2 < word.bottom


def _is_of_struck(bullet: BBox, words: Sequence[Word], struck: Sequence[Word], bullets: Sequence[BBox]) -> bool:
    """Whether all of the item behind a bullet is struck out: the words beside it, and the lines that go on with it."""
    middle = (bullet[1] + bullet[3]) / 2
    line = min((word for word in struck if word.top < middle < word.bottom and word.x0 > bullet[0]), default=None)
    if line is None:
        return False
    size, indent = line.bottom - line.top, line.x0
    if indent - bullet[2] > SETTINGS.bullet * size:
        return False
    others = [word for word in words if word[:4] not in bullets]
    while line is not None:
        row = [word for word in struck if word.top < (line.top + line.bottom) / 2 < word.bottom]
        if any(_is_beside(word, line, bullet[0], max(row).x1 + size) for word in others):
            return False
        if any(_goes_on(word, line, indent) and not _has_bullet(word, bullets) for word in others):
            return False
        below = [word for word in struck if _goes_on(word, line, indent) and not _has_bullet(word, bullets)]
        line = min(below, default=None)
    return True


def _is_beside(word: Word, line: Word, left: float, right: float) -> bool:
    """Whether a word stands on the same line as another, and begins between two edges."""
    return word.top < (line.top + line.bottom) / 2 < word.bottom and left < word.x0 < right


def _goes_on(word: Word, line: Word, indent: float) -> bool:
    """Whether a word begins the line below a line, at the indent of their item."""
    size = line.bottom - line.top
    below = SETTINGS.indent * size < word.bottom - line.bottom <= SETTINGS.next_line * size
    return below and abs(word.x0 - indent) <= SETTINGS.indent * size


def _has_bullet(word: Word, bullets: Iterable[BBox]) -> bool:
    """Whether a bullet stands before a word."""
    size = word.bottom - word.top
    return any(
        word.top < (top + bottom) / 2 < word.bottom and 0 <= word.x0 - x1 + SETTINGS.inside <= SETTINGS.bullet * size
        for _, top, x1, bottom in bullets
    )
