"""The shapes of a page as pdfium gives them, and the step from its coordinates to a reader's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import islice, repeat
from typing import NamedTuple

import pypdfium2.raw as bindings

from risktrail.ingest.errors import TooComplexError
from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.geometry import IDENTITY, bounds_of, moved, point, times
from risktrail.ingest.pdf.layers import OffShape, is_taken
from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.pdf.pdfium_clips import ON_PAGE, Home, clip_of
from risktrail.ingest.pdf.shapes import SETTINGS as SHAPES
from risktrail.ingest.pdf.shapes import Drawing, bar_of, is_slanting
from risktrail.schema.report import BBox

_PATH, _IMAGE = bindings.FPDF_PAGEOBJ_PATH, bindings.FPDF_PAGEOBJ_IMAGE
_TEXT, _SHADING = bindings.FPDF_PAGEOBJ_TEXT, bindings.FPDF_PAGEOBJ_SHADING
_MOVE = bindings.FPDF_SEGMENT_MOVETO


class View(NamedTuple):
    """What a reader sees of a page: its crop box in pdfium's points, its rotation in quarter turns clockwise, and its
    width and height as seen."""

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
        """How far a point in pdfium's coordinates stands below the top of the page as seen."""
        return self.top - y if self.turns == 0 else self.box(x, y, x, y)[1]

    def box(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """A box in pdfium's coordinates (y upwards, not rotated) as x0, top, x1, bottom of the page as seen."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


class Fill(NamedTuple):
    """What may be painted over text: how many text objects are painted before it, its address, the form object that it
    is in, its bounds in pdfium's unrotated points, and its colour, None for a pattern or a picture. `is_whole` says
    that it fills its bounds, as pictures and thick lines do; of a filled path its outline says it."""

    before: int
    address: int
    home: Home
    box: BBox
    colour: raw.Colour | None
    is_whole: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return bool(raw.object_type(raw.address(self.address)) == _IMAGE)


class Painted(NamedTuple):
    """A page's shapes, those of form objects included, and how many images and form objects it has. `cut` says that it
    has more of them, which were not looked at. `homes` gives the form object of each text object that is in one,
    `fills` what is painted and larger than rules, and `texts` the addresses of the text objects as they are painted."""

    drawing: Drawing
    images: int
    forms: int
    cut: bool
    homes: dict[int, Home]
    fills: list[Fill]
    texts: list[int]


def read_drawing(page: int, view: View, number: int, limits: DocumentLimits, off: Sequence[OffShape] = ()) -> Painted:
    """Read everything on a page that is not text, up to the limits, and not among what is `off`.

    Raises:
        TooComplexError: Form objects are nested deeper than the limits allow.
    """
    walk = _Walk(view, number, limits, [*off])
    count = raw.count_objects(page)
    walk.objects(count, map(raw.get_object, repeat(raw.address(page)), range(count)), ON_PAGE, 0)
    pictured = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in walk.drawing.pictures)
    if pictured >= PDFIUM.large_picture * view.width * view.height:  # a scan: its text was recognised from it
        walk.fills = [fill for fill in walk.fills if not fill.is_picture]
    return Painted(walk.drawing, walk.images, walk.forms, walk.cut, walk.homes, walk.fills, walk.texts)


def holds_form(page: int, view: View, limits: DocumentLimits) -> bool | None:
    """Whether form objects are among a page's objects; None where only reading the page tells what is seen of it: a
    picture may be the page itself, or stands within a form."""
    left, pictures, forms = limits.objects_per_page, 0.0, False
    count = raw.count_objects(page)
    if count > left:
        return None
    items = [raw.address(item) for item in map(raw.get_object, repeat(raw.address(page)), range(count))]
    for item, kind in zip(items, map(raw.object_type, items), strict=True):
        if kind == _IMAGE:
            x0, bottom, x1, top = raw.bounds(item) or (0.0, 0.0, 0.0, 0.0)
            pictures += (x1 - x0) * (top - bottom)
        elif kind not in (_TEXT, _PATH, _SHADING):
            forms = True
            inside = (raw.get_form_object(item, index) for index in range(raw.count_form_objects(item)))
            if any(raw.object_type(raw.address(inner)) not in (_TEXT, _PATH, _SHADING) for inner in inside):
                return None
    return None if pictures >= PDFIUM.large_picture * view.width * view.height else forms


class _Walk:
    """Goes through a page's objects, and through those of the form objects among them."""

    def __init__(self, view: View, number: int, limits: DocumentLimits, off: list[OffShape]) -> None:
        self.view, self.number, self.limits, self.off = view, number, limits, off
        self.drawing = Drawing()
        self.images = 0
        self.forms = 0
        self.left = limits.objects_per_page
        self.cut = False
        self.homes: dict[int, Home] = {}
        self.fills: list[Fill] = []
        self.texts: list[int] = []

    def objects(self, count: int, addresses: Iterable[int], home: Home, depth: int) -> None:
        if depth > self.limits.nesting:
            raise TooComplexError(f"drawings nested more than {self.limits.nesting} deep", self.number)
        if count > self.left:
            self.cut = True
        found = list(islice(addresses, self.left))
        self.left -= len(found)
        items = [raw.address(address) for address in found]
        for address, item, kind in zip(found, items, map(raw.object_type, items), strict=True):
            if kind == _TEXT:
                self.texts.append(address)
                if depth:
                    self.homes[address] = home
            elif kind == _PATH:
                self.path(address, item, home)
            elif kind in (_IMAGE, _SHADING):
                self.painted(address, item, home, is_image=kind == _IMAGE)
            else:  # a form object: there is no other kind
                self.forms += 1
                inside = raw.count_form_objects(item)
                inner = (raw.get_form_object(item, index) for index in range(inside))
                space = times(raw.matrix(item), home.space)
                self.objects(inside, inner, Home(space, clip_of(item, home), (*home.forms, address)), depth + 1)

    def painted(self, address: int, item: raw.Handle, home: Home, *, is_image: bool) -> None:
        bounds = raw.bounds(item)
        seen = None if bounds is None else moved(bounds, home.space)
        if seen is not None and self.off and is_taken(self.view.box(*seen), self.off):
            return
        self.images += is_image
        if seen is not None:
            boxes = self.drawing.pictures if is_image else self.drawing.gradients
            boxes.append(self.view.box(*seen))
            if is_image:
                self.fills.append(Fill(len(self.texts), address, home, seen, None, is_whole=True))

    def path(self, address: int, item: raw.Handle, home: Home) -> None:
        filled, stroked = raw.draw_mode(item)
        if not (filled or stroked) or (bounds := raw.bounds(item)) is None:
            return
        space = home.space
        if self.off and is_taken(self.view.box(*moved(bounds, space)), self.off):
            return
        colour = raw.fill_colour(item) if filled else None
        boxes = [bounds]
        thickness = min(bounds[2] - bounds[0], bounds[3] - bounds[1])
        if thickness > SHAPES.thin:
            count = raw.count_segments(item)
            if stroked and not filled and count != PDFIUM.single_shape:
                boxes = self.lines(address, item, home)
            elif count > PDFIUM.single_shape:
                boxes = pieces(item)
            if filled and any([min(x1 - x0, y1 - y0) > SHAPES.thin for x0, y0, x1, y1 in boxes]):  # noqa: C419
                seen = bounds if space is IDENTITY else moved(bounds, space)
                self.fills.append(Fill(len(self.texts), address, home, seen, colour))
        for box in boxes:
            seen = self.view.box(*(box if space is IDENTITY else moved(box, space)))
            self.drawing.add(seen, filled=filled, stroked=stroked, colour=colour)

    def lines(self, address: int, item: raw.Handle, home: Home) -> list[BBox]:
        """The bounds of the pieces of a stroked path that are more than one line; the others are added as lines."""
        found: list[BBox] = []
        a, b, c, d, _, _ = raw.matrix(item)
        width = raw.stroke_width(item) * math.sqrt(abs(a * d - b * c))
        colour = raw.stroke_colour(item)
        for points in outlines(item):
            if len(points) > 2:
                found.append(bounds_of(points))
                continue
            (x0, y0), (x1, y1) = (point(x, y, home.space) for x, y in points)
            if width > SHAPES.thin and not is_slanting((x0, y0, x1, y1)):
                bar = bar_of((x0, y0, x1, y1), width)
                self.fills.append(Fill(len(self.texts), address, home, bar, colour, is_whole=True))
            (left, top, _, _), (right, bottom, _, _) = self.view.box(x0, y0, x0, y0), self.view.box(x1, y1, x1, y1)
            self.drawing.add_line((left, top, right, bottom), width, colour)
        return found


def outlines(path: raw.Handle) -> list[list[tuple[float, float]]]:
    """The points of a path's pieces, each of which begins where the pen is moved."""
    found: list[list[tuple[float, float]]] = []
    matrix = raw.matrix(path)
    for index in range(raw.count_segments(path)):
        segment = raw.address(raw.get_segment(path, index))
        place = point(*raw.segment_point(segment), matrix)
        if raw.segment_type(segment) == _MOVE or not found:
            found.append([place])
        else:
            found[-1].append(place)
    return [points for points in found if len(points) > 1]


def pieces(path: raw.Handle) -> list[BBox]:
    """The bounds of a path's pieces."""
    return [bounds_of(points) for points in outlines(path)]
