"""Pages in the one form that every engine delivers and everything behind it reads.

Coordinates are points from the top left corner of the page as a reader sees it, rotation and crop box applied.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from risktrail.ingest.pdf.geometry import Matrix
from risktrail.ingest.pdf.page_tags import PageTags
from risktrail.schema.report import BBox

LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no text can be written with it
# Ghostscript 10.0 writes the letters of ligatures into ToUnicode with their two bytes swapped: U+6600 for `f`. Of the
# three letters of `ffi` and `ffl`, pdfium adds up the last two: U+CF00 for `fi`, U+D200 for `fl`.
SWAPPED = {ord(letter) << 8: letter for letter in string.ascii_letters} | {0xCF00: "fi", 0xD200: "fl"}
IS_SWAPPED = re.compile(f"[{''.join(map(chr, SWAPPED))}]")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ"  # how words have raised figures: `m²`
ASCENT, DESCENT = 0.8, 0.2  # of the font size: how far the ink of most faces reaches above and below the baseline


def page_range(first: int, last: int) -> str:
    """Pages as a message names them: `page 3`, or `pages 3 to 5`."""
    return f"page {first}" if first >= last else f"pages {first} to {last}"


class Word(NamedTuple):
    """A run of characters without white space, and its box. A word cut at a line end keeps its hyphen, soft (U+00AD) or
    hard."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    bold: bool = False


class Fill(NamedTuple):
    """A box filled with a colour that is no grey: red, green and blue, each from 0 to 255."""

    box: BBox
    colour: tuple[int, int, int]


class Note(NamedTuple):
    """What a reviewer has written on a page. `is_read` says that it stands in a text box, whose words are among the
    page's; other notes are seen only when they are opened."""

    text: str
    is_read: bool


class Page(NamedTuple):
    """One page: its number, counted from 1, its size in points, words in no promised order, and ruled lines and small
    drawn marks (bullets) as boxes.

    `hidden` are words that a reader cannot see: drawn invisibly, or in the colour of what is behind them. `across` are
    those that stand in no line of the text: watermarks, stamps and words turned sideways. `note_marks` are the small
    raised figures that point to footnotes; no word contains them. `images` is the number of pictures, and `pictures`
    are their boxes. `cut` says that the page has more shapes than the limits allow, so that some were not looked at.
    `fills` are the coloured boxes behind its text, in the order in which they are drawn; `shades` are the grey and the
    white ones. `struck` are the words that are struck out: `words` contains none of them. `covered` are the boxes of
    words that something is painted over, and `off` those of words on layers that are switched off: what they say is
    kept nowhere, for it may have been blacked out. `slants` are lines that are neither level nor upright, each from one
    end to the other. `notes` are those of reviewers, `has_ticks` says that it has a form's boxes to tick. `recognised`
    says that its words were recognised from a picture, or, where it is false, that nothing on the picture could be.

    `slope` is the angle in degrees, anticlockwise, at which most of its words are written; 0.0 where they are level.
    Where the page was straightened, `to_page` takes its points to those of the page as a reader sees it.

    `tags` are those of its file; None where it has none.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[BBox, ...]
    marks: tuple[BBox, ...]
    hidden: tuple[Word, ...] = ()
    images: int = 0
    across: tuple[Word, ...] = ()
    note_marks: tuple[Word, ...] = ()
    cut: bool = False
    fills: tuple[Fill, ...] = ()
    shades: tuple[BBox, ...] = ()
    struck: tuple[Word, ...] = ()
    covered: tuple[BBox, ...] = ()
    off: tuple[BBox, ...] = ()
    pictures: tuple[BBox, ...] = ()
    slants: tuple[BBox, ...] = ()
    notes: tuple[Note, ...] = ()
    has_ticks: bool = False
    recognised: bool | None = None
    slope: float = 0.0
    to_page: Matrix | None = None
    tags: PageTags | None = None


class Look(NamedTuple):
    """What is looked at of a page before it is read: its top and its foot, each a share of its height and points
    beyond, but for longer lines than `running_words` without a digit; and the lines elsewhere in which something asked
    for is found."""

    share: float
    beyond: float
    running_words: int
    asked: re.Pattern[str]


class PageGlance(NamedTuple):
    """What of a page is known before it is read: its number, its size in points, the words in its margins and a little
    beyond, and the text of its other lines, with their ends. `asked_lines` are those of them that are asked for, and
    `asked` the words of such as may stand in several columns."""

    number: int
    width: float
    height: float
    margin_words: Sequence[Word]
    text: str
    asked_lines: Sequence[str] = ()
    asked: Sequence[Word] = ()


class AttachedFile(NamedTuple):
    """A PDF that is attached to another; `content` is None where its bytes cannot be had."""

    name: str
    content: bytes | None


class Document(NamedTuple):
    """A whole PDF. `modified` is when it was last changed, as it says itself, in UTC without a zone. `attached` are the
    PDFs attached to it, `form_pages` the numbers of the pages with filled-in form fields whose text could not be drawn:
    it is in no page. `filled_pages` are those of all pages with filled-in form fields. `bookmarks` are the pages that
    bookmarks of the first level lead to, `labels` those of all pages; empty where there are none. `glances` are there
    where pages are read only when they are asked for, one for each page; None for those that are read already."""

    pages: Sequence[Page]
    modified: dt.datetime | None
    attached: tuple[AttachedFile, ...] = ()
    form_pages: tuple[int, ...] = ()
    filled_pages: tuple[int, ...] = ()
    bookmarks: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    glances: tuple[PageGlance | None, ...] = ()


class DocumentLimits(NamedTuple):
    """How large a paper may be to be read. Papers of committees stay far below; hostile ones are refused in time."""

    pages: int = 2_000
    objects_per_page: int = 60_000
    """Shapes and texts; those beyond are left out, and the page says so."""
    characters_per_page: int = 200_000
    nesting: int = 12
    """Form objects that are drawn within one another."""


class Engine(Protocol):
    """A function that reads a whole paper."""

    def __call__(self, content: bytes, limits: DocumentLimits, only: range | None = None) -> Document:
        """Read a PDF, or `only` some of its pages, counted from 1.

        Raises:
            PaperError: The bytes are no readable PDF, or it is larger than the limits.
        """
        ...


def wanted_pages(count: int, only: range | None) -> list[int]:
    """The indexes of the pages to read of so many: all, or `only` some, counted from 1."""
    return [index for index in range(count) if only is None or index + 1 in only]
