"""pdfium's drawn shapes, and the way from its coordinates to those of a reader."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, repeat
from typing import NamedTuple

import pypdfium2.raw as bindings

from ingest.engines import pdfium_raw as raw
from ingest.errors import TooComplexError
from ingest.page import Limits
from ingest.shapes import Drawing
from schema.report import BBox

_PATH, _IMAGE, _FORM = bindings.FPDF_PAGEOBJ_PATH, bindings.FPDF_PAGEOBJ_IMAGE, bindings.FPDF_PAGEOBJ_FORM
_TEXT, _SHADING = bindings.FPDF_PAGEOBJ_TEXT, bindings.FPDF_PAGEOBJ_SHADING
_MOVE = bindings.FPDF_SEGMENT_MOVETO
_ONE_SHAPE = 5  # points of a line or a closed rectangle: its bounds say everything
_THIN = 3.0
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class View(NamedTuple):
    """What a reader sees of a page: crop box and rotation (quarter turns clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    width: float
    height: float

    @classmethod
    def of(cls, page: int) -> View:
        left, bottom, right, top = raw.page_box(page)
        turns = raw.rotation(page) % 4
        size = (right - left, top - bottom)
        return cls(left, bottom, right, top, turns, *(size if turns % 2 == 0 else size[::-1]))

    def down(self, x: float, y: float) -> float:
        """How far a point of pdfium's stands below the top of the page as seen."""
        return self.top - y if self.turns == 0 else self.box(x, y, x, y)[1]

    def box(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """A box of pdfium's (y upwards, unrotated) as x0, top, x1, bottom of the page as seen."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


class Painted(NamedTuple):
    """A page's shapes, those inside form objects too, and how many images and form objects it holds. `cut` says that
    there are more, which were not looked at."""

    drawing: Drawing
    images: int
    forms: int
    cut: bool


def read_drawing(page: int, view: View, number: int, limits: Limits) -> Painted:
    """Everything on a page that is not text, up to the limits. Raises TooComplexError where it is nested too deep."""
    walk = _Walk(view, number, limits)
    count = raw.count_objects(page)
    walk.objects(count, map(raw.get_object, repeat(raw.address(page)), range(count)), _IDENTITY, 0)
    return Painted(walk.drawing, walk.images, walk.forms, walk.cut)


class _Walk:
    def __init__(self, view: View, number: int, limits: Limits) -> None:
        self.view, self.number, self.limits = view, number, limits
        self.drawing = Drawing()
        self.images = 0
        self.forms = 0
        self.left = limits.objects_per_page
        self.cut = False

    def objects(self, count: int, addresses: Iterable[int], space: Matrix, depth: int) -> None:
        if depth > self.limits.nesting:
            raise TooComplexError(f"drawings nested more than {self.limits.nesting} deep", self.number)
        if count > self.left:
            self.cut = True
        items = [raw.address(address) for address in islice(addresses, self.left)]
        self.left -= len(items)
        for item, kind in zip(items, map(raw.object_type, items), strict=True):
            if kind == _TEXT:
                continue
            if kind == _PATH:
                self.path(item, space)
            elif kind in (_IMAGE, _SHADING):
                self.images += kind == _IMAGE
                if (bounds := raw.bounds(item)) is not None:
                    self.drawing.pictures.append(self.view.box(*_moved(bounds, space)))
            elif kind == _FORM:
                self.forms += 1
                inside = raw.count_form_objects(item)
                inner = (raw.get_form_object(item, index) for index in range(inside))
                self.objects(inside, inner, _times(raw.matrix(item), space), depth + 1)

    def path(self, item: raw.Handle, space: Matrix) -> None:
        filled, stroked = raw.draw_mode(item)
        if not (filled or stroked) or (bounds := raw.bounds(item)) is None:
            return
        colour = raw.fill_colour(item) if filled else None
        boxes = [bounds]
        if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) > _THIN and raw.count_segments(item) > _ONE_SHAPE:
            boxes = _pieces(item, raw.matrix(item))
        for box in boxes:
            seen = self.view.box(*(box if space is _IDENTITY else _moved(box, space)))
            self.drawing.add(seen, filled=filled, stroked=stroked, colour=colour)


def _pieces(path: raw.Handle, matrix: Matrix) -> list[BBox]:
    """The bounds of a path's pieces; a piece of straight lines that is no rectangle gives one for each line."""
    pieces: list[list[tuple[float, float]]] = []
    for index in range(raw.count_segments(path)):
        segment = raw.address(raw.get_segment(path, index))
        point = _point(*raw.segment_point(segment), matrix)
        if raw.segment_type(segment) == _MOVE or not pieces:
            pieces.append([point])
        else:
            pieces[-1].append(point)
    return [_bounds(points) for points in pieces if len(points) > 1]


def _bounds(points: list[tuple[float, float]]) -> BBox:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(box: BBox, matrix: Matrix) -> BBox:
    return _bounds([_point(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])])


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    origin, right, up = _point(e, f, then), _point(a + e, b + f, then), _point(c + e, d + f, then)
    return (right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1], *origin)
