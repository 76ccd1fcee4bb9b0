"""Recognised pictures as pages in the form that everything else reads, and how sure each of their words is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from risktrail.ingest.ocr.codes import other_codes
from risktrail.ingest.ocr.pictures import DOTS
from risktrail.ingest.ocr.print_size import is_bold, usual_sizes
from risktrail.ingest.ocr.read_words import ReadWord
from risktrail.ingest.ocr.recognise import PrintedLine, RecognisedPicture
from risktrail.ingest.ocr.settings import READING
from risktrail.ingest.pdf.geometry import Matrix, moved, point
from risktrail.ingest.pdf.page import ASCENT, DESCENT, Page, Word
from risktrail.ingest.pdf.shapes import covered
from risktrail.schema.report import BBox


class PlacedWord(NamedTuple):
    """A word as it was recognised: its page and place there, how sure that is, of 100, and what else it may be, where
    the recognisers differ."""

    page: int
    box: BBox
    text: str
    confidence: float
    other: str | None

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be another word."""
        return self.other is not None or self.confidence < READING.unsure


class RecognisedPage(NamedTuple):
    """A page whose words were recognised, in points of the straightened picture; `to_page` takes these to points of the
    page as a reader sees it."""

    page: Page
    to_page: Matrix
    words: tuple[PlacedWord, ...]


def as_pages(pictures: Mapping[int, tuple[Page, RecognisedPicture, Sequence[Word]]]) -> dict[int, RecognisedPage]:
    """Pages from what was recognised, those of one paper together: sizes of print and codes are compared.

    Args:
        pictures: By page number: the page as an engine reads it, its picture, and words that are printed on the
            picture in the PDF itself.
    """
    lines = [line for _, picture, _ in pictures.values() for line in picture.lines]
    sizes = usual_sizes((line.size, len(line.line.words)) for line in lines)
    usual = median([weight for line in lines for weight in line.weights] or [0.0])
    codes = other_codes([word.text for line in lines for word in line.line.words])
    return {
        number: _as_page(page, picture, printed, sizes, usual, codes)
        for number, (page, picture, printed) in pictures.items()
    }


def _as_page(
    page: Page,
    picture: RecognisedPicture,
    printed: Sequence[Word],
    sizes: Mapping[float, float],
    usual: float,
    codes: Mapping[str, str],
) -> RecognisedPage:
    own = [_on_picture(word, picture.to_page) for word in printed]
    words: list[Word] = list(own)
    read: list[PlacedWord] = []
    for line in picture.lines:
        size = sizes[round(line.size, 1)]
        for word, weight in zip(line.line.words, line.weights, strict=True):
            text = codes.get(word.text, word.text)
            placed = _word(word, text, line, size, bold=is_bold(weight, usual))
            if covered((placed.x0 + placed.x1) / 2, (placed.top + placed.bottom) / 2, [each[:4] for each in own]):
                continue
            words.append(placed)
            other = word.text if text != word.text else word.other
            read.append(PlacedWord(page.number, placed[:4], text, word.confidence, other))
    recognised = page._replace(
        width=picture.width,
        height=picture.height,
        words=tuple(words),
        rules=picture.rules,
        marks=picture.marks,
        hidden=(),
        across=(),
        note_marks=(),
        fills=(),
        recognised=True,
        to_page=picture.to_page,
        tags=None,
    )
    return RecognisedPage(recognised, picture.to_page, tuple(read))


def _word(word: ReadWord, text: str, line: PrintedLine, size: float, *, bold: bool) -> Word:
    """A word as wide as its letters and as high as its font, as engines give it."""
    x0, _, x1, _ = word.box
    baseline = line.line.baseline / DOTS
    return Word(x0 / DOTS, baseline - ASCENT * size, x1 / DOTS, baseline + DESCENT * size, text, bold)


def _on_picture(word: Word, to_page: Matrix) -> Word:
    """A word of the page itself, where it stands on the straightened picture."""
    a, b, c, d, e, f = to_page
    area = a * d - b * c
    back: Matrix = (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
    x, y = point((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2, back)
    x0, top, x1, bottom = moved(word[:4], back)
    size = min(x1 - x0, bottom - top, word.bottom - word.top)
    return Word(x0, y - size / 2, x1, y + size / 2, word.text, word.bold) if x1 > x0 and x > 0 else word
