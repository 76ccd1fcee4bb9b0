"""The size and the weight of print, from the boxes and the ink of its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median

import cv2
import numpy as np

from risktrail.ingest.ocr.pictures import DOTS, Picture
from risktrail.ingest.ocr.read_words import ReadLine
from risktrail.ingest.ocr.strokes import Box

_HEIGHTS = (("acemnorsuvwxz", 0.48), ("ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789", 0.66), ("bdfhkl", 0.70))
"""How high letters are, of the font size, in the faces of office papers."""
_HEIGHT = {letter: height for letters, height in _HEIGHTS for letter in letters}
_SAME = 0.07  # of a size: two estimates of one size differ by less
_USUAL = 11.0  # points: of print whose letters tell nothing


def font_size(line: ReadLine) -> float:
    """The font size of a line in points, by the median of its letters."""
    sizes = [
        (line.baseline - letter.box[1]) / _HEIGHT[letter.text]
        for word in line.words
        for letter in word.letters
        if letter.text in _HEIGHT
    ]
    if not sizes:
        _, top, _, bottom = line.box
        return (bottom - top) / DOTS if bottom - top > 4 * DOTS else _USUAL
    return median(sizes) / DOTS


def usual_sizes(sizes: Iterable[tuple[float, int]]) -> dict[float, float]:
    """What each estimate of a size comes to: those within a few hundredths of a more frequent one are that.

    Args:
        sizes: Estimates with the number of words that each is for.
    """
    counts: Counter[float] = Counter()
    for size, words in sizes:
        counts[round(size, 1)] += words
    usual: list[float] = []
    found: dict[float, float] = {}
    near = {size: sum(n for other, n in counts.items() if abs(other - size) <= _SAME / 2 * size) for size in counts}
    for size in sorted(counts, key=lambda each: (-near[each], each)):
        nearest = min(usual, key=lambda each: abs(each - size), default=None)
        if nearest is None or abs(nearest - size) > _SAME * nearest:
            usual.append(size)
            nearest = size
        found[size] = nearest
    return found


def weight(ink: Picture, box: Box, size: float) -> float:
    """How thick the strokes of a word are, of the font size: its ink by half the length of its outlines."""
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1]
    if not part.any():
        return 0.0
    inner = cv2.erode(part, np.ones((3, 3), np.uint8), borderValue=0)
    area, outline = int(np.count_nonzero(part)), int(np.count_nonzero(part)) - int(np.count_nonzero(inner))
    return 2 * area / max(outline, 1) / (size * DOTS)


def is_bold(weight_of_word: float, usual: float) -> bool:
    """Whether a word is bold, by the weight of its strokes and the usual weight of a paper's words."""
    return weight_of_word > _BOLD * usual


_BOLD = 1.25
