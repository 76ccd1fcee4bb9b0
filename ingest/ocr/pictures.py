"""A page as an even picture: dark ink on white paper, whatever the scanner made of it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from risktrail.ingest.ocr.settings import PICTURE
from risktrail.ingest.pdf.geometry import Matrix

Picture = npt.NDArray[np.uint8]
"""Rows of dots from 0, black, to 255, white. A mask has 255 where something is, and else 0."""

DOTS = PICTURE.dpi / 72
"""Dots a point."""
_WHITE = 255


class PagePicture(NamedTuple):
    """A picture of a page, and the transformation of its dots to the page's points as a reader sees it."""

    dots: Picture
    to_page: Matrix


def dots(points: float) -> int:
    """Points as a number of dots, at least one."""
    return max(1, round(points * DOTS))


def render(document: Any, index: int) -> PagePicture | None:
    """Draw a page of a document that pdfium has opened, as a person sees it; None where it is too narrow for any text,
    or has no size."""
    page = document[index]
    try:
        width, height = page.get_size()
        longer = max(width, height)
        if not (0 < longer < math.inf and min(width, height) > PICTURE.narrowest * longer):
            return None
        size = 1.0 if PICTURE.shortest <= longer <= PICTURE.longest else PICTURE.usual / longer
        scale = size * DOTS
        drawn = page.render(scale=scale, grayscale=True, draw_annots=True).to_numpy()
    finally:
        page.close()
    grey: Picture = np.ascontiguousarray(drawn.reshape(drawn.shape[:2]), dtype=np.uint8)
    return PagePicture(grey, (1 / scale, 0.0, 0.0, 1 / scale, 0.0, 0.0))


def is_blank(picture: Picture) -> bool:
    """Whether an even picture has no more ink than dirt makes."""
    return int(np.count_nonzero(picture < PICTURE.ink)) < PICTURE.dirt


def even(grey: Picture) -> Picture:
    """A picture with its dark edge taken away, white print on dark grounds made dark, and the light made even."""
    dark = _grounds(grey)
    grey = _with_dark_print(_without_edge(grey, dark), dark)
    small = cv2.resize(grey, None, fx=1 / _REDUCED, fy=1 / _REDUCED, interpolation=cv2.INTER_AREA)
    side = dots(PICTURE.ground) // _REDUCED
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    ground = cv2.blur(ground, (side, side))
    ground = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return without_specks(_with_dark_ink(_as_picture(cv2.divide(grey, np.maximum(ground, 1), scale=_WHITE))))


_REDUCED = 4


def _with_dark_ink(picture: Picture) -> Picture:
    """A picture whose ink is dark, however faint its print is; a white one where there is but the grain of paper."""
    smooth = _as_picture(cv2.blur(picture, (3, 3)))
    limit, _ = cv2.threshold(smooth, 0, _WHITE, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = smooth[smooth < limit]
    shade = float(np.median(ink)) if ink.size else float(_WHITE)
    if shade <= PICTURE.dark:
        return picture
    if shade > PICTURE.faintest:
        return np.full_like(picture, _WHITE)
    gain = (_WHITE - PICTURE.dark) / (_WHITE - shade)
    return _as_picture(np.clip(_WHITE - (_WHITE - picture.astype(np.float32)) * gain, 0, _WHITE))


def ink_of(picture: Picture) -> Picture:
    """The mask of a picture's ink."""
    return _as_picture(np.where(picture < PICTURE.ink, _WHITE, 0))


def without_specks(picture: Picture) -> Picture:
    """A picture without single dots of dirt."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink_of(picture), connectivity=8)
    specks = np.zeros(count, dtype=bool)
    specks[1:] = stats[1:, cv2.CC_STAT_AREA] <= PICTURE.speck
    cleaned = picture.copy()
    cleaned[specks[labels]] = _WHITE
    return cleaned


def _grounds(grey: Picture) -> Picture:
    """The mask of what is dark over a larger area than any letter: grounds, and the dark edge of a scan."""
    side = dots(PICTURE.edge)
    dark = _as_picture(np.where(grey < PICTURE.white_print, _WHITE, 0))
    return _as_picture(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)))


def _without_edge(grey: Picture, dark: Picture) -> Picture:
    """A picture with what is dark along its edges made white; `dark` loses it too."""
    height, width = grey.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    lefts, tops = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    rights, bottoms = lefts + stats[:, cv2.CC_STAT_WIDTH], tops + stats[:, cv2.CC_STAT_HEIGHT]
    near = dots(1)
    edges = (lefts <= near) | (tops <= near) | (rights >= width - near) | (bottoms >= height - near)
    edges[0] = False
    if count == 1 or not edges.any():
        return grey
    at_edge = _as_picture(np.where(edges[labels], _WHITE, 0))
    dark[at_edge > 0] = 0
    side = 2 * dots(PICTURE.edge / 2) + 1  # what opening has cut from its outline, and its soft border
    grey = grey.copy()
    grey[cv2.dilate(at_edge, np.ones((side, side), np.uint8)) > 0] = _WHITE
    return grey


def _with_dark_print(grey: Picture, dark: Picture) -> Picture:
    """A picture with the shades of its dark grounds turned round, so that their white print is dark."""
    if not dark.any():
        return grey
    side = dots(PICTURE.ground)
    around = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return _as_picture(np.where(around > 0, _WHITE - grey, grey))


def _as_picture(array: Any) -> Picture:
    return np.asarray(array, dtype=np.uint8)
