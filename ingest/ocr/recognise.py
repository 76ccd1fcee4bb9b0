"""From the picture of a page to its words, ruled lines and bullets, and where they stand on the page itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2

from risktrail.ingest.ocr.agree import is_doubtful, settled
from risktrail.ingest.ocr.blocks import Block, find_blocks, in_points
from risktrail.ingest.ocr.pictures import DOTS, PagePicture, Picture, even, ink_of, is_blank
from risktrail.ingest.ocr.print_size import font_size, weight
from risktrail.ingest.ocr.read_words import ReadLine
from risktrail.ingest.ocr.second_reader import OtherLetter, SecondReader, padded
from risktrail.ingest.ocr.settings import READING
from risktrail.ingest.ocr.signs import with_dashes, without_bullet
from risktrail.ingest.ocr.straighten import straightened, turned
from risktrail.ingest.ocr.strokes import Box, Strokes, find_strokes
from risktrail.ingest.ocr.tesseract import Tesseract
from risktrail.ingest.pdf.geometry import Matrix, times
from risktrail.schema.report import BBox

_TO_DOTS: Matrix = (DOTS, 0.0, 0.0, DOTS, 0.0, 0.0)
_AROUND = 4  # dots around a line that is read again
_SAMPLE = 5  # blocks that are read to see which way up a page is

cv2.setNumThreads(1)


class Readers(NamedTuple):
    """The two recognisers, with their models loaded."""

    first: Tesseract
    second: SecondReader


class PrintedLine(NamedTuple):
    """A line as it was read, the size of its print in points, and how thick the strokes of each word are, of it."""

    line: ReadLine
    size: float
    weights: tuple[float, ...]


class RecognisedPicture(NamedTuple):
    """What is on a picture of a page: its lines, and its ruled lines and bullets in points of the straightened picture.

    `to_page` takes such points to points of the page as a reader sees it. `confidence`, of 100, is that of its letters.
    """

    lines: tuple[PrintedLine, ...]
    rules: tuple[BBox, ...]
    marks: tuple[BBox, ...]
    width: float
    height: float
    to_page: Matrix
    confidence: float


def recognise(picture: PagePicture, readers: Readers) -> RecognisedPicture | None:
    """Recognise what is on a page, which may be blank; None where there is something and nothing of it can be read."""
    picture = picture._replace(dots=even(picture.dots))
    if is_blank(picture.dots):
        return _blank(picture)
    level, is_sideways = straightened(picture)
    best = _right_way_up(level, readers.first, is_sideways=is_sideways)
    found = best.lines()
    confidence = confidence_of(found)
    if confidence < READING.legible:
        return None
    ink = ink_of(best.strokes.rest)
    printed = [_printed(line, best.strokes.rest, ink, readers.second) for line in found]
    bullets = [*best.strokes.bullets, *(bullet for _, bullet in printed if bullet)]
    height, width = best.picture.dots.shape
    return RecognisedPicture(
        tuple(line for line, _ in printed if line),
        tuple(map(in_points, best.strokes.rules)),
        tuple(map(in_points, bullets)),
        width / DOTS,
        height / DOTS,
        times(_TO_DOTS, best.picture.to_page),
        confidence,
    )


def _blank(picture: PagePicture) -> RecognisedPicture:
    height, width = picture.dots.shape
    return RecognisedPicture((), (), (), width / DOTS, height / DOTS, times(_TO_DOTS, picture.to_page), 100.0)


def _right_way_up(level: PagePicture, reader: Tesseract, *, is_sideways: bool) -> _Attempt:
    """A page with level lines, turned round where it reads better so."""
    first = _Attempt(level, reader)
    if not is_sideways and first.sample() >= READING.upright:
        return first
    second = _Attempt(turned(level, 2), reader)
    return second if second.sample() > first.sample() + READING.better else first


class _Attempt:
    """A page taken to be one way up: its blocks are read as they are asked for, each once."""

    def __init__(self, picture: PagePicture, reader: Tesseract) -> None:
        self.picture, self.reader = picture, reader
        self.strokes: Strokes = find_strokes(picture.dots)
        rules = [in_points(box) for box in self.strokes.rules]
        self.blocks: list[Block] = sorted(find_blocks(self.strokes.rest, rules), key=lambda each: -each.dots.size)
        self.read: dict[int, list[ReadLine]] = {}

    def block(self, index: int) -> list[ReadLine]:
        if index not in self.read:
            self.read[index] = self.reader.read(self.blocks[index])
        return self.read[index]

    def sample(self) -> float:
        """The confidence of the reading of some blocks."""
        return confidence_of([line for index in range(min(_SAMPLE, len(self.blocks))) for line in self.block(index)])

    def lines(self) -> list[ReadLine]:
        return [line for index in range(len(self.blocks)) for line in self.block(index)]


def confidence_of(lines: Sequence[ReadLine]) -> float:
    """The mean confidence of words, weighted by their letters."""
    words = [word for line in lines for word in line.words]
    letters = sum(len(word.letters) for word in words)
    return sum(word.confidence * len(word.letters) for word in words) / letters if letters else 0.0


def _printed(
    line: ReadLine, rest: Picture, ink: Picture, second: SecondReader
) -> tuple[PrintedLine | None, Box | None]:
    """A line with the second reading of what is in doubt, its dashes and its bullet set right; and the bullet's box."""
    line, bullet = without_bullet(line, font_size(line) * DOTS, ink)
    size = font_size(line) * DOTS
    if is_doubtful(line):
        line = settled(line, _read_again(line, rest, second), size, ink)
    if not line.words:
        return None, bullet
    line = with_dashes(line, size, ink)
    weights = tuple(weight(ink, word.box, size / DOTS) for word in line.words)
    return PrintedLine(line, size / DOTS, weights), bullet


def _read_again(line: ReadLine, rest: Picture, second: SecondReader) -> list[OtherLetter]:
    """The second reading of a line, its letters' places in dots of the picture."""
    x0, top, x1, bottom = line.box
    part = padded(rest, (x0 - _AROUND, top - _AROUND, x1 + _AROUND, bottom + _AROUND), _AROUND)
    left = max(x0 - _AROUND, 0) - _AROUND
    return [letter._replace(x=letter.x + left) for letter in second.read(part)]
