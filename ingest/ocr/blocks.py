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
    for x0, top, x1, bottom in _cells(rules):
        cell = free[top:bottom, x0:x1]
        blocks += _pieces(cell.copy(), x0, top, is_cell=True)
        cell[:] = _WHITE
    return blocks + list(_pieces(free, 0, 0, is_cell=False))


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


def _pieces(picture: Picture, x: int, y: int, *, is_cell: bool) -> Iterator[Block]:
    """The pieces of a part of a picture whose top left dot is at x and y. A cell is one piece."""
    ink = ink_of(picture)
    if not ink.any():
        return
    if is_cell:
        yield Block(_with_margin(picture), x, y)
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
        yield Block(_with_margin(dots_of_part), x + x0, y + top)


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
