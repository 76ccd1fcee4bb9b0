"""The fast reader: pdfium's raw interface, two character boxes a word.

pdfium is called by plain addresses through functions re-typed once: the wrappers' argument checks cost more than
the calls themselves. Nothing here is thread-safe, because pdfium is not: one process reads one paper at a time.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium

from ingest.engines import pdfium_raw as raw
from ingest.engines.pdfium_paths import View, read_drawing
from ingest.errors import DamagedPdfError, PaperError, PasswordProtectedError, TooLargeError
from ingest.page import ASCENT, DESCENT, IS_SWAPPED, LONE_SURROGATE, SWAPPED, Limits, Page, Word
from ingest.shapes import Colour, split_hidden
from schema.report import BBox

_CUT = "\x02\ufffe"  # what pdfium puts for a hyphen that ends a line, joining the lines
_WORD = re.compile(r"[^\s\x00\x02\ufffe]*[\x02\ufffe]|(?:[^\s\x00\x02\ufffe]|\x00(?=[^\s\x00]))+(?:\x00(?=[\r\n]))?")
_SPECIAL = re.compile(r"[\x00\x02\ufffe]")
_PLAIN_WORD = re.compile(r"\S+")
_INNER = re.compile(r"(?<=[,.;:!?)\]])(?=[A-Za-z(\[])|(?<=[AFLPTVWY])(?=[ATVWY])")
_INNER_GAP = 0.1  # of a character's height
_IGNORED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_IGNORED |= dict.fromkeys([0, 1, *range(3, 9), *range(14, 28)], "\ufffd")  # glyphs whose letter the PDF does not tell
_INVISIBLE = {3, 7}  # text render modes: neither filled nor stroked, clip only
_ASKEW = 0.1
_DOUBLE = 1.2  # points: the same word this near is the same word drawn again
_TIGHT = 0.1  # of the font size: letters this near are of one word
_Found = tuple[Word, bool, Colour | None]


def read_pages(content: bytes, limits: Limits) -> list[Page]:
    """Read every page of a PDF. Raises PaperError where it cannot be opened or is larger than `limits`."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _opening_error(error) from error
    try:
        count = len(document)
        if count > limits.pages:
            raise TooLargeError(f"{count} pages, more than the limit of {limits.pages}")
        if count == 0:
            raise DamagedPdfError("a PDF without pages")
        address = ctypes.cast(document.raw, ctypes.c_void_p).value
        return [_read_page(address, index, limits) for index in range(count)]
    finally:
        document.close()


def _opening_error(error: pdfium.PdfiumError) -> PaperError:
    if "password" in str(error).lower():
        return PasswordProtectedError("asks for a password")
    return DamagedPdfError("cannot be opened as a PDF")


def _read_page(document: Any, index: int, limits: Limits) -> Page:
    page = raw.load_page(document, index)
    if not page:
        raise DamagedPdfError("a page cannot be loaded", index + 1)
    try:
        text = raw.load_text(page)
        if not text:
            raise DamagedPdfError("a page's text cannot be loaded", index + 1)
        try:
            return _Reader(page, text, index + 1, limits).read()
        finally:
            raw.close_text(text)
    finally:
        raw.close_page(page)


class _Style(NamedTuple):
    """What the characters of one text object share. `size` is in points on the page, 0 where unknown;
    `angle` counts quarter turns of the writing as a reader sees it, None where it is askew; `origin` is where the
    baseline begins, in pdfium's coordinates."""

    bold: bool = False
    invisible: bool = False
    colour: Colour | None = None
    size: float = 0.0
    angle: int | None = 0
    origin: tuple[float, float] = (0.0, 0.0)


_UNKNOWN = _Style()


class _Reader:
    """One open page. Keeps what it has learned of fonts and text objects, which many words share."""

    def __init__(self, page: int, text: int, number: int, limits: Limits) -> None:
        self.page, self.text, self.number, self.limits = page, text, number, limits
        self.view = View.of(page)
        self.styles: dict[int, _Style] = {}
        self.fonts: dict[int, bool] = {}

    def read(self) -> Page:
        drawing, images, forms = read_drawing(self.page, self.view, self.number, self.limits)
        words = _without_doubles(self.words(drawn_once=forms == 0))
        if self.view.turns:
            words = _rejoined(words)
        seen = split_hidden(words, drawing, self.view.width, self.view.height)
        return Page(
            number=self.number,
            width=self.view.width,
            height=self.view.height,
            words=seen.words,
            rules=tuple(drawing.rules),
            marks=tuple(drawing.marks),
            hidden=seen.hidden,
            images=images,
        )

    def words(self, *, drawn_once: bool) -> list[_Found]:
        """The page's words. A text object drawn once has one place; one inside a form may be drawn at many."""
        count = raw.count_chars(self.text)
        if count <= 0:
            return []
        if count > self.limits.characters_per_page:
            raise TooLargeError(f"{count} characters on one page", self.number)
        characters = self.characters(count)
        pattern = _WORD if _SPECIAL.search(characters) else _PLAIN_WORD
        spans = [match.span() for match in pattern.finditer(characters)]
        if breaks := self.breaks(characters):
            spans = list(_parted(spans, breaks))
        swapped = IS_SWAPPED.search(characters) is not None
        found = []
        for (start, end), corners in zip(spans, self.corners(spans), strict=True):
            text = characters[start:end]
            if text[-1] in _CUT:
                text = text[:-1] + "-"
            elif text[-1] == "\x00" and len(text) > 1:
                text = text[:-1] + "\u00ad"
            if not text.isprintable():
                text = text.translate(_IGNORED)
            if swapped:
                text = text.translate(SWAPPED)
            if text:
                style = self.style(start, drawn_once=drawn_once)
                x0, top, x1, bottom = self.box(corners, style)
                found.append((Word(x0, top, x1, bottom, text, style.bold), style.invisible, style.colour))
        return found

    def breaks(self, characters: str) -> list[int]:
        """Where white stands behind punctuation with no space for it in the text: pdfium drops that one at times."""
        places = [match.start() for match in _INNER.finditer(characters)]
        spans = [span for place in places for span in ((place - 1, place), (place, place + 1))]
        pairs = iter(self.corners(spans))
        return [
            place
            for place, before, after in zip(places, pairs, pairs, strict=True)
            if (gap := after[0] - before[2]) > _INNER_GAP * (before[1] - before[3])
            and not (characters[place - 1].isalpha() and self.is_spaced_out(place, gap, characters))
        ]

    def is_spaced_out(self, place: int, gap: float, characters: str) -> bool:
        """Whether white before a letter is letter-spacing: as much of it stands on the letter's other side too."""
        if not characters[place + 1 : place + 2].isalpha():
            return False
        before, after = self.corners([(place, place + 1), (place + 1, place + 2)])
        return after[0] - before[2] > gap / 2

    def characters(self, count: int) -> str:
        """The page's text with one Python character for each of pdfium's."""
        buffer = (ctypes.c_uint16 * (count + 1))()
        written = raw.get_text(self.text, 0, count, ctypes.addressof(buffer))
        if written == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count:
                return LONE_SURROGATE.sub("\ufffd", text)
        codes = (raw.get_unicode(self.text, index) for index in range(count))
        return LONE_SURROGATE.sub("\ufffd", "".join(chr(code) if code < 0x110000 else " " for code in codes))

    def corners(self, spans: list[tuple[int, int]]) -> list[tuple[float, ...]]:
        """For every span the loose boxes (left, top, right, bottom) of its first and its last character."""
        boxes = (ctypes.c_float * (8 * len(spans)))()
        box, text, loose_box = ctypes.addressof(boxes), self.text, raw.loose_box
        for start, end in spans:
            loose_box(text, start, box)
            loose_box(text, end - 1, box + 16)
            box += 32
        eight = iter(boxes[:])
        return list(zip(*[eight] * 8, strict=True))

    def box(self, corners: tuple[float, ...], style: _Style) -> BBox:
        """A word's box as seen: as wide as its characters, as high as its font. Glyphs alone would give every word
        another height, and some fonts an absurd one."""
        left0, top0, right0, bottom0, left1, top1, right1, bottom1 = corners
        if right1 <= left1 and top1 <= bottom1:  # a hyphen pdfium made up has no box
            left1, top1, right1, bottom1 = left0, top0, right0, bottom0
        view, size = self.view, style.size
        left, right = (left0 if left0 < left1 else left1), (right1 if right1 > right0 else right0)
        if style.angle == 0 and size and not view.turns:
            baseline = view.top - style.origin[1]
            return left - view.left, baseline - ASCENT * size, right - view.left, baseline + DESCENT * size
        x0, top, x1, bottom = view.box(left, min(bottom0, bottom1), right, max(top0, top1))
        if style.angle == 0 and size:
            baseline = view.box(*style.origin, *style.origin)[1]
            return x0, baseline - ASCENT * size, x1, baseline + DESCENT * size
        return x0, top, x1, bottom

    def style(self, index: int, *, drawn_once: bool) -> _Style:
        item = raw.text_object(self.text, index)
        if not item:
            return _UNKNOWN
        style = self.styles.get(item) if drawn_once else None
        if style is None:
            a, b, c, d, _, _ = raw.char_matrix(self.text, index)
            style = self.styles[item] = _Style(
                bold=self.is_bold(raw.object_font(item)),
                invisible=raw.render_mode(item) in _INVISIBLE,
                colour=raw.fill_colour(item),
                size=raw.char_font_size(self.text, index) * math.hypot(c, d),
                angle=_quarter_turns(a, b, self.view.turns),
                origin=raw.char_origin(self.text, index),
            )
        return style

    def is_bold(self, font: int | None) -> bool:
        if not font:
            return False
        if font not in self.fonts:
            name = raw.font_name(font).lower()
            self.fonts[font] = "bold" in name or "black" in name
        return self.fonts[font]


def _parted(spans: Iterable[tuple[int, int]], breaks: Sequence[int]) -> Iterable[tuple[int, int]]:
    for start, end in spans:
        places = [start, *(place for place in breaks if start < place < end), end]
        yield from pairwise(places)


def _without_doubles(words: list[_Found]) -> list[_Found]:
    """Words without those drawn again on themselves for bold, which pdfium drops only letter by letter."""
    places: dict[str, list[Word]] = {}
    kept = []
    for found in words:
        word = found[0]
        before = places.setdefault(word.text, [])
        if not any(abs(word.x0 - other.x0) < _DOUBLE and abs(word.bottom - other.bottom) < _DOUBLE for other in before):
            before.append(word)
            kept.append(found)
    return kept


def _rejoined(words: list[_Found]) -> list[_Found]:
    """Words of a turned page, which pdfium takes apart letter by letter, put together where no white parts them."""
    joined: list[_Found] = []
    for word, invisible, colour in sorted(words, key=lambda found: (round(found[0].bottom), found[0].x0)):
        last = joined[-1][0] if joined else None
        near = (
            last is not None
            and abs(last.bottom - word.bottom) < 1
            and -1 < word.x0 - last.x1 < _TIGHT * (word.bottom - word.top)
        )
        if last is not None and near:
            whole = last._replace(x1=word.x1, text=last.text + word.text)
            joined[-1] = (whole, invisible, colour)
        else:
            joined.append((word, invisible, colour))
    return joined


def _quarter_turns(a: float, b: float, page_turns: int) -> int | None:
    if abs(b) > abs(a) * _ASKEW and abs(a) > abs(b) * _ASKEW:
        return None
    writing = (0 if a >= 0 else 2) if abs(a) > abs(b) else (3 if b > 0 else 1)
    return (writing + page_turns) % 4
