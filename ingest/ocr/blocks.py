"""The pieces of a picture that are recognised one by one, so that columns never mix: cells, and blocks of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from risktrail.ingest.layout.ruled_tables import find_grids
from risktrail.ingest.ocr.pictures import DOTS, Picture, dots, ink_of
from risktrail.ingest.ocr.settings import BLOCKS
from risktrail.ingest.ocr.strokes import Box
from risktrail.schema.report import BBox

_WHITE = 255


class Block(NamedTuple):
    """A piece of a picture, with a margin of white around it, and where the piece without its margin has its top left
    dot."""

    dots: Picture
    x: int
    y: int


def find_blocks(picture: Picture, rules: Sequence[BBox]) -> list[Block]:
    """The pieces of a picture with something on them: the cells of its tables, and what white parts outside of them.

    Args:
        picture: A picture without its ruled lines.
        rules: The ruled lines, in points.
    """
    free = picture.copy()
    blocks: list[Block] = []
    tables = np.zeros(picture.shape, dtype=np.uint8)
    for x0, top, x1, bottom in _cells(rules):
        cell = free[top:bottom, x0:x1]
        inside = _without_remains(cell.copy(), _border(cell))
        if ink_of(inside).any():
            blocks.append(Block(_with_margin(inside), x0, top))
        cell[:] = _WHITE
        tables[top:bottom, x0:x1] = _WHITE
    free = _without_remains(free, np.asarray(cv2.dilate(tables, np.ones((5, 5), np.uint8)), dtype=np.uint8))
    return blocks + list(_pieces(free))


def _cells(rules: Sequence[BBox]) -> Iterator[Box]:
    """The cells of all tables, in dots, but not those that hold another table; those of smaller tables come first."""
    grids = sorted(find_grids(rules), key=lambda grid: grid.area)
    for index, grid in enumerate(grids):
        for cell in grid.cells.values():
            x0, top, x1, bottom = cell.box
            holds_table = any(
                x0 <= other.x0 and other.x1 <= x1 and top <= other.ys[0] and other.ys[-1] <= bottom
                for other in grids[:index]
            )
            edge = BLOCKS.cell_edge
            if not holds_table and x1 - x0 > 2 * edge and bottom - top > 2 * edge:
                yield dots(x0 + edge), dots(top + edge), dots(x1 - edge), dots(bottom - edge)


def _border(picture: Picture) -> Picture:
    """The mask of the outermost dots of a picture."""
    border = np.full(picture.shape, _WHITE, dtype=np.uint8)
    border[1:-1, 1:-1] = 0
    return border


def _without_remains(picture: Picture, edge: Picture) -> Picture:
    """A picture without what hangs over from beyond an edge: the tail of a letter that crosses a rule.

    Args:
        picture: A part of a picture, which is changed.
        edge: The mask of where its edge is.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink_of(picture), connectivity=8)
    touching = np.unique(labels[edge > 0])
    lesser = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    is_remains = np.zeros(count, dtype=bool)
    is_remains[touching] = lesser[touching] <= dots(BLOCKS.remains)
    is_remains[0] = False
    if is_remains.any():
        remains = np.where(is_remains[labels], _WHITE, 0).astype(np.uint8)
        picture[cv2.dilate(remains, np.ones((3, 3), np.uint8)) > 0] = _WHITE
    return picture


def _pieces(picture: Picture) -> Iterator[Block]:
    """What white parts in a picture."""
    ink = ink_of(picture)
    if not ink.any():
        return
    spread = cv2.morphologyEx(_framed(ink), cv2.MORPH_CLOSE, np.ones((1, dots(BLOCKS.beside)), np.uint8))
    spread = cv2.morphologyEx(spread, cv2.MORPH_CLOSE, np.ones((dots(BLOCKS.below), 1), np.uint8))
    frame = dots(BLOCKS.beside)
    spread = spread[frame:-frame, frame:-frame]
    spread = cv2.dilate(spread, np.ones((3, 3), np.uint8))  # with the soft borders of the letters
    count, labels, stats, _ = cv2.connectedComponentsWithStats(spread, connectivity=8)
    for label in range(1, count):
        x0, top, width, height, _ = stats[label].tolist()
        part = (slice(top, top + height), slice(x0, x0 + width))
        dots_of_part = np.where(labels[part] == label, picture[part], _WHITE).astype(np.uint8)
        yield Block(_with_margin(dots_of_part), x0, top)


def _framed(ink: Picture) -> Picture:
    """A mask with white around it: closing takes what is beyond the edge for ink."""
    frame = dots(BLOCKS.beside)
    return np.asarray(cv2.copyMakeBorder(ink, frame, frame, frame, frame, cv2.BORDER_CONSTANT, value=0), dtype=np.uint8)


def _with_margin(picture: Picture) -> Picture:
    margin = BLOCKS.margin
    bordered = cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=_WHITE)
    return np.asarray(bordered, dtype=np.uint8)


def in_points(box: Box) -> BBox:
    """A box of a picture in points from its top left corner."""
    x0, top, x1, bottom = box
    return x0 / DOTS, top / DOTS, x1 / DOTS, bottom / DOTS
