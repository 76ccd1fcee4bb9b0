"""Ruled lines and bullets of a picture: found by their shape, and taken out before anything is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import cv2
import numpy as np

from risktrail.ingest.ocr.pictures import DOTS, Picture, dots, ink_of
from risktrail.ingest.ocr.settings import STROKES

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in dots."""
_WHITE = 255


class Strokes(NamedTuple):
    """The ruled lines of a picture, its bullets, and the picture without either."""

    rules: list[Box]
    bullets: list[Box]
    rest: Picture


def find_strokes(picture: Picture) -> Strokes:
    """Find a picture's ruled lines and bullets, and take them out."""
    ink = ink_of(picture)
    level, upright = _long(ink, is_level=True), _long(ink, is_level=False)
    levels = [box for box in level if _is_rule(box, upright, is_level=True)]
    uprights = [box for box in upright if _is_rule(box, levels, is_level=False)]
    rest = picture.copy()
    near = dots(0.4)
    for strokes, across in ((levels, uprights), (uprights, levels)):
        of_others = _without(ink, across)
        for x0, top, x1, bottom in strokes:
            around = (x0 - near, top - near, x1 + near, bottom + near)
            _wipe(rest, of_others, around, is_level=strokes is levels)
    bullets = list(_bullets(ink_of(rest)))
    for x0, top, x1, bottom in bullets:
        rest[max(top - near, 0) : bottom + near, max(x0 - near, 0) : x1 + near] = _WHITE
    return Strokes([*levels, *uprights], bullets, rest)


def _long(ink: Picture, *, is_level: bool) -> list[Box]:
    """The boxes of long thin strokes one way. A stroke may rise by a dot or two, and have gaps of as many."""
    length = dots(STROKES.level if is_level else STROKES.upright)
    across, along = ((3, 1), (1, 3)) if is_level else ((1, 3), (3, 1))
    thick = cv2.dilate(ink, np.ones(across, np.uint8))
    thick = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones(along, np.uint8))
    kernel = np.ones((1, length) if is_level else (length, 1), np.uint8)
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel)
    _, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    boxes = []
    for x0, top, width, height, area in stats[1:].tolist():
        longer, shorter = (width, height) if is_level else (height, width)
        # Where print touches a stroke, the stroke is thicker there: its usual thickness is its area by its length.
        if area / longer <= dots(STROKES.thick) and longer >= length and longer > 2 * shorter:
            boxes.append((x0, top, x0 + width, top + height))
    return boxes


def _is_rule(box: Box, others: Iterable[Box], *, is_level: bool) -> bool:
    """Whether a stroke is a ruled line: it is long, or touches one that goes the other way."""
    x0, top, x1, bottom = box
    if (x1 - x0 if is_level else bottom - top) >= dots(STROKES.alone):
        return True
    near = dots(STROKES.touch)
    return any(
        other[0] - near <= x1 and x0 <= other[2] + near and other[1] - near <= bottom and top <= other[3] + near
        for other in others
    )


def _without(ink: Picture, boxes: Iterable[Box]) -> Picture:
    """A mask without what is in some boxes."""
    ink = ink.copy()
    for x0, top, x1, bottom in boxes:
        ink[top:bottom, x0:x1] = 0
    return ink


def _wipe(rest: Picture, ink: Picture, box: Box, *, is_level: bool) -> None:
    """Take a stroke out of a picture, but not the letters that touch or cross it.

    Along the stroke, ink that is no thicker than a rule goes; where ink goes on beyond it, a letter stands on it.
    """
    x0, top, x1, bottom = (max(each, 0) for each in box)
    part = ink[top:bottom, x0:x1]
    thickness = part.sum(axis=0 if is_level else 1) // _WHITE
    most = max(dots(STROKES.thick), 1)
    usual = int(np.median(thickness[thickness > 0])) if (thickness > 0).any() else most
    thin = thickness <= min(most, usual + 3)
    area = rest[top:bottom, x0:x1]
    if is_level:
        area[:, thin] = _WHITE
    else:
        area[thin, :] = _WHITE


def _bullets(ink: Picture) -> Iterator[Box]:
    """The boxes of round or square spots that stand before a text, with white on both sides."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least, most = STROKES.least_bullet * DOTS, STROKES.most_bullet * DOTS
    reach = dots(STROKES.reach)
    for label, (x0, top, width, height, area) in enumerate(stats.tolist()):
        lesser, greater = min(width, height), max(width, height)
        if label == 0 or not (least <= lesser and greater <= most and lesser >= STROKES.round * greater):
            continue
        part = labels[top : top + height, x0 : x0 + width] == label
        is_full = area >= STROKES.full * width * height
        if not is_full and _filled(part) < STROKES.filled * width * height:
            continue
        room = dots(STROKES.room if is_full else STROKES.hollow_room)
        x1, bottom = x0 + width, top + height
        before = ink[max(top - height, 0) : bottom + height, max(x0 - 2 * reach, 0) : x0]
        after = ink[top:bottom, x1 : x1 + room]
        beyond = ink[max(top - height, 0) : bottom + height, x1 + room : x1 + reach]
        alone = before[:, -room:].max(initial=0) == 0 and after.max(initial=0) == 0
        if alone and beyond.any() and _first_of_line(before):
            yield x0, top, x1, bottom


def _filled(part: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    """The dots of a spot with what it encloses: a hollow bullet is a ring."""
    outlines, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return round(sum(cv2.contourArea(outline) for outline in outlines))


def _first_of_line(before: Picture) -> bool:
    """Whether white, as wide as between columns, is to the left of a spot."""
    return not before[:, -dots(12) :].any()
