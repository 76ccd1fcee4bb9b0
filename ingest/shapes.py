"""What a drawn shape is to a reader of tables: a ruled line, a bullet, a background, or nothing.

Rules arrive as stroked lines, thin filled rectangles, stroked frames, or one path of many pieces; engines hand
each piece over here as a box, so that both engines agree on what it is.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.page import Word
from schema.report import BBox

Colour = tuple[int, int, int]

_THIN = 3.0  # points: thicker than any border seen, thinner than any line of text
_RULE_LENGTH = 6.0
_MARK_SIZE = 10.0
_DARK = 225  # mean of red, green and blue below which white print can be read
_LIGHT = 250


class Drawing:
    """The shapes of one page, sorted as they come. White print can be read on what is `dark`; on `pictures` too, and
    there invisible print is what text recognition has read."""

    def __init__(self) -> None:
        self.rules: list[BBox] = []
        self.marks: list[BBox] = []
        self.dark: list[BBox] = []
        self.pictures: list[BBox] = []

    def add(self, box: BBox, *, filled: bool, stroked: bool, colour: Colour | None = None) -> None:
        """Sort one piece: `box` is its bounds, `colour` what it is filled with."""
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:
            if max(width, height) >= _RULE_LENGTH:
                self.rules.append(box)
            elif filled and min(width, height) >= 1:
                self.marks.append(box)
        elif max(width, height) <= _MARK_SIZE:
            self.marks.append(box)
        elif filled and colour is not None and sum(colour) / 3 < _DARK:
            self.dark.append(box)
        if stroked and min(width, height) > _MARK_SIZE:
            self.rules += _frame(box)


def _frame(box: BBox) -> list[BBox]:
    x0, top, x1, bottom = box
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


class Seen(NamedTuple):
    words: tuple[Word, ...]
    hidden: tuple[Word, ...]


def split_hidden(words: list[tuple[Word, bool, Colour | None]], drawing: Drawing, width: float, height: float) -> Seen:
    """Part the words a reader sees from those drawn invisibly, in white on white, or off the page."""
    seen: list[Word] = []
    hidden: list[Word] = []
    light: dict[Colour | None, bool] = {None: False}
    for word, invisible, colour in words:
        middle, centre = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
        off_page = not (0 <= middle <= width and 0 <= centre <= height)
        white = light.get(colour)
        if white is None:
            white = light[colour] = colour is not None and min(colour) >= _LIGHT
        bare = (invisible or white) and not _covered(middle, centre, drawing.pictures)
        if off_page or (bare and (invisible or not _covered(middle, centre, drawing.dark))):
            hidden.append(word)
        else:
            seen.append(word)
    return Seen(tuple(seen), tuple(hidden))


def _covered(x: float, y: float, boxes: list[BBox]) -> bool:
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)
