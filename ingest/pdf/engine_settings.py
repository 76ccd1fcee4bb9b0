"""Measures by which the engines recognise words, shapes, and print that no reader sees; see also `raised_figures`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfiumSettings:
    """How characters and shapes as pdfium gives them become words and rules."""

    slope: float = 0.1
    """From this slope on, writing is not level."""
    lost_space: float = 0.1
    """Of a character's height: more white behind punctuation is a space that pdfium has dropped."""
    drawn_again: float = 1.2
    """Points: the same word nearer than this is one word drawn twice, for bold."""
    inside_word: float = 0.1
    """Of the font size: letters nearer than this are of one word, where pdfium takes words apart by letters."""
    same_baseline: float = 1.0
    """Points: letters of one word stand at heights that differ by less, and overlap by less."""
    single_shape: int = 5
    """Points of a path: a line or a closed rectangle has no more, and its bounds say all of it."""
    clip_segments: int = 64
    """Segments of a clip path: one with more is a picture's outline, and is taken to leave everything."""
    clip_edge: float = 1.0
    """Points that the middle of a word may stand outside of a clip: some clips cut very close to their text."""
    box_side: float = 0.5
    """Points that the points of a box may stand off its sides: what is cut askew is no box, and covers less."""
    covered: float = 0.3
    """Of a letter's width: one of which a box covers so much is hidden under it."""
    latest_fills: int = 3_000
    """Filled shapes of a page that may cover words: the latest so many, for a page with more is a drawing."""
    blackened: int = 60
    """Red, green and blue, each: a box whose colours are all below this may hide black print that stands on it."""
    same_colour: int = 60
    """Between the colours of print and of the box that it stands on: print that differs by less cannot be read."""
    faintest: int = 13
    """Of 255: print that hides less of what is under it is not seen. Watermarks that are meant to be seen hide more."""
    painted_side: float = 3_000.0
    """Points of a page's longer side: a larger page is not painted to see what its white print stands on."""
    same_letter: float = 1.0
    """Points between the middles of a letter as two engines give it, at most."""
    object_stream: int = 4_000_000
    """Bytes of an inflated stream of objects that are searched for layers: a catalog stands among the first."""
    annotations: int = 5_000
    """Annotations of a page that are looked at: a paper for people has fewer."""
    attachments: int = 500
    """Files attached to one: a portfolio for people has fewer."""
    attached_bytes: int = 128 * 1024**2
    """Of one attached file: a larger one would take the memory that its paper may need."""
    tags: int = 100_000
    """Elements of a page's tags that are looked at: a page of a table has some hundred."""
    large_picture: float = 0.5
    """Of a page: pictures that take as much may be the page itself, or hide some of it."""
    short_line: int = 8
    """Spaces: a line with fewer may stand in a table's cell."""
    glanced_at: int = 40
    """Pages: a file with as many may hold papers of which only one is wanted, so that its pages are read only when they
    are asked for. One paper with as many takes a seventh longer for it."""
    bookmarks: int = 10_000
    """Of the first level; a list that leads back to itself has no end."""


@dataclass(frozen=True, slots=True)
class PdfplumberSettings:
    """How characters as pdfplumber gives them become words."""

    slope: float = 0.1
    """From this slope on, writing is not level."""
    drawn_again: float = 1.0
    """Points: the same character no further away than this is one character drawn twice, for bold."""
    word_gap: float = 0.16
    """Of the font size: a gap between words is wider than this, which is wider than kerning and letter-spacing and
    narrower than any space."""
    word_gap_without_spaces: float = 0.1
    """The same of a page without a single space, on which only kerning has to be told from gaps."""
    line_shift: float = 2.0
    """Points: characters of a word stand at heights that differ by no more."""
    overlap: float = 1.0
    """Points: a character that begins further within the one before begins a line of its own."""
    large: float = 2.5
    """Times the usual size: print larger than this may lie across the text, and is read by itself."""
    part_gap: float = 0.1
    """Of a word's height: a raised or lowered part of a word stands nearer to it than this."""
    part_size: float = 0.9
    """Of a word's height: such a part is lower."""
    same_baseline: float = 1.0
    """Points: the baselines of a capital and of the small capitals behind it differ by less."""
    part_shift: float = 0.2
    """Of a word's height: the middle of such a part stands no further above or below the word."""


@dataclass(frozen=True, slots=True)
class AskewSettings:
    """When a page lies askew, and is straightened before it is read."""

    least: float = 0.1
    """Degrees: at less, a line rises by a fraction of its height from one side of a page to the other."""
    most: float = 5.7
    """Degrees: print that slopes more is no longer taken for lines (`PdfiumSettings.slope`)."""
    alike: float = 0.05
    """Degrees between words of one slope, at most."""
    share: float = 0.6
    """Of a page's words: so many have one slope where the page lies askew, and not only a stamp on it."""


PDFIUM = PdfiumSettings()
PDFPLUMBER = PdfplumberSettings()
ASKEW = AskewSettings()
