"""The fast engine: pdfium's raw interface, with two character boxes a word.

pdfium is called by plain addresses, through functions that are typed once (`pdfium_raw`): the checks of arguments in
its Python bindings cost more than the calls. pdfium is not thread-safe, and neither is this: one process reads one
paper at a time.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise, repeat
from operator import itemgetter, methodcaller
from typing import Any, Final, Literal, NamedTuple, TypeVar

import pypdfium2.raw as bindings

from risktrail.ingest.errors import DamagedPdfError, PaperError, TooComplexError, TooLargeError
from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.annotations import annotated, has_annotations
from risktrail.ingest.pdf.askew import slope_of
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.geometry import moved, point
from risktrail.ingest.pdf.layers import OffContent, OffLetter, content_off, places_off
from risktrail.ingest.pdf.page import (
    ASCENT,
    DESCENT,
    IS_SWAPPED,
    LONE_SURROGATE,
    SUPERSCRIPTS,
    SWAPPED,
    Document,
    DocumentLimits,
    Look,
    Page,
    PageGlance,
    Word,
    wanted_pages,
)
from risktrail.ingest.pdf.page_tags import PageTags
from risktrail.ingest.pdf.pages_on_demand import PagesOnDemand
from risktrail.ingest.pdf.pdfium_clips import ON_PAGE, Home, clip_of, is_clipped
from risktrail.ingest.pdf.pdfium_covers import Print, covers_of, hidden_under, may_cover
from risktrail.ingest.pdf.pdfium_document import facts, open_document
from risktrail.ingest.pdf.pdfium_ground import dark_ground
from risktrail.ingest.pdf.pdfium_paths import Painted, View, holds_form, read_drawing
from risktrail.ingest.pdf.pdfium_tags import FileTags
from risktrail.ingest.pdf.raised_figures import (
    CLOSING,
    DIGITS,
    FIGURES,
    TO_SUPERSCRIPT,
    Kind,
    Level,
    Raised,
    close_up,
    is_figure,
    raised_runs,
)
from risktrail.ingest.pdf.rare_names import HAS_LAYERS, HAS_STRUCK_TAGS, rare_names
from risktrail.ingest.pdf.shapes import Drawing, Ink, Seen, ink_of, split_hidden
from risktrail.ingest.pdf.struck_tags import struck_by_tags
from risktrail.ingest.pdf.struck_words import (
    Kept,
    Letter,
    bars_through,
    run_through_words,
    struck_letters,
    without_bullets,
)
from risktrail.schema.report import BBox

_LINE_END_HYPHENS = "\x02\ufffe"  # what pdfium has for a hyphen that ends a line, where it joins the lines
_WORD = re.compile(r"[^\s\x00\x02\ufffe]*[\x02\ufffe]|(?:[^\s\x00\x02\ufffe]|\x00(?=[^\s\x00]))+(?:\x00(?=[\r\n]))?")
_SPECIAL = "\x00\x02\ufffe"
_PLAIN_WORD = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_TEXT_LINE = re.compile(r"\S[^\r\n]*(?:\r\n)?")
_INNER = re.compile(r"[,.;:!?)\]’'](?=[A-Za-z(\[])|[AFLPTVWY](?=[ATVWY])")
_STOPS = frozenset(",.;:!?)]")
_SOFT_WITHIN, _HARD_WITHIN = re.compile(r"\w\u00ad\w"), re.compile(r"\w-\w")
# What pdfium makes of a page that it takes to run downwards: letters, each in a line of its own.
_LETTER_LINES = re.compile(r"\r\n[^\W\d_](?:\r\n[^\W\d_]){2}\r\n")
_IGNORED: dict[int, str | None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
# Of a font that names its letters and maps none, pdfium gives the codes as they are: no text has those of controls.
_IGNORED |= {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)} | {0x7F: "•"}
_IGNORED |= dict.fromkeys([0, 1, *range(3, 9), *range(14, 28)], "\ufffd")  # glyphs that the PDF maps to no letter
_Read = TypeVar("_Read")
_Span = tuple[int, int]  # the first of a run of characters, and the one after its last
_bottom, _level_of = itemgetter(3), itemgetter(1, 3)
_NOTHING = OffContent()
_ALL: Final = "all"  # the pages of a file have to be read at once
_new = tuple.__new__  # what a NamedTuple calls, at half the cost


def read_document(content: bytes, limits: DocumentLimits, only: range | None = None) -> Document:
    """Read every page of a PDF, or `only` some, counted from 1.

    Raises:
        PaperError: It cannot be opened, or is larger than `limits`.
    """
    document = open_document(content)
    try:
        count = len(document)
        if count > limits.pages:
            raise TooLargeError(f"{count} pages, more than the limit of {limits.pages}")
        marked = _marked(document, content)
        pages = []
        for index in wanted_pages(count, only):
            read = methodcaller("read_plain", marked.of_page(index + 1))
            page = _with_page(document, index, limits, read)
            if page is None:
                return _read_annotated(content, limits, only)
            pages.append(page)
        return facts(document).document(pages)
    finally:
        document.close()


@contextmanager
def glanced_at(content: bytes, limits: DocumentLimits, look: Look) -> Iterator[Document | None]:
    """A PDF with many pages, each of which is read when it is asked for, as long as the context lasts; None where all
    of them have to be read at once.

    Raises:
        PaperError: It cannot be opened, or is larger than `limits`.
    """
    with closing(open_document(content)) as document:
        count = len(document)
        if not PDFIUM.glanced_at <= count <= limits.pages:
            yield None
            return
        marked = _marked(document, content)
        if marked.off:
            yield None
            return

        def read(number: int) -> Page:
            return _with_page(document, number - 1, limits, lambda page: page.read(marked.of_page(number)))

        glances: list[PageGlance | None] = []
        for index in range(count):
            glance = _with_page(document, index, limits, lambda page: page.glance(look))
            if glance == _ALL:
                yield None
                return
            glances.append(glance)
        pages = PagesOnDemand(read, range(1, count + 1))
        yield facts(document).document(pages)._replace(glances=tuple(glances))


def _read_annotated(content: bytes, limits: DocumentLimits, only: range | None) -> Document:
    """Read a PDF with form fields, text boxes or marks of reviewers."""
    by_reviewers = annotated(content)
    document = open_document(by_reviewers.content)
    try:
        marked = _marked(document, by_reviewers.content)
        pages = []
        for number in (index + 1 for index in wanted_pages(len(document), only)):
            own = marked.of_page(number)
            own = own._replace(crossed=(*by_reviewers.crossed.get(number, ()), *own.crossed))
            page = _with_page(document, number - 1, limits, methodcaller("read", own))
            notes = tuple(by_reviewers.notes.get(number, ()))
            pages.append(page._replace(notes=notes, has_ticks=number in by_reviewers.ticks))
        return facts(document).document(pages, by_reviewers.not_drawn(pages), tuple(sorted(by_reviewers.fields)))
    finally:
        document.close()


class _PageMarks(NamedTuple):
    """What a file says of the content of one page: the boxes in which tags, or reviewers, have struck words out, what
    stands on layers that are switched off, and its tags, where there are any."""

    crossed: Sequence[BBox] = ()
    off: OffContent = _NOTHING
    tags: PageTags | None = None


class _FileMarks(NamedTuple):
    """What a file says of the content of its pages: see `_PageMarks`."""

    crossed: Mapping[int, Sequence[BBox]]
    off: Mapping[int, OffContent]
    tags: FileTags | None

    def of_page(self, number: int) -> _PageMarks:
        """What it says of one page, counted from 1."""
        tags = self.tags.of_page(number) if self.tags is not None else None
        return _PageMarks(self.crossed.get(number, ()), self.off.get(number, _NOTHING), tags)


def _marked(document: Any, content: bytes) -> _FileMarks:
    is_tagged = bindings.FPDFCatalog_IsTagged(document)
    names = rare_names(content, (HAS_LAYERS, HAS_STRUCK_TAGS) if is_tagged else (HAS_LAYERS,))
    off = content_off(content) if HAS_LAYERS in names else {}
    struck = struck_by_tags(document) if HAS_STRUCK_TAGS in names else {}
    return _FileMarks(struck, off, FileTags(content) if is_tagged else None)


class Shown(NamedTuple):
    """What pdfplumber does not find out about a page: the words that are printed invisibly or clipped away, the boxes
    of shapes filled with a gradient, the words that something is painted over, the slope of its print, the boxes of
    what tags strike out, and the tags."""

    unseen: tuple[Word, ...] = ()
    gradients: tuple[BBox, ...] = ()
    covered: tuple[Word, ...] = ()
    slope: float = 0.0
    crossed: Sequence[BBox] = ()
    tags: PageTags | None = None


def what_shows(content: bytes, limits: DocumentLimits) -> list[Shown]:
    """What the second engine does not find out about each page, in order; an empty list where pdfium cannot read it."""
    try:
        document = open_document(content)
    except PaperError:
        return []
    try:
        marked = _marked(document, content)
        return [
            _with_page(document, number - 1, limits, methodcaller("shown", marked.of_page(number)))
            for number in range(1, min(len(document), limits.pages) + 1)
        ]
    except PaperError:
        return []
    finally:
        document.close()


def _with_page(document: Any, index: int, limits: DocumentLimits, read: Callable[[_Reader], _Read]) -> _Read:
    page = raw.load_page(ctypes.cast(document.raw, ctypes.c_void_p).value, index)
    if not page:
        raise DamagedPdfError("a page cannot be loaded", index + 1)
    try:
        text = raw.load_text(page)  # of a page that is loaded there is always one
        try:
            return read(_Reader(document.raw, page, text, index + 1, limits))
        finally:
            raw.close_text(text)
    finally:
        raw.close_page(page)


class _Style(NamedTuple):
    """What the characters of one text object share.

    `top` and `bottom` are those of its words as a reader sees them, from its baseline and font size; `top` is None
    where it is not written upright, or its size is unknown. `clip` is the box that its clip paths leave visible, None
    where they leave all of the page.
    """

    bold: bool = False
    ink: Ink = Ink.DARK
    top: float | None = None
    bottom: float = 0.0
    clip: BBox | None = None


_UNKNOWN = _Style()


class _Reader:
    """Reads one open page. Remembers which fonts are bold, because many text objects share one."""

    def __init__(self, document: Any, page: int, text: int, number: int, limits: DocumentLimits) -> None:
        self.document = document
        self.page, self.text, self.number, self.limits = page, raw.address(text), number, limits
        self.view = View.of(page)
        self.fonts: dict[int | None, bool] = {}
        self.homes: dict[int, Home] = {}
        self.boxes: tuple[Sequence[float], Sequence[float]] = ((), ())  # of words' first and last characters
        self.largest = 0.0  # the largest font size of level words, in points
        self.may_hide = False  # whether some word is not in dark ink, or not wholly on the page
        self.may_slope = False  # whether some visible word is not written along a side of the page

    def read_plain(self, marked: _PageMarks) -> Page | None:
        """Read the page as `read` does; None where it has annotations, which are to be drawn first."""
        return None if self.is_annotated() else self.read(marked)

    def is_annotated(self) -> bool:
        """Whether the page has annotations other than links. Most pages have none at all, which is quickly told."""
        return bool(raw.count_annotations(raw.address(self.page)) > 0 and has_annotations(self.page))

    def glance(self, look: Look) -> PageGlance | Literal["all"] | None:
        """What the page shows in its margins; None where only reading it tells. A file with annotations, or with a page
        askew, has to be read as a whole."""
        if self.is_annotated():
            return _ALL
        characters = self.characters()
        has_forms = holds_form(self.page, self.view, self.limits)
        if has_forms is None or not characters.strip() or _LETTER_LINES.search(characters):
            return None
        lines = [match.span() for match in _TEXT_LINE.finditer(characters)]
        head = look.share * self.view.height + look.beyond
        foot = self.view.height - head
        boxes = raw.loose_boxes(self.text, [start for start, _ in lines])
        spans: list[_Span] = []
        inner: list[str] = []
        asked: list[_Span] = []
        asked_lines: list[str] = []
        for (start, end), left, top, right, bottom in zip(
            lines, boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True
        ):
            down = self.view.down((left + right) / 2, (top + bottom) / 2)
            is_short = characters.count(" ", start, end) < look.running_words
            if not head < down < foot and (is_short or _DIGIT.search(characters, start, end)):
                spans += self.spans(characters, start, end)
                continue
            inner.append(characters[start:end])
            if look.asked.search(characters, start, end):
                asked_lines.append(inner[-1])
                asked += self.spans(characters, start, end) if self.may_have_gaps(characters, start, end) else ()
        items = self.items(spans)
        if self.raised(characters, spans, items):
            return None
        words, inks = self.words(characters, spans, items, drawn_once=not has_forms)
        asked_words, _ = self.words(characters, asked, self.items(asked), drawn_once=not has_forms)
        if self.may_slope:
            return _ALL
        if self.may_hide:
            return None
        if self.view.turns:
            words, _ = _rejoined(words, inks)
        return PageGlance(
            self.number, self.view.width, self.view.height, words, "".join(inner), asked_lines, asked_words
        )

    def may_have_gaps(self, characters: str, start: int, end: int) -> bool:
        """Whether a line may stand in several columns: its first and last characters are of different text objects, or
        it is short."""
        last = start + len(characters[start:end].rstrip()) - 1
        if characters.count(" ", start, last) < PDFIUM.short_line:
            return True
        return bool(raw.text_object(self.text, start) != raw.text_object(self.text, last))

    def read(self, marked: _PageMarks) -> Page:
        """Read the page."""
        crossed, off, tags = marked
        painted = read_drawing(self.page, self.view, self.number, self.limits, off.paths)
        drawing, images, forms, cut, self.homes = painted[:5]
        characters = _with_hyphens(self.characters())
        spans = self.spans(characters)
        off_words: list[Word] = []
        if off.letters:
            spans, off_words = self.without_off(characters, spans, off.letters)
        items = self.items(spans)
        raised = self.raised(characters, spans, items)
        marks: list[tuple[int, int]] = []
        if raised:
            characters = _with_superscripts(characters, raised)
            spans, marks = _without_marks(spans, raised)
            items = self.items(spans)
        words, inks = self.words(characters, spans, items, drawn_once=forms == 0)
        spans, covered = self.uncovered(characters, spans, painted)
        if covered:
            items = self.items(spans)
            words, inks = self.words(characters, spans, items, drawn_once=forms == 0)
        struck: list[Word] = []
        bars: list[BBox] = []
        level = [*drawing.rules, *drawing.short]
        if run_through_words(set(map(_bottom, words)), self.largest, level):
            bars = bars_through(map(_level_of, words), level)
        if bars or crossed:
            spans, struck_spans = self.struck(spans, items, bars, crossed, drawing, drawn_once=forms == 0)
            words, inks = self.words(characters, spans, self.items(spans), drawn_once=forms == 0)
            struck, _ = self.words(characters, struck_spans, self.items(struck_spans), drawn_once=forms == 0)
        if self.view.turns or _LETTER_LINES.search(characters):
            words, inks = _rejoined(words, inks)
        note_marks: list[Word] = []
        if raised:
            note_marks, _ = self.words(characters, marks, self.items(marks), drawn_once=forms == 0)
            words, inks = close_up(words, inks, note_marks)
        seen = self.seen(words, inks, drawing)
        if drawing.frames:
            drawing.without_fields(seen.words)
        kept = Kept(seen.words, drawing.marks)
        if struck or covered or off_words:
            kept = without_bullets(seen.words, struck, [*covered, *off_words], drawing.marks)
        return Page(
            number=self.number,
            width=self.view.width,
            height=self.view.height,
            words=tuple(kept.words),
            rules=tuple(drawing.rules),
            marks=tuple(kept.marks),
            hidden=seen.hidden,
            images=images,
            pictures=tuple(drawing.pictures),
            note_marks=tuple(note_marks),
            cut=cut,
            fills=tuple(drawing.fills),
            shades=tuple(drawing.shades),
            slants=tuple(drawing.slants),
            struck=tuple(kept.struck),
            covered=tuple(word[:4] for word in covered),
            off=tuple(word[:4] for word in off_words),
            slope=self.slope(spans),
            tags=tags,
        )

    def slope(self, spans: Sequence[_Span]) -> float:
        """The angle at which most words are written, as `Page` has it."""
        return slope_of(raw.char_place(self.text, start)[:2] for start, _ in spans) if self.may_slope else 0.0

    def seen(self, words: Sequence[Word], inks: Sequence[Ink], drawing: Drawing) -> Seen:
        """The words that a reader sees, and the others."""
        if not self.may_hide:
            return Seen(tuple(words), ())
        white = [word for word, ink in zip(words, inks, strict=True) if ink is Ink.WHITE]
        drawing.gradients += dark_ground(white, drawing.white, self.page, self.view)
        return split_hidden(words, inks, drawing, self.view.width, self.view.height)

    def prints(self, spans: Sequence[_Span], items: Sequence[int | None]) -> list[Print]:
        """Spans of characters as print: each with its text object and its box in pdfium's points."""
        first = raw.loose_boxes(self.text, [start for start, _ in spans])
        last = raw.loose_boxes(self.text, [end - 1 for _, end in spans])
        return [
            Print(item, (left, bottom, right if right > left else first_right, top))
            for item, left, top, first_right, bottom, right in zip(
                items, first[0::4], first[1::4], first[2::4], first[3::4], last[2::4], strict=True
            )
        ]

    def uncovered(self, characters: str, spans: list[_Span], painted: Painted) -> tuple[list[_Span], list[Word]]:
        """The spans of the words that were made last without what is painted over, and the words that this makes."""
        items = self.items(spans) if painted.fills else []
        if not painted.fills or not may_cover(painted, items, *self.boxes):
            return spans, []
        covers = covers_of(painted, self.prints(spans, items), self.document)
        if not covers:
            return spans, []
        places = [place for start, end in spans for place in range(start, end)]
        objects = [item for (start, end), item in zip(spans, items, strict=True) for _ in range(start, end)]
        letters = self.prints([(place, place + 1) for place in places], objects)
        hidden = hidden_under(covers, letters, painted)
        kept, gone = _apart(spans, {place for place, is_hidden in zip(places, hidden, strict=True) if is_hidden})
        return kept, self.words(characters, gone, self.items(gone), drawn_once=painted.forms == 0)[0]

    def without_off(
        self, characters: str, spans: list[_Span], off: Sequence[OffLetter]
    ) -> tuple[list[_Span], list[Word]]:
        """The spans of words without letters on layers that are switched off, and the words that these make."""
        places = [place for start, end in spans for place in range(start, end)]
        boxes = raw.loose_boxes(self.text, places)
        letters = [
            (characters[place], self.view.box(left, bottom, right, top))
            for place, left, top, right, bottom in zip(
                places, boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True
            )
        ]
        kept, gone = _apart(spans, {places[at] for at in places_off(letters, off)})
        return kept, self.words(characters, gone, self.items(gone), drawn_once=False)[0]

    def struck(
        self,
        spans: Sequence[_Span],
        items: Sequence[int | None],
        bars: Sequence[BBox],
        crossed: Sequence[BBox],
        drawing: Drawing,
        *,
        drawn_once: bool,
    ) -> tuple[list[_Span], list[_Span]]:
        """The spans of words without what bars strike out, and the spans of that; the drawing loses the bars."""
        heights = [(top + bottom) / 2 for _, top, _, bottom in (*bars, *crossed)]
        places: list[int] = []
        letters: list[Letter] = []
        styles = self.styles([start for start, _ in spans], items, drawn_once=drawn_once)
        for (start, end), style in zip(spans, styles, strict=True):
            if style.top is not None and any(style.top < height < style.bottom for height in heights):
                boxes = raw.loose_boxes(self.text, range(start, end))
                for place in range(end - start):
                    left, top, right, bottom = boxes[4 * place : 4 * place + 4]
                    x0, _, x1, _ = self.view.box(left, bottom, right, top)
                    letters.append(Letter(x0, x1, style.top, style.bottom))
                places += range(start, end)
        strikes = struck_letters(letters, bars, crossed, drawing.rules)
        drawing.without(strikes.bars)
        gone = {places[letter] for letter in strikes.letters}
        return _apart(spans, gone)

    def shown(self, marked: _PageMarks) -> Shown:
        """Read what the second engine does not find out about the page by itself."""
        crossed, off, tags = marked
        painted = read_drawing(self.page, self.view, self.number, self.limits, off.paths)
        drawing, _, forms, _, self.homes = painted[:5]
        characters = self.characters()
        spans = self.spans(characters)
        words, inks = self.words(characters, spans, self.items(spans), drawn_once=forms == 0)
        spans, covered = self.uncovered(characters, spans, painted)
        if covered:
            words, inks = self.words(characters, spans, self.items(spans), drawn_once=forms == 0)
        unseen = [pair for pair in zip(words, inks, strict=True) if pair[1] >= Ink.INVISIBLE]
        words, inks = [word for word, _ in unseen], [ink for _, ink in unseen]
        hidden = split_hidden(words, inks, drawing, self.view.width, self.view.height).hidden
        return Shown(hidden, tuple(drawing.gradients), tuple(covered), self.slope(spans), crossed, tags)

    def words(
        self, characters: str, spans: Sequence[_Span], items: Sequence[int | None], *, drawn_once: bool
    ) -> tuple[list[Word], list[Ink]]:
        """The words of spans of characters, and the ink of each.

        Words drawn again on themselves for bold are left out; pdfium drops such letters only one by one.

        Args:
            characters: The page's text.
            spans: Where its words begin and end.
            items: The text objects that the spans begin in.
            drawn_once: Whether each text object has one place on the page; one in a form object may be drawn at many.
        """
        starts = [start for start, _ in spans]
        self.boxes = first, last = self.end_boxes(spans, items)
        words: list[Word] = []
        inks: list[Ink] = []
        places: dict[str, tuple[float, float]] = {}  # of each text's first word
        again: dict[str, list[tuple[float, float]]] = {}  # of its further words
        turned, edge, width, height = self.view.turns != 0, self.view.left, self.view.width, self.view.height
        near = PDFIUM.drawn_again
        for text, style, left, right, last_left, last_right, index in zip(
            _texts(characters, spans),
            self.styles(starts, items, drawn_once=drawn_once),
            first[0::4],
            first[2::4],
            last[0::4],
            last[2::4],
            range(0, 4 * len(spans), 4),
            strict=True,
        ):
            if not text:
                continue
            bold, ink, top, bottom, clip = style
            if turned or top is None or last_right <= last_left:
                x0, top, x1, bottom = self.box(first[index : index + 4], last[index : index + 4], style)
            else:
                x0 = (left if left < last_left else last_left) - edge
                x1 = (last_right if last_right > right else right) - edge
            if clip is not None and is_clipped((x0 + x1) / 2, (top + bottom) / 2, clip):
                ink = Ink.CLIPPED
            place = x0, bottom
            if (before := places.setdefault(text, place)) is not place:
                others = again.setdefault(text, [before])
                for x, y in others:
                    if -near < x0 - x < near and -near < bottom - y < near:
                        break
                else:
                    others.append(place)
                    before = None
                if before is not None:
                    continue
            words.append(_new(Word, (x0, top, x1, bottom, text, bold)))
            inks.append(ink)
            if ink or not (0 <= x0 <= x1 <= width and 0 <= top <= bottom <= height):
                self.may_hide = True
        return words, inks

    def end_boxes(self, spans: Sequence[_Span], items: Sequence[int | None]) -> tuple[array[float], array[float]]:
        """The loose boxes of the first and of the last characters of words."""
        starts, ends = [start for start, _ in spans], [end - 1 for _, end in spans]
        first, last = raw.loose_boxes(self.text, starts), raw.loose_boxes(self.text, ends)
        if self.homes:
            self.bring_home(first, starts, items)
            self.bring_home(last, ends, list(map(raw.text_object, repeat(self.text), ends)))
        return first, last

    def bring_home(self, boxes: array[float], places: Sequence[int], items: Sequence[int | None]) -> None:
        """Move the loose boxes of letters to where they stand on the page. pdfium gives those of an ActualText, as
        ligatures have one, in the space of the form object that they are printed in."""
        for at, (place, item) in enumerate(zip(places, items, strict=True)):
            home = self.homes.get(item) if item is not None else None
            if home is not None and self.is_astray(place, home):
                left, top, right, bottom = boxes[4 * at : 4 * at + 4]
                left, bottom, right, top = moved((left, bottom, right, top), home.space)
                boxes[4 * at : 4 * at + 4] = array("f", (left, top, right, bottom))

    def is_astray(self, place: int, home: Home) -> bool:
        """Whether the place of a character is told in the space of its form object: it then stands on the baseline that
        its transformation gives when it is moved by that of the form."""
        a, b, _, _, e, f = raw.char_matrix(self.text, place)
        *_, x, y = raw.char_place(self.text, place)
        length = math.hypot(a, b)
        if not length:
            return False
        off, off_moved = (
            abs((right - e) * b - (up - f) * a) / length for right, up in ((x, y), point(x, y, home.space))
        )
        return off > PDFIUM.same_baseline >= off_moved

    def items(self, spans: Sequence[_Span]) -> list[int | None]:
        """The text objects that spans of characters begin in."""
        return list(map(raw.text_object, repeat(self.text), [start for start, _ in spans]))

    def raised(self, characters: str, spans: Sequence[_Span], items: Sequence[int | None]) -> list[Raised]:
        """The page's raised figures.

        Each is a text object of its own: so only words that begin and end in different ones are looked at, and figures
        in another one than the word before them.
        """
        places = [
            place
            for place, (start, end) in enumerate(spans)
            if (last := characters[end - 1]) in FIGURES
            or characters[start] in DIGITS
            or (last in CLOSING and characters[end - 2] in FIGURES)
        ]
        ends = map(raw.text_object, repeat(self.text), [spans[place][1] - 1 for place in places])
        suspects = [
            spans[place]
            for place, last in zip(places, ends, strict=True)
            if items[place] != last or (items[place] != items[place - 1] and is_figure(characters, *spans[place]))
        ]
        if any(letter in characters for letter in SUPERSCRIPTS):
            suspects = list(spans)
        return raised_runs(characters, suspects, self.level)

    def level(self, index: int) -> Level | None:
        """Where a character stands; None where it is not written level."""
        a, b, c, d, x, y = raw.char_place(self.text, index)
        size = raw.char_font_size(self.text, index) * math.hypot(c, d)
        if not size or _quarter_turns(a, b, self.view.turns) != 0:
            return None
        left, top, right, bottom = raw.loose_boxes(self.text, (index,))
        x0, _, x1, _ = self.view.box(left, bottom, right, top)
        return Level(size, x0, x1, self.view.down(x, y))

    def spans(self, characters: str, begin: int = 0, end: int = sys.maxsize) -> list[_Span]:
        """Where each of the words among the page's characters begins and ends, from one place up to another."""
        pattern = _WORD if any(special in characters for special in _SPECIAL) else _PLAIN_WORD
        spans = [match.span() for match in pattern.finditer(characters, begin, end)]
        breaks = self.breaks(characters, begin, end)
        return list(_parted(spans, breaks)) if breaks else spans

    def breaks(self, characters: str, begin: int, end: int) -> list[int]:
        """The places behind punctuation where the page has white but pdfium's text no space: it drops some of them."""
        places = [match.end() for match in _INNER.finditer(characters, begin, end)]
        before = raw.loose_boxes(self.text, [place - 1 for place in places])
        after = raw.loose_boxes(self.text, places)
        return [
            place
            for place, top, right, bottom, left in zip(
                places, before[1::4], before[2::4], before[3::4], after[0::4], strict=True
            )
            if (gap := left - right) > PDFIUM.lost_space * (top - bottom)
            and not (characters[place - 1] not in _STOPS and self.is_spaced_out(place, gap, characters))
        ]

    def is_spaced_out(self, place: int, gap: float, characters: str) -> bool:
        """Whether white between two letters is letter-spacing: there is as much on the other side of one of them."""
        for before in (place - 2, place):
            pair = characters[before : before + 2] if before >= 0 else ""
            if len(pair) == 2 and pair.isprintable() and " " not in pair:
                _, _, right, _, left, *_ = raw.loose_boxes(self.text, (before, before + 1))
                if left - right > gap / 2:
                    return True
        return False

    def characters(self) -> str:
        """The page's text, with one Python character for each of pdfium's.

        Raises:
            TooComplexError: It has more characters than the limits allow.
        """
        count = max(raw.count_chars(self.text), 0)
        if count > self.limits.characters_per_page:
            raise TooComplexError(f"{count} characters on one page", self.number)
        text = raw.whole_text(self.text, count)
        if len(text) == count:
            return text
        codes = (raw.get_unicode(self.text, index) for index in range(count))
        return LONE_SURROGATE.sub("\ufffd", "".join(chr(code) if code < 0x110000 else " " for code in codes))

    def box(self, first: Sequence[float], last: Sequence[float], style: _Style) -> BBox:
        """A word's box as a reader sees it, from the boxes of its first and its last character.

        It is as wide as they are, and as high as its font: by their glyphs, words of one line would differ in height,
        and some fonts have absurd ones.
        """
        if last[2] <= last[0] and last[1] <= last[3]:  # a hyphen pdfium made up has no box
            last = first
        left, right = min(first[0], last[0]), max(first[2], last[2])
        x0, top, x1, bottom = self.view.box(left, min(first[3], last[3]), right, max(first[1], last[1]))
        return (x0, top, x1, bottom) if style.top is None else (x0, style.top, x1, style.bottom)

    def styles(self, starts: Sequence[int], items: Sequence[int | None], *, drawn_once: bool) -> list[_Style]:
        """The style of the text object that each word begins in."""
        if not drawn_once:
            return [self.style(item, start) for item, start in zip(items, starts, strict=True)]
        begins = dict(zip(reversed(items), reversed(starts), strict=True))
        styles = {item: self.style(item, start) for item, start in begins.items()}
        return [styles[item] for item in items]

    def style(self, item: int | None, index: int) -> _Style:
        """The style of a text object, from its character at `index`."""
        if item is None:
            return _UNKNOWN
        handle = raw.address(item)
        bold = self.is_bold(raw.object_font(handle))
        a, b, c, d, x, y = raw.char_place(self.text, index)
        if self.homes and item in self.homes and self.is_astray(index, self.homes[item]):
            x, y = point(x, y, self.homes[item].space)
        colour, alpha = raw.fill_with_alpha(handle)
        is_seen = alpha >= PDFIUM.faintest and raw.render_mode(handle) not in raw.INVISIBLE
        ink = ink_of(colour) if is_seen else Ink.INVISIBLE
        if a and b and ink is not Ink.INVISIBLE:
            self.may_slope = True
        clip = clip_of(handle, self.homes.get(item, ON_PAGE))
        seen = None if clip is None else self.view.box(*clip)
        size = raw.char_font_size(self.text, index) * math.hypot(c, d)
        is_level = not b and a > 0 and not self.view.turns  # as most print is
        if not size or not (is_level or _quarter_turns(a, b, self.view.turns) == 0):
            return _Style(bold, ink, clip=seen)
        baseline = self.view.down(x, y)
        if size > self.largest:
            self.largest = size
        return _new(_Style, (bold, ink, baseline - ASCENT * size, baseline + DESCENT * size, seen))

    def is_bold(self, font: int | None) -> bool:
        """Whether a font is bold by its name."""
        if font not in self.fonts:
            name = raw.font_name(font).lower()
            self.fonts[font] = "bold" in name or "black" in name
        return self.fonts[font]


def _without_marks(spans: Iterable[_Span], raised: Iterable[Raised]) -> tuple[list[_Span], list[_Span]]:
    """The spans of words without the marks of footnotes, and the spans of these."""
    apart = [run for run in raised if run.kind is not Kind.POWER]
    marks = [(run.start, run.end) for run in apart if run.kind is Kind.MARK]
    parted = _parted(spans, sorted({place for run in apart for place in (run.start, run.end)}))
    gone = set(marks)
    return [span for span in parted if span not in gone], marks


def _with_superscripts(text: str, raised: Iterable[Raised]) -> str:
    """A page's text, with raised figures other than marks as superscripts: `m²` where it has `m2`."""
    for start, end, kind in raised:
        if kind is not Kind.MARK:
            text = text[:start] + text[start:end].translate(TO_SUPERSCRIPT) + text[end:]
    return text


def _with_hyphens(text: str) -> str:
    """A page's text, with hyphens for soft hyphens where words contain no others: its font then maps both to one."""
    if "\u00ad" in text and _SOFT_WITHIN.search(text) and not _HARD_WITHIN.search(text):
        return text.replace("\u00ad", "-")
    return text


def _texts(characters: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The words as a reader would write them; an empty text where nothing of a word can be seen."""
    texts = [characters[start:end] for start, end in spans]
    if not "".join(texts).isprintable():
        texts = [text if text.isprintable() else _with_hyphen(text).translate(_IGNORED) for text in texts]
    return [text.translate(SWAPPED) for text in texts] if IS_SWAPPED.search(characters) else texts


def _with_hyphen(text: str) -> str:
    """A word with its hyphen, where its last character is what pdfium has for the hyphen that ends a line."""
    if text[-1] in _LINE_END_HYPHENS:
        return text[:-1] + "-"
    return text[:-1] + "\u00ad" if text[-1] == "\x00" and len(text) > 1 else text


def _parted(spans: Iterable[_Span], breaks: Sequence[int]) -> Iterable[_Span]:
    """Spans parted at the places that lie within one."""
    for start, end in spans:
        places = [start, *(place for place in breaks if start < place < end), end]
        yield from pairwise(places)


def _apart(spans: Iterable[_Span], gone: Collection[int]) -> tuple[list[_Span], list[_Span]]:
    """Spans without characters at some places, and the spans of these."""
    edges = sorted({place for at in gone for place in (at, at + 1) if (place in gone) != (place - 1 in gone)})
    parted = list(_parted(spans, edges))
    return [span for span in parted if span[0] not in gone], [span for span in parted if span[0] in gone]


def _rejoined(words: Iterable[Word], inks: Iterable[Ink]) -> tuple[list[Word], list[Ink]]:
    """Words that pdfium has parted letter by letter, put together where no white lies between the letters.

    It parts those of turned pages, and of pages whose short words stand in wide columns with their letters drawn one by
    one, as browsers draw them.
    """
    joined: list[Word] = []
    kept: list[Ink] = []
    for word, ink in sorted(zip(words, inks, strict=True), key=lambda pair: (round(pair[0].bottom), pair[0].x0)):
        last = joined[-1] if joined else None
        near = (
            last is not None
            and abs(last.bottom - word.bottom) < PDFIUM.same_baseline
            and -PDFIUM.same_baseline < word.x0 - last.x1 < PDFIUM.inside_word * (word.bottom - word.top)
        )
        if last is not None and near:
            joined[-1], kept[-1] = last._replace(x1=word.x1, text=last.text + word.text), ink
        else:
            joined.append(word)
            kept.append(ink)
    return joined, kept


def _quarter_turns(a: float, b: float, page_turns: int) -> int | None:
    """How many quarter turns clockwise writing is turned, as a reader sees the page; None where it slopes."""
    if abs(b) > abs(a) * PDFIUM.slope and abs(a) > abs(b) * PDFIUM.slope:
        return None
    writing = (0 if a >= 0 else 2) if abs(a) > abs(b) else (3 if b > 0 else 1)
    return (writing + page_turns) % 4
