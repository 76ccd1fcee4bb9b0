"""Measures of the recognition of pictures, in points of a page of usual size unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """How a page becomes a picture, and how the picture is made even."""

    dpi: int = 300
    """Dots an inch: what the recognisers are made for; more takes longer and reads no better."""
    longest: float = 1_300.0
    """Of a page's longer side, more than A3: scanners that give no resolution make each dot a point, so that the page
    seems several times as large as its paper. Such a page is taken for A4."""
    shortest: float = 420.0
    """Of a page's longer side, A6: a smaller page is taken for A4 too."""
    usual: float = 842.0
    """The longer side of A4."""
    narrowest: float = 0.05
    """Of a page's longer side: its shorter side is longer than this. What is narrower is a strip without lines."""
    ground: float = 14.0
    """What is dark over more than this either way is a ground, not a letter: its shade is taken away."""
    white_print: int = 120
    """Of 255: print on a ground darker than this is white."""
    edge: float = 4.0
    """The dark edge of a scan is thicker than this, the border of a table thinner."""
    speck: int = 6
    """Dots of a spot: what has no more of them is dirt; the dot of an i has more at 300 dots an inch."""
    dark: int = 70
    """Of 255: where most ink is lighter than this, the print is faint, and made darker."""
    faintest: int = 215
    """Of 255: where most of what is darker than the rest is lighter than this, it is the grain of the paper."""
    dirt: int = 300
    """Dots: a page with less ink is blank. A word has some thousand."""
    ink: int = 150
    """Of 255: what is darker, once the ground is even, is ink."""


@dataclass(frozen=True, slots=True)
class SlopeSettings:
    """How askew a page may lie, in degrees."""

    most: float = 4.0
    """Further askew than this no feeder draws a sheet."""
    step: float = 0.25
    fine_step: float = 0.05
    """A twentieth of a degree: two dots over the width of a page."""
    reduced: int = 4
    """The picture is made smaller by this to find its strokes."""
    points: int = 60_000
    """Places with ink that are looked at: more tell no more."""
    row: float = 2.0
    """Dots: ink is counted by rows so high."""
    sideways: float = 1.6
    """Times: where the ink lies in bands so much sharper down the page than across it, the page is turned."""


@dataclass(frozen=True, slots=True)
class StrokeSettings:
    """Which strokes of a picture are ruled lines, and which spots are bullets."""

    level: float = 14.0
    """A level stroke is longer: longer than any dash of a text."""
    upright: float = 12.0
    """An upright stroke is longer: longer than the stem of any letter of a text, and shorter than a row of a table."""
    thick: float = 3.4
    """No rule is thicker, no line of letters thinner."""
    alone: float = 40.0
    """A shorter stroke has to touch one that goes the other way: it may be a long dash, or a stem of large print."""
    touch: float = 3.0
    """Strokes this near touch."""
    least_bullet: float = 1.8
    most_bullet: float = 7.0
    """The height and width of round spots that may be bullets; a full stop is smaller."""
    round: float = 0.72
    """A spot's lesser side by its greater: less is no bullet."""
    full: float = 0.67
    """The ink of a spot by its box: 0.79 of a full circle, at most 0.66 of an a that is smudged."""
    filled: float = 0.62
    """The same of a ring with what it encloses."""
    reach: float = 45.0
    """A bullet's text begins no further to its right."""
    room: float = 4.0
    """White to the right of a bullet, and to its left: more than between letters of a word."""
    hollow_room: float = 7.0
    """The same of a hollow one: more than between words, for an a or an o may begin a line."""


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """What is recognised in one piece."""

    beside: float = 16.0
    """White between columns is wider, white between words of a justified line narrower."""
    below: float = 6.0
    """White between the lines of a paragraph is lower."""
    margin: int = 40
    """Dots of white around each piece: without them single figures are lost."""
    cell_edge: float = 0.8
    """So much of a cell is left out along its edges, where the remains of its rules are."""
    remains: float = 2.8
    """What hangs over from a neighbouring cell, such as the tail of a g, reaches no further: a figure does."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """When a reading is in doubt. Confidences are of 100."""

    doubtful: float = 88.0
    """A line with a word below this is read by the second recogniser too."""
    unsure: float = 70.0
    """A word below this is in doubt, unless both recognisers read it."""
    legible: float = 62.0
    """A page's words have this on average at least, weighted by their letters: below, it is turned, or no text."""
    upright: float = 80.0
    """A page with as much on average is not turned round."""
    better: float = 4.0
    """A page turned round has to read better by so much."""
    weak: float = 60.0
    """A word below this is taken as the second recogniser reads it, where that is sure."""
    sure: float = 0.85
    """Of 1: the second recogniser's mean confidence of a word's letters from which it is sure."""
    very_sure: float = 0.75
    """Its least confidence of a word's letters, from which it is believed although the first is not much in doubt."""
    space: float = 0.16
    """Of the font size: white within a word from which the second recogniser's space is believed."""
    weak_space: float = 0.3
    """The same between two words of which one is in doubt, where the second recogniser reads no space."""
    dash: float = 0.29
    """Of the font size: a stroke is an en dash from this width on. Hyphens are 0.23 to 0.28 wide, en dashes 0.33 and
    more."""
    em_dash: float = 0.7
    """Of the font size: the width from which a dash is an em dash."""


PICTURE = PictureSettings()
SLOPE = SlopeSettings()
STROKES = StrokeSettings()
BLOCKS = BlockSettings()
READING = ReadingSettings()
