"""The second engine: pdfplumber, which is slower and built on another library, and so can check the first."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.encodingdb import EncodingDB
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils import cluster_objects, extract_words
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from risktrail.ingest.errors import (
    DamagedPdfError,
    EmptyPaperError,
    EncryptedForReadersError,
    PaperError,
    PasswordProtectedError,
    TooComplexError,
    TooLargeError,
)
from risktrail.ingest.pdf.annotations import Annotated, annotated, is_annotated
from risktrail.ingest.pdf.engine_settings import PDFPLUMBER
from risktrail.ingest.pdf.geometry import bounds_of, intersection
from risktrail.ingest.pdf.layers import OffContent, OffLetter, OffShape, content_off, is_taken, places_off
from risktrail.ingest.pdf.page import (
    ASCENT,
    DESCENT,
    LONE_SURROGATE,
    SUPERSCRIPTS,
    SWAPPED,
    Document,
    DocumentLimits,
    Page,
    Word,
    wanted_pages,
)
from risktrail.ingest.pdf.pdfium_document import facts_of
from risktrail.ingest.pdf.pdfium_engine import Shown, what_shows
from risktrail.ingest.pdf.pdfplumber_colours import convert_inks
from risktrail.ingest.pdf.raised_figures import (
    TO_SUPERSCRIPT,
    Kind,
    Level,
    close_up,
    raised_runs,
)
from risktrail.ingest.pdf.rare_names import HAS_LAYERS, rare_names
from risktrail.ingest.pdf.shapes import Colour, Drawing, Ink, ink_of, split_hidden
from risktrail.ingest.pdf.struck_words import Kept, Letter, Strikes, bars_through, struck_letters, without_bullets
from risktrail.schema.report import BBox

_Char = dict[str, Any]
_LETTER, _LEVEL, _PLACE = itemgetter("upright", "text", "size"), itemgetter("doctop"), itemgetter("doctop", "x0")
_TEXT_WORD = re.compile(r"\S+")
_SHIFTED = re.compile(r"st|nd|rd|th|\d{1,2}")
_CID = re.compile(r"\(cid:(\d+)\)")
_BULLET_CODE = 127  # Word's bullet in WinAnsi, which pdfminer leaves unmapped
_SYMBOLS = ("dingbats", "wingdings", "webdings", "symbol")
_DINGBATS = {"l": "●", "n": "■", "o": "❏", "u": "◆", "v": "❖", "m": "❍"}
_IGNORED: dict[int, str | None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_IGNORED |= {0: "\u00ad"}  # a hyphen without a letter's code, as LibreOffice ends a line with
_IGNORED |= {0xFFFF: "\ufffd"} | SWAPPED
convert_inks()
EncodingDB.encodings["WinAnsiEncoding"][0xAD] = "-"  # ISO 32000-1, annex D.2, note 6; pdfminer has a space there


def read_document(content: bytes, limits: DocumentLimits, only: range | None = None) -> Document:
    """Read every page of a PDF, or `only` some, counted from 1.

    Raises:
        PaperError: It cannot be opened, or is larger than `limits`.
    """
    try:
        marked = annotated(content) if is_annotated(content) else Annotated(content, {}, {}, {}, set())
        with pdfplumber.open(io.BytesIO(marked.content), unicode_norm="NFC") as document:
            count = len(document.pages)
            if count > limits.pages:
                raise TooLargeError(f"{count} pages, more than the limit of {limits.pages}")
            if count == 0:
                raise EmptyPaperError("a PDF without pages")
            shown = what_shows(marked.content, limits)
            off = content_off(marked.content) if rare_names(marked.content, (HAS_LAYERS,)) else {}
            pages = [
                _read_page(
                    document.pages[index],
                    limits,
                    shown[index] if index < len(shown) else Shown(),
                    marked,
                    off.get(index + 1, OffContent()),
                )
                for index in wanted_pages(count, only)
            ]
            return facts_of(content).document(pages, marked.not_drawn(pages), tuple(sorted(marked.fields)))
    except (PdfminerException, MalformedPDFException, PDFException, PSException) as error:
        raise _opening_error(error) from error
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        ArithmeticError,
    ) as error:
        raise DamagedPdfError("its inner structure is damaged") from error


def _opening_error(error: Exception) -> PaperError:
    causes = (error, *error.args)
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return PasswordProtectedError("asks for a password")
    if any(isinstance(cause, PDFEncryptionError) for cause in causes):
        return EncryptedForReadersError("encrypted, so that only certain readers can open it")
    return DamagedPdfError("cannot be opened as a PDF")


def _read_page(page: Any, limits: DocumentLimits, shown: Shown, marked: Annotated, off: OffContent) -> Page:
    """Read a page.

    Args:
        page: The page as pdfplumber has it.
        limits: How much of it is read.
        shown: What pdfplumber does not find out about it: words that no reader sees, and gradients.
        marked: What reviewers have marked and written.
        off: What stands on layers that are switched off.
    """
    try:
        if len(page.chars) > limits.characters_per_page:
            raise TooComplexError(f"{len(page.chars)} characters on one page", page.page_number)
        drawing, cut = _drawing(page, limits, [*off.pieces])
        chars, off_chars = _without_off(page, off.letters)
        off_words = [word for word, _ in _read_words(page, off_chars)]
        chars = _without_covered(page, chars, shown.covered)
        crossed = (*marked.crossed.get(page.page_number, ()), *shown.crossed)
        chars, struck_chars = _without_struck(page, chars, crossed, drawing)
        found, across, note_marks = _words(page, chars)
        struck = [word for word, _ in _read_words(page, struck_chars)]
        words, inks = [word for word, _ in found], [ink for _, ink in found]
        if note_marks or any(word.text[0] in SUPERSCRIPTS for word in words):
            words, inks = close_up(words, inks, note_marks)
        drawing.gradients += shown.gradients
        inks = [Ink.CLIPPED if _is_among(word, shown.unseen) else ink for word, ink in zip(words, inks, strict=True)]
        _, _, width, height = _shown_box(page)
        seen = split_hidden(words, inks, drawing, width, height)
        if drawing.frames:
            drawing.without_fields(seen.words)
        kept = Kept(seen.words, drawing.marks)
        if struck or shown.covered or off_words:
            kept = without_bullets(seen.words, struck, [*shown.covered, *off_words], drawing.marks)
        return Page(
            number=page.page_number,
            width=width,
            height=height,
            words=tuple(kept.words),
            rules=tuple(drawing.rules),
            marks=tuple(kept.marks),
            hidden=seen.hidden,
            images=len(drawing.pictures),
            pictures=tuple(drawing.pictures),
            across=across,
            note_marks=note_marks,
            cut=cut,
            fills=tuple(drawing.fills),
            shades=tuple(drawing.shades),
            slants=tuple(drawing.slants),
            struck=tuple(kept.struck),
            covered=tuple(word[:4] for word in shown.covered),
            off=tuple(word[:4] for word in off_words),
            notes=tuple(marked.notes.get(page.page_number, ())),
            has_ticks=page.page_number in marked.ticks,
            slope=shown.slope,
            tags=shown.tags,
        )
    finally:
        page.close()  # or every page's objects stay in memory


def _shown_box(page: Any) -> tuple[float, float, float, float]:
    """Where what is shown of a page begins, in pdfplumber's points from its left and top, and its width and height.

    pdfplumber gives the whole page (its MediaBox), and the part that is shown (its CropBox) wrongly on turned pages.
    """
    whole, shown = (_ordered(box) for box in (page.page_obj.mediabox, page.page_obj.cropbox))
    part = intersection(whole, shown)
    if part[0] >= part[2] or part[1] >= part[3]:
        part = whole
    left, bottom, right, top = (abs(one - other) for one, other in zip(part, whole, strict=True))
    turns = round(page.rotation / 90) % 4
    x, y = ((left, top), (bottom, left), (right, bottom), (top, right))[turns]
    size = (part[2] - part[0], part[3] - part[1])
    return (float(page.bbox[0]) + x, float(page.bbox[1]) + y, *(size if turns % 2 == 0 else size[::-1]))


def _ordered(box: Sequence[float]) -> BBox:
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_among(word: Word, others: Sequence[Word]) -> bool:
    """Whether a word is one of others, or a part of one, as the other engine has them."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(
        other.x0 <= x <= other.x1
        and other.top <= y <= other.bottom
        and (word.text in other.text or other.text in word.text)
        for other in others
    )


def _without_off(page: Any, off: Sequence[OffLetter]) -> tuple[list[_Char], list[_Char]]:
    """The page's characters without those on layers that are switched off, and these."""
    if not off:
        return page.chars, []
    left, top, _, _ = _shown_box(page)
    gone = places_off([(char["text"], _moved(char, left, top)) for char in page.chars], off)
    chars = list(enumerate(page.chars))
    return [char for place, char in chars if place not in gone], [char for place, char in chars if place in gone]


def _without_covered(page: Any, chars: list[_Char], covered: Sequence[Word]) -> list[_Char]:
    """Characters of a page without those of words that something is painted over.

    Other words may be printed in the same place: so the letters are taken in the order in which they are printed, and
    by their places alone only where they differ from what the other engine has.
    """
    left, edge, _, _ = _shown_box(page)
    letters = [char for char in chars if not char["text"].isspace()] if covered else []
    gone: set[int] = set()
    for word in covered:
        within = [char for char in letters if id(char) not in gone and _is_within(char, word, left, edge)]
        text = "".join(char["text"] for char in within)
        start = text.find(word.text) if len(text) == len(within) else -1
        gone.update(map(id, within[start : start + len(word.text)] if start >= 0 else within))
    return [char for char in chars if id(char) not in gone] if gone else chars


def _is_within(char: _Char, word: Word, left: float, edge: float) -> bool:
    """Whether the middle of a character lies in a word's box."""
    x, y = (char["x0"] + char["x1"]) / 2 - left, (char["top"] + char["bottom"]) / 2 - edge
    return bool(word.x0 <= x <= word.x1 and word.top <= y <= word.bottom)


def _without_struck(
    page: Any, chars: Sequence[_Char], crossed: Sequence[BBox], drawing: Drawing
) -> tuple[list[_Char], list[_Char]]:
    """Characters without those that bars strike out, and these; the drawing loses the bars."""
    left, edge, _, _ = _shown_box(page)
    letters: list[Letter] = []
    places: list[int] = []
    for place, char in enumerate(chars):
        if char["upright"] and not char["text"].isspace():
            top, bottom = _height(char, 0.0, 0.0)
            letters.append(Letter(float(char["x0"]) - left, float(char["x1"]) - left, top - edge, bottom - edge))
            places.append(place)
    bars = bars_through(((letter.top, letter.bottom) for letter in letters), drawing.rules + drawing.short)
    strikes = struck_letters(letters, bars, crossed, drawing.rules) if bars or crossed else Strikes()
    drawing.without(strikes.bars)
    gone = {places[letter] for letter in strikes.letters}
    struck = [chars[place] for place in sorted(gone)]
    return [char for place, char in enumerate(chars) if place not in gone], struck


def _words(page: Any, chars: list[_Char]) -> tuple[list[tuple[Word, Ink]], tuple[Word, ...], tuple[Word, ...]]:
    """The page's words with their ink, those that are turned sideways, and the marks of footnotes.

    Letters that lie across others are read apart, or they would come between these.
    """
    ghosts = _ghost_spaces(chars)
    chars = _without_doubles([char for char in chars if id(char) not in ghosts])
    marks, leads, chars = _without_marks(chars)
    note_marks = tuple(word for mark in marks for word, _ in _read_words(page, mark))
    words, across = _level_words(page, chars)
    return words + [word for lead in leads for word in _read_words(page, lead)], across, note_marks


def _without_marks(chars: list[_Char]) -> tuple[list[list[_Char]], list[list[_Char]], list[_Char]]:
    """The marks of footnotes, the figures before the footnotes themselves, and the other characters.

    Among these, raised figures other than marks are superscripts: `m²` for `m2`.
    """
    text, at = _with_line_ends(chars)
    marks: list[list[_Char]] = []
    leads: list[list[_Char]] = []
    changed: dict[int, _Char] = {}
    for start, end, kind in raised_runs(
        text, [match.span() for match in _TEXT_WORD.finditer(text)], _levels(chars, at)
    ):
        run = chars[at[start] : at[end - 1] + 1]
        if kind is Kind.MARK:
            marks.append(run)
        else:
            run = [{**char, "text": char["text"].translate(TO_SUPERSCRIPT)} for char in run]
            if kind is Kind.LEAD:
                leads.append(run)
        changed.update(zip(range(at[start], at[end - 1] + 1), run, strict=True))
    apart = {id(char) for run in (*marks, *leads) for char in run}
    rest = [changed.get(place, char) for place, char in enumerate(chars)] if changed else chars
    return marks, leads, [char for char in rest if id(char) not in apart]


def _with_line_ends(chars: list[_Char]) -> tuple[str, list[int]]:
    """The characters as text, with a line end before each that does not follow on the one before it; and for each
    character of that text its index in `chars`."""
    text: list[str] = []
    at: list[int] = []
    for place, char in enumerate(chars):
        before = chars[place - 1] if place else char
        if (
            not -PDFPLUMBER.overlap < char["x0"] - before["x1"] < PDFPLUMBER.word_gap * before["size"]
            or abs(char["top"] - before["top"]) > char["size"]
        ):
            text.append("\n")
            at.append(place)
        text.append(char["text"] if len(char["text"]) == 1 else "\ufffd")
        at.append(place)
    return "".join(text), at


def _levels(chars: list[_Char], at: list[int]) -> Callable[[int], Level | None]:
    """A function that tells where the character at an index of the text stands.

    A font's depth below its baseline is taken from most of its characters: pdfminer has no other way to tell how high
    print is raised.
    """
    depths: dict[str, Counter[float]] = {}
    for char in chars:
        depths.setdefault(char["fontname"], Counter())[_depth(char)] += 1
    usual = {font: counts.most_common(1)[0][0] for font, counts in depths.items()}

    def level(index: int) -> Level | None:
        char = chars[at[index]]
        if not char["upright"] or not char["size"] or _is_sloping(char):
            return None
        size = float(char["size"])
        down = float(char["bottom"]) + usual[char["fontname"]] * size
        return Level(size, float(char["x0"]), float(char["x1"]), down)

    return level


def _depth(char: _Char) -> float:
    """How far above its baseline a character's box begins, as a share of its size; negative where it begins below."""
    return round((float(char["y0"]) - float(char["matrix"][5])) / (float(char["size"]) or 1.0), 3)


def _is_sloping(char: _Char) -> bool:
    """Whether a character is not written level: it slopes, or is turned sideways."""
    return bool(abs(char["matrix"][1]) > PDFPLUMBER.slope * abs(char["matrix"][0]))


def _level_words(page: Any, chars: list[_Char]) -> tuple[list[tuple[Word, Ink]], tuple[Word, ...]]:
    """The words in lines, and those turned sideways; on a page that is mostly turned, all are in lines."""
    turned = list(filter(_is_sloping, chars))
    if 2 * len(turned) >= len(chars):
        return _read_words(page, chars), ()
    away = {id(char) for char in turned}
    limit = PDFPLUMBER.large * median(char["size"] for char in chars)
    large = [char for char in chars if char["size"] > limit and id(char) not in away]
    away.update(map(id, large))
    words = _read_words(page, [char for char in chars if id(char) not in away] if away else chars)
    return words + _read_words(page, large), tuple(_turned_words(page, turned))


def _are_small_capitals(small: Word, word: Word) -> bool:
    """Whether a word is the small capitals of another, which ends with a larger one: both stand on one baseline."""
    height, low = word.bottom - word.top, small.bottom - small.top
    shift = (word.bottom - DESCENT * height) - (small.bottom - DESCENT * low)
    return (
        low < PDFPLUMBER.part_size * height
        and abs(small.x0 - word.x1) < PDFPLUMBER.part_gap * height
        and abs(shift) < PDFPLUMBER.same_baseline
        and word.text[-1].isupper()
    )


def _turned_words(page: Any, chars: list[_Char]) -> Iterator[Word]:
    """Words turned sideways, they and their letters in the order in which they are read."""
    up = [char for char in chars if char["matrix"][1] > 0]
    down = [char for char in chars if char["matrix"][1] <= 0]
    for word, _ in sorted(_read_words(page, up), key=lambda found: (round(found[0].x0), -found[0].bottom)):
        is_upright = len(word.text) > 2 and abs(word.x1 - word.x0) > word.bottom - word.top  # `of` is as wide as high
        yield word if is_upright else word._replace(text=word.text[::-1])
    yield from (word for word, _ in _read_words(page, down))


def _read_words(page: Any, chars: list[_Char]) -> list[tuple[Word, Ink]]:
    gap = PDFPLUMBER.word_gap if any(char["text"] == " " for char in chars) else PDFPLUMBER.word_gap_without_spaces
    found = extract_words(
        chars, x_tolerance_ratio=gap, y_tolerance=PDFPLUMBER.line_shift, return_chars=True, expand_ligatures=True
    )
    within = {character for item in found for character in item["text"][1:-1]}
    if "\u00ad" in within and "-" not in within:  # its font tells no hyphen from a soft one
        found = [{**item, "text": item["text"].replace("\u00ad", "-")} for item in found]
    left, top, _, _ = _shown_box(page)
    return _with_shifted([reading for item in found if (reading := _word(item, left, top)) is not None])


def _with_shifted(words: list[tuple[Word, Ink]]) -> list[tuple[Word, Ink]]:
    """Words together with what extract_words takes for other lines: raised or lowered ends (19th, CO2), and small
    capitals behind a larger one."""
    joined: dict[int, Word | None] = {}
    for place, (small, _) in enumerate(words):
        is_shifted = _SHIFTED.fullmatch(small.text) is not None
        if not is_shifted and not small.text.isupper():
            continue
        for before_place, (word, _) in enumerate(words):
            before = joined.get(before_place) or word
            if _is_part_of(small, before) if is_shifted else _are_small_capitals(small, before):
                joined[before_place] = before._replace(x1=small.x1, text=before.text + small.text)
                joined[place] = None
                break
    kept = ((joined.get(place, word), ink) for place, (word, ink) in enumerate(words))
    return [(word, ink) for word, ink in kept if word is not None]


def _is_part_of(small: Word, word: Word) -> bool:
    """Whether a word is the raised or lowered end of another, which it follows without a gap."""
    height = word.bottom - word.top
    middle, shift = (small.top + small.bottom) / 2, PDFPLUMBER.part_shift * height
    return (
        abs(small.x0 - word.x1) < PDFPLUMBER.part_gap * height
        and small.bottom - small.top < PDFPLUMBER.part_size * height
        and word.top - shift < middle < word.bottom + shift
    )


def _without_doubles(chars: list[_Char]) -> list[_Char]:
    """Characters without those drawn again on themselves for bold.

    The result is that of pdfplumber's `dedupe_chars`, which takes half of the engine's time to restore their order.
    """
    places = {id(char): place for place, char in enumerate(chars)}
    kept: list[_Char] = []
    near = PDFPLUMBER.drawn_again
    for _, same in groupby(sorted(chars, key=_LETTER), key=_LETTER):
        for level in cluster_objects(list(same), _LEVEL, near):
            if len(level) == 1:
                kept += level
            else:
                kept += [min(again, key=_PLACE) for again in cluster_objects(level, itemgetter("x0"), near)]
    return sorted(kept, key=lambda char: places[id(char)])


def _ghost_spaces(chars: list[_Char]) -> set[int]:
    """The ids of spaces that the next letter is drawn over: browsers print soft hyphens so that they do not use."""
    return {
        id(space)
        for space, after in pairwise(chars)
        if space["text"] == " " and -PDFPLUMBER.overlap < after["x0"] - space["x0"] < (space["x1"] - space["x0"]) / 2
    }


def _word(item: dict[str, Any], left: float, top: float) -> tuple[Word, Ink] | None:
    text = LONE_SURROGATE.sub("\ufffd", _CID.sub(_unmapped, item["text"]).translate(_IGNORED))
    if not text.strip():
        return None
    first = item["chars"][0]
    name = str(first.get("fontname", "")).lower()
    if len(text) == 1 and any(family in name for family in _SYMBOLS):
        text = _DINGBATS.get(text, "•") if text.isalnum() else text
    upper, lower = _height(first, float(item["top"]), float(item["bottom"]))
    word = Word(
        float(item["x0"]) - left,
        upper - top,
        float(item["x1"]) - left,
        lower - top,
        text,
        "bold" in name or "black" in name,
    )
    return word, ink_of(_colour(first.get("non_stroking_color")))


def _height(char: _Char, top: float, bottom: float) -> tuple[float, float]:
    """The top and bottom of a word, by the baseline and font size of its first character as in the other engine; as
    given where that is not upright."""
    if not char["upright"]:
        return top, bottom
    baseline = float(char["bottom"]) + float(char["y0"]) - float(char["matrix"][5])
    return baseline - ASCENT * float(char["size"]), baseline + DESCENT * float(char["size"])


def _unmapped(match: re.Match[str]) -> str:
    return "•" if int(match[1]) == _BULLET_CODE else "\ufffd"


def _drawing(page: Any, limits: DocumentLimits, off: list[OffShape]) -> tuple[Drawing, bool]:
    """The page's shapes up to the limit but those that are `off`, and whether there are more."""
    shapes = [*page.rects, *page.lines, *page.curves]
    cut = len(shapes) > limits.objects_per_page
    drawing = Drawing()
    left, top, _, _ = _shown_box(page)
    for shape in shapes[: limits.objects_per_page]:
        filled, stroked = bool(shape.get("fill")), bool(shape.get("stroke"))
        if (filled or stroked) and not (off and is_taken(_moved(shape, left, top), off)):
            colour = _colour(shape.get("non_stroking_color")) if filled else None
            if shape["object_type"] == "line" and stroked:
                (x0, y0), (x1, y1) = shape["pts"]
                ink = _colour(shape.get("stroking_color"))
                drawing.add_line((x0 - left, y0 - top, x1 - left, y1 - top), float(shape["linewidth"] or 0), ink)
                continue
            for box in _boxes(shape, left, top):
                drawing.add(box, filled=filled, stroked=stroked, colour=colour)
    for image in page.images:
        box = _moved(image, left, top)
        if not (off and is_taken(box, off)):
            drawing.pictures.append(box)
    return drawing, cut


def _moved(item: dict[str, Any], left: float, top: float) -> BBox:
    return float(item["x0"]) - left, float(item["top"]) - top, float(item["x1"]) - left, float(item["bottom"]) - top


def _boxes(shape: dict[str, Any], left: float, top: float) -> list[BBox]:
    if shape["object_type"] != "curve":
        return [_moved(shape, left, top)]
    points = [(float(x) - left, float(y) - top) for x, y in shape["pts"]]
    if _is_rectangle(points):
        return [bounds_of(points)]
    straight = all(len(step) == 2 or step[0] in "hml" for step in shape.get("path", ()))
    if straight and all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points)):
        return [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairwise(points)]
    return [_moved(shape, left, top)]


def _is_rectangle(points: Sequence[tuple[float, float]]) -> bool:
    """Whether points are the four corners of a rectangle: pdfplumber takes one that is closed twice for a curve."""
    x0, y0, x1, y1 = bounds_of(points)
    return {*points} == {(x0, y0), (x0, y1), (x1, y0), (x1, y1)}


def _colour(value: Any) -> Colour | None:
    """A colour of any of the device colour spaces as red, green, blue from 0 to 255."""
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(part, int | float) for part in value):
        return None
    if len(value) == 1:
        return (round(255 * value[0]),) * 3
    if len(value) == 3:
        return round(255 * value[0]), round(255 * value[1]), round(255 * value[2])
    if len(value) == 4:
        shade = 255 * (1 - value[3])
        return round(shade * (1 - value[0])), round(shade * (1 - value[1])), round(shade * (1 - value[2]))
    return None
