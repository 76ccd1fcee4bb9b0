"""Straightening: a page lies askew in a scan, or was put in sideways or upside down."""

from __future__ import annotations

import math
from operator import itemgetter

import cv2
import numpy as np
import numpy.typing as npt

from risktrail.ingest.ocr.pictures import PagePicture, Picture, ink_of
from risktrail.ingest.ocr.settings import SLOPE
from risktrail.ingest.pdf.geometry import Matrix, times

Places = npt.NDArray[np.float64]
_WHITE = 255
_LETTER = 7  # dots of the picture made smaller: print is thicker, no rule is, even made thicker by two dots


def straightened(picture: PagePicture) -> tuple[PagePicture, bool]:
    """A picture with its lines level, and whether it may still be upside down because it was turned to its side.

    Lines of print make bands of ink and white: they are sharpest along the lines' direction.
    """
    xs, ys = _points(picture.dots)
    angle, sharpness = _best_angle(xs, ys)
    across, across_sharpness = _best_angle(ys, picture.dots.shape[1] - xs)
    is_sideways = across_sharpness > SLOPE.sideways * sharpness
    if is_sideways:
        picture, angle = turned(picture, 1), across
    return _rotated(picture, angle), is_sideways


def turned(picture: PagePicture, quarters: int) -> PagePicture:
    """A picture turned anticlockwise by a number of quarters."""
    for _ in range(quarters % 4):
        width = picture.dots.shape[1]
        way_back: Matrix = (0.0, 1.0, -1.0, 0.0, float(width), 0.0)  # (x, y) came from (width - y, x)
        picture = PagePicture(np.ascontiguousarray(np.rot90(picture.dots)), times(way_back, picture.to_page))
    return picture


def _points(dots: Picture) -> tuple[Places, Places]:
    """Where a picture has ink, from its left and from its top, at some thousand places, but not on its longest strokes:
    a table's rules go both ways."""
    ink = ink_of(dots)
    size = (ink.shape[1] // SLOPE.reduced, ink.shape[0] // SLOPE.reduced)
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    some = np.asarray(np.where(small > 40, _WHITE, 0), dtype=np.uint8)
    length = size[0] // 12
    thick = cv2.dilate(some, np.ones((3, 3), np.uint8))
    print_of_letters = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((_LETTER, _LETTER), np.uint8))
    for shape in ((3, length), (length, 3)):
        strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        some[(strokes > 0) & (print_of_letters == 0)] = 0
    kept = cv2.resize(some, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST)
    ys, xs = np.nonzero((ink > 0) & (kept > 0))
    every = max(len(xs) // SLOPE.points, 1)
    return xs[::every].astype(np.float64), ys[::every].astype(np.float64)


def _best_angle(xs: Places, ys: Places) -> tuple[float, float]:
    """The angle, in degrees anticlockwise, by which places have to be turned, and how sharp their bands are then."""
    steps = round(SLOPE.most / SLOPE.step)
    coarse = (SLOPE.step * step for step in range(-steps, steps + 1))
    angle = max(coarse, key=lambda each: _sharpness(xs, ys, each))
    fine = round(SLOPE.step / SLOPE.fine_step)
    near = (angle + SLOPE.fine_step * step for step in range(-fine, fine + 1))
    return max(((each, _sharpness(xs, ys, each)) for each in near), key=itemgetter(1))


def _sharpness(xs: Places, ys: Places, angle: float) -> float:
    """How much the ink of neighbouring rows differs, with places turned by an angle."""
    if not len(xs):
        return 0.0
    rows = math.cos(math.radians(angle)) * ys - math.sin(math.radians(angle)) * xs
    counts = np.bincount(((rows - rows.min()) / SLOPE.row).astype(np.int64))
    steps = np.diff(counts.astype(np.float64))
    sharpness: float = np.dot(steps, steps) / len(xs)
    return sharpness


def _rotated(picture: PagePicture, angle: float) -> PagePicture:
    if abs(angle) < SLOPE.fine_step / 2:
        return picture
    height, width = picture.dots.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level = cv2.warpAffine(
        picture.dots, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=_WHITE
    )
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = width / 2, height / 2
    # The other way round: by the angle clockwise around the middle.
    way_back: Matrix = (cosine, sine, -sine, cosine, x - cosine * x + sine * y, y - sine * x - cosine * y)
    return PagePicture(np.asarray(level, dtype=np.uint8), times(way_back, picture.to_page))
