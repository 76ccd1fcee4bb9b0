"""The neutral page: what every engine delivers and everything after it reads.

Coordinates are points from the top left corner of the page as a reader sees it, rotation and crop box applied.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from typing import NamedTuple, Protocol

from risktrail.schema.report import BBox

LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no text can be written with it
# The letters of ligatures as Ghostscript 10.0 tells them, each with its two bytes the wrong way round. Of the three of
# `ffi` and `ffl`, pdfium gives the last two as their sum.
SWAPPED = {ord(letter) << 8: letter for letter in string.ascii_letters} | {0xCF00: "fi", 0xD200: "fl"}
IS_SWAPPED = re.compile(f"[{''.join(map(chr, SWAPPED))}]")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ"  # how a raised figure stands in a word: `m²`
ASCENT, DESCENT = 0.8, 0.2  # of the font size: where the ink of most text faces stands about the baseline


def page_range(first: int, last: int) -> str:
    """Pages as a message names them: `page 3`, or `pages 3 to 5`."""
    return f"page {first}" if first >= last else f"pages {first} to {last}"


class Word(NamedTuple):
    """A run of characters without white space. One cut at a line end keeps its hyphen, soft (U+00AD) or hard."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    bold: bool = False


class Page(NamedTuple):
    """One page: words in no promised order, ruled lines and small drawn marks (bullets) as boxes.

    `hidden` are words a reader cannot see: drawn invisibly, or in the colour of what is behind them. `across` are
    those that stand in no line of the text: watermarks, stamps and words turned sideways. `note_marks` are the raised
    small figures that point to footnotes; no word holds them. `cut` says that the page has more shapes than the limits
    allow, and that those beyond were not looked at.
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


class Document(NamedTuple):
    """A whole paper. `modified` is when it was last changed, by its own word, in UTC. `attached` are the names of PDFs
    attached to it, `form_pages` the numbers of the pages whose form fields are filled in: their text is in no page."""

    pages: list[Page]
    modified: dt.datetime | None
    attached: tuple[str, ...] = ()
    form_pages: tuple[int, ...] = ()


class DocumentLimits(NamedTuple):
    """What one paper may cost before it is refused rather than read on. Of a page's shapes those beyond the limit are
    left out, and the page says so."""

    pages: int = 2_000
    objects_per_page: int = 60_000
    characters_per_page: int = 200_000
    nesting: int = 12


class Engine(Protocol):
    """Reads a whole paper. Raises `risktrail.ingest.errors.PaperError` where the bytes are no readable PDF."""

    def __call__(self, content: bytes, limits: DocumentLimits) -> Document: ...
