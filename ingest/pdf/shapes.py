"""What a drawn shape is in a paper: a ruled line, a bullet, a background, or nothing.

Ruled lines are drawn as stroked lines, thin filled rectangles, stroked frames, or one path of many pieces. Engines give
each piece as a box, and it is decided here what it is, in one way for both.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from risktrail.ingest.pdf.page import Fill, Word
from risktrail.schema.report import BBox

Colour = tuple[int, int, int]
_WHITE = 255


@dataclass(frozen=True, slots=True)
class ShapeSettings:
    """Which shapes are rules or bullets, and on which white print can be read."""

    thin: float = 3.0
    """Points: a shape thicker than this is no rule. No border seen is thicker, no line of text as thin."""
    rule_length: float = 6.0
    """Points: a shorter thin shape is no rule; it may be the dash of a dotted line, or a bullet."""
    least_mark: float = 1.0
    """Points either way: a smaller filled shape is the dot of a dotted line rather than a bullet."""
    least_circle: float = 2.0
    """Points either way: a smaller outline is no hollow bullet."""
    circle: float = 0.75
    """Of its longer side: the shorter one of a hollow bullet is no shorter."""
    field_height: float = 30.0
    """Points: a form's field with one line of text is no higher."""
    field_lines: float = 2.2
    """Of the size of its words: such a field is no higher, so that it holds one line."""
    most_fields: int = 100
    """Outlines of a page that are looked at: more are the cells of a table that is drawn cell by cell."""
    cell_padding: float = 15.0
    """Points between a field that fills a cell of a table and the rules around the cell, at most."""
    inset: float = 1.0
    """Points between such a field and these rules, at least: cells share theirs."""
    adjoining: float = 2.0
    """Points between the sides of two cells at most."""
    mark_size: float = 10.0
    """Points either way: a shape larger than any bullet may be a frame or a background."""
    dark: int = 225
    """Mean of red, green and blue, 0 to 255: white print can be read on what is darker than this light grey."""
    white_print: int = 250
    """Red, green and blue, each: print of such a colour is white, and cannot be seen on a white page."""
    coloured: int = 40
    """Between the strongest and the weakest of red, green and blue: a fill that differs by less is a grey."""


SETTINGS = ShapeSettings()


class Drawing:
    """The shapes of one page, by what they are, in the order in which they are drawn.

    `short` are level lines too short to rule a table: they may strike out a figure. White print can be read on what is
    `dark`, on `gradients` and on `pictures`. Invisible print on `pictures` is what text recognition has read there. A
    shape that is `white` by pdfium may be filled with a pattern. `frames` are outlines, as those of a form's fields.
    `slants` are lines that are neither level nor upright, each from one end to the other.
    """

    def __init__(self) -> None:
        self.rules: list[BBox] = []
        self.marks: list[BBox] = []
        self.short: list[BBox] = []
        self.dark: list[BBox] = []
        self.white: list[BBox] = []
        self.gradients: list[BBox] = []
        self.pictures: list[BBox] = []
        self.fills: list[Fill] = []
        self.shades: list[BBox] = []
        self.frames: list[BBox] = []
        self.slants: list[BBox] = []

    def add(self, box: BBox, *, filled: bool, stroked: bool, colour: Colour | None = None) -> None:
        """Add one piece of a shape.

        Args:
            box: Its bounds.
            filled: Whether it is filled.
            stroked: Whether its outline is drawn.
            colour: What it is filled with; None where that is a pattern, or it is not filled.
        """
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= SETTINGS.thin:
            if max(width, height) >= SETTINGS.rule_length:
                self.rules.append(box)
                return
            if width > height:
                self.short.append(box)
            least = SETTINGS.least_mark if filled else max(SETTINGS.least_circle, SETTINGS.circle * max(width, height))
            if min(width, height) >= least:
                self.marks.append(box)
        elif max(width, height) <= SETTINGS.mark_size:
            self.marks.append(box)
        elif filled and colour is None:
            self.gradients.append(box)
        elif filled and colour is not None:
            self._add_ground(box, colour)
        if stroked and min(width, height) > SETTINGS.mark_size:
            self.rules += _frame(box)
            self.frames.append(box)

    def add_line(self, line: BBox, width: float, colour: Colour | None) -> None:
        """Add a stroked line from one point to another: a rule; a slant; or a bar, where it is thicker than any rule.

        Args:
            line: Its ends: x and y of the one, then of the other.
            width: How thick it is, in points.
            colour: What it is drawn with; None where that is a pattern.
        """
        x0, y0, x1, y1 = line
        if is_slanting(line):
            self.slants.append(line)
        elif width > SETTINGS.thin:
            self.add(bar_of(line, width), filled=True, stroked=False, colour=colour)
        else:
            self.add((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), filled=False, stroked=True)

    def _add_ground(self, box: BBox, colour: Colour) -> None:
        """Add a box that is filled with a colour and large enough for text to stand on it."""
        shade = sum(colour) / 3
        if shade < SETTINGS.dark:
            self.dark.append(box)
        elif shade == _WHITE:
            self.white.append(box)
        if max(colour) - min(colour) >= SETTINGS.coloured:
            self.fills.append(Fill(box, colour))
        else:
            self.shades.append(box)

    def without(self, gone: Collection[BBox]) -> None:
        """Take out lines that are no rules: those that strike words out."""
        if gone:
            self.rules = [rule for rule in self.rules if rule not in gone]
            self.marks = [mark for mark in self.marks if mark not in gone]

    def without_fields(self, words: Sequence[Word]) -> None:
        """Take out the frames of a form's fields, in a line of text or within a table's cell: they are no cells.

        The words of the line stand close beside the frame, or rules of the cell around it; other frames, as those of
        cells, do not adjoin it.
        """
        if len(self.frames) > SETTINGS.most_fields:
            return
        sides = {rule for frame in self.frames for rule in _frame(frame)}
        others = [rule for rule in self.rules if rule not in sides or rule[3] > rule[1]]
        gone = {rule for frame in self.frames if _is_field(frame, words, others) for rule in _frame(frame)}
        if gone:
            self.rules = [rule for rule in self.rules if rule not in gone]


def _is_field(frame: BBox, words: Sequence[Word], rules: Sequence[BBox]) -> bool:
    x0, top, x1, bottom = frame
    line = [word for word in words if top < (word.top + word.bottom) / 2 < bottom]
    inside = [word for word in line if x0 < (word.x0 + word.x1) / 2 < x1]
    if not inside:
        return False
    others = list(rules)
    for side in _frame(frame):  # once: the next cell may have the same side
        if side in others:
            others.remove(side)
    if _is_in_cell(frame, others):
        return True
    reach = bottom - top
    highest = min(SETTINGS.field_height, SETTINGS.field_lines * (inside[0].bottom - inside[0].top))
    if reach > highest or reach >= x1 - x0:
        return False
    if not any(x0 - reach < word.x1 <= x0 or x1 <= word.x0 < x1 + reach for word in line):
        return False
    return not any(_adjoins(rule, frame) for rule in others)


def _is_in_cell(frame: BBox, rules: Sequence[BBox]) -> bool:
    """Whether rules longer than a frame's sides enclose it, near its left, its right, and its top or bottom."""
    x0, top, x1, bottom = frame
    inset, near = SETTINGS.inset, SETTINGS.cell_padding
    level = [rule for rule in rules if rule[0] < x0 - inset and x1 + inset < rule[2]]
    upright = [rule for rule in rules if rule[1] < top - inset and bottom + inset < rule[3]]
    above = [top - rule[3] for rule in level if rule[3] < top - inset]
    below = [rule[1] - bottom for rule in level if bottom + inset < rule[1]]
    return (
        any(inset < x0 - rule[2] < near for rule in upright)
        and any(inset < rule[0] - x1 < near for rule in upright)
        and bool(above and below)
        and min(*above, *below) < near
    )


def _adjoins(rule: BBox, frame: BBox) -> bool:
    """Whether a rule that is no frame's own goes on along a side of a frame, as those of a table's cells do."""
    near = SETTINGS.adjoining
    shared = min(rule[3], frame[3]) - max(rule[1], frame[1])
    if rule[3] - rule[1] > rule[2] - rule[0]:
        return shared > near and min(abs(rule[0] - frame[0]), abs(rule[0] - frame[2])) <= near
    along = min(rule[2], frame[2]) - max(rule[0], frame[0])
    return along > near and min(abs(rule[1] - frame[1]), abs(rule[1] - frame[3])) <= near and _juts_out(rule, frame)


def _juts_out(rule: BBox, frame: BBox) -> bool:
    return rule[0] < frame[0] - SETTINGS.adjoining or rule[2] > frame[2] + SETTINGS.adjoining


def _frame(box: BBox) -> list[BBox]:
    """The four sides of a box, as rules without a width."""
    x0, top, x1, bottom = box
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def is_slanting(line: BBox) -> bool:
    """Whether a line from one point to another is neither level nor upright."""
    x0, y0, x1, y1 = line
    return min(abs(x1 - x0), abs(y1 - y0)) > SETTINGS.thin


def bar_of(line: BBox, width: float) -> BBox:
    """The box that a level or upright line of a width fills."""
    x0, y0, x1, y1 = line
    across, along = (0.0, width / 2) if abs(x1 - x0) > abs(y1 - y0) else (width / 2, 0.0)
    return min(x0, x1) - across, min(y0, y1) - along, max(x0, x1) + across, max(y0, y1) + along


class Ink(IntEnum):
    """How a word is printed."""

    DARK = 0  # or in any colour
    WHITE = 1
    INVISIBLE = 2
    CLIPPED = 3  # outside of what is shown, whatever stands behind it


@lru_cache(maxsize=1024)
def ink_of(colour: Colour | None) -> Ink:
    """The ink of print in a colour; print without a colour of its own is dark."""
    return Ink.WHITE if colour is not None and min(colour) >= SETTINGS.white_print else Ink.DARK


class Seen(NamedTuple):
    """A page's words: those that a reader sees, and the others."""

    words: tuple[Word, ...]
    hidden: tuple[Word, ...]


def split_hidden(words: Sequence[Word], inks: Sequence[Ink], drawing: Drawing, width: float, height: float) -> Seen:
    """Part the words that a reader sees from those drawn invisibly, in white on white, clipped away, or off the page.

    Args:
        words: The page's words.
        inks: The ink of each.
        drawing: The page's shapes.
        width: The page's width in points.
        height: Its height.
    """
    seen: list[Word] = []
    hidden: list[Word] = []
    for word, ink in zip(words, inks, strict=True):
        x0, top, x1, bottom, _, _ = word
        middle, centre = (x0 + x1) / 2, (top + bottom) / 2
        on_page = 0 <= middle <= width and 0 <= centre <= height
        if on_page and (not ink or _shows(ink, middle, centre, drawing)):
            seen.append(word)
        else:
            hidden.append(word)
    return Seen(tuple(seen), tuple(hidden))


def _shows(ink: Ink, x: float, y: float, drawing: Drawing) -> bool:
    """Whether print that is not dark can be seen at a point, by what is drawn there."""
    if ink is Ink.CLIPPED:
        return False
    if ink is Ink.WHITE and (covered(x, y, drawing.dark) or covered(x, y, drawing.gradients)):
        return True
    return covered(x, y, drawing.pictures)


def covered(x: float, y: float, boxes: Sequence[BBox]) -> bool:
    """Whether a point lies in one of some boxes."""
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)
