"""Dashes and bullets that a recogniser took for other signs: known by their place and shape in the picture."""

from __future__ import annotations

import numpy as np

from risktrail.ingest.ocr.pictures import Picture
from risktrail.ingest.ocr.read_words import ReadLetter, ReadLine, ReadWord
from risktrail.ingest.ocr.settings import READING
from risktrail.ingest.ocr.strokes import Box

_DASHES = frozenset("-–—~_=")
_FLAT = 0.16  # of the font size: no dash is higher, no letter as low
_BULLET_HEIGHT = 0.55  # of the font size
_ABOVE_BASELINE = 0.06  # of the font size: a bullet stands above the baseline, letters on it
_BULLET_GAP = 0.45  # of the font size: white between a bullet and its text


def with_dashes(line: ReadLine, size: float, ink: Picture) -> ReadLine:
    """A line whose dashes are as long as in the picture. `size` is the font size in dots."""
    return line._replace(words=tuple(_with_dash(word, size, ink) for word in line.words))


def without_bullet(line: ReadLine, size: float, ink: Picture) -> tuple[ReadLine, Box | None]:
    """A line without the bullet that was read as a letter, and the bullet's box."""
    if len(line.words) < 2 or len(line.words[0].letters) != 1:
        return line, None
    box = _ink_box(line.words[0].box, ink)
    if box is None:
        return line, None
    x0, top, x1, bottom = box
    is_round = 0.6 <= (x1 - x0) / (bottom - top) <= 1.7
    above = line._replace(words=line.words[1:]).baseline - bottom
    apart = line.words[1].box[0] - x1
    is_small = bottom - top < _BULLET_HEIGHT * size
    if is_round and is_small and above > _ABOVE_BASELINE * size and apart > _BULLET_GAP * size:
        return line._replace(words=line.words[1:]), box
    return line, None


def _with_dash(word: ReadWord, size: float, ink: Picture) -> ReadWord:
    """A word that is a dash, as the dash it is."""
    if len(word.letters) != 1 or word.text not in _DASHES:
        return word
    box = _ink_box(word.box, ink)
    if box is None or box[3] - box[1] > _FLAT * size:
        return word
    length = (box[2] - box[0]) / size
    text = "-" if length < READING.dash else "–" if length < READING.em_dash else "—"
    return ReadWord((ReadLetter(text, box),), max(word.confidence, READING.doubtful))


def _ink_box(box: Box, ink: Picture) -> Box | None:
    """The box of the ink within a box."""
    x0, top, x1, bottom = box
    part = ink[max(top, 0) : bottom, max(x0, 0) : x1]
    if not part.any():
        return None
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return x0 + int(columns[0]), top + int(rows[0]), x0 + int(columns[-1]) + 1, top + int(rows[-1]) + 1
