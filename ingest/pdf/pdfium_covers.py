"""Text that something is painted over: a box of any colour, a thick line or a picture, drawn later than the text, that
nothing shines through.

Such text is in the file, and no reader of the page sees it: it was whited out, or blacked out. Print in the colour of a
dark box that it stands on is hidden in the same way.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import pypdfium2.raw as bindings

from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.geometry import bounds_of, intersection, moved
from risktrail.ingest.pdf.pdfium_clips import clip_of
from risktrail.ingest.pdf.pdfium_paths import Fill, Painted, outlines
from risktrail.schema.report import BBox

_OPAQUE = 255


class Print(NamedTuple):
    """Something printed: the text object that it is a part of, and its box in pdfium's unrotated points."""

    item: int | None
    box: BBox


def may_cover(painted: Painted, items: Sequence[int | None], first: Sequence[float], last: Sequence[float]) -> bool:
    """Whether some fill may hide words of a page. It is asked of every page with fills: so most are let go quickly.

    Args:
        painted: The page's shapes.
        items: The text objects of the page's words.
        first: The loose boxes of the words' first letters, one after the other.
        last: Those of their last letters.
    """
    orders = orders_of(painted)
    when = [-1 if item is None else orders.get(item, -1) for item in items]
    heights = [(top + bottom) / 2 for top, bottom in zip(first[1::4], first[3::4], strict=True)]
    places: Sequence[int] = range(len(when))
    if when != sorted(when):  # pdfium reads some pages in another order than they are painted in
        places = sorted(places, key=when.__getitem__)
        when, heights = [when[place] for place in places], [heights[place] for place in places]
    depths = [-height for height in accumulate(heights, min)]  # how far down the page words are printed by then
    for fill in painted.fills[-PDFIUM.latest_fills :]:
        left, bottom, right, top = fill.box
        before = bisect_left(when, fill.before)
        since = bisect_left(depths, -top, 0, before)
        end = len(when) if _dark(fill.colour) else before
        for index in range(since, end):
            if bottom <= heights[index] <= top:
                place = 4 * places[index]
                within = first[place] < right and left < max(first[place + 2], last[place + 2])
                if within and (index < before or _is_print_alike(items[places[index]], fill.colour)):
                    return True
    return False


class Cover(NamedTuple):
    """A box that hides what is printed under it: how many text objects are painted before it, its box, and its colour
    where it is so dark that it hides print of that colour that is painted on it. Invisible print under a picture was
    recognised from it, and is not hidden by it."""

    before: int
    box: BBox
    colour: raw.Colour | None
    is_picture: bool


def covers_of(painted: Painted, prints: Sequence[Print], document: Any) -> list[Cover]:
    """The boxes that hide some of what is printed on a page of a document: few, on few pages."""
    orders = orders_of(painted)
    by_height = sorted(((one.box[1] + one.box[3]) / 2, place) for place, one in enumerate(prints))
    heights = [height for height, _ in by_height]
    found = []
    for fill in painted.fills[-PDFIUM.latest_fills :]:
        _, bottom, _, top = fill.box
        within = by_height[bisect_left(heights, bottom) : bisect_right(heights, top)]
        under = [prints[place] for _, place in within if _overlap(prints[place].box, fill.box)]
        colour = fill.colour if _dark(fill.colour) else None
        if any(_is_hidden(one, fill.before, colour, orders) for one in under):
            found += [Cover(fill.before, box, colour, fill.is_picture) for box in _boxes(fill, document)]
    return found


def hidden_under(covers: Sequence[Cover], prints: Iterable[Print], painted: Painted) -> list[bool]:
    """Whether each of some letters is hidden under one of the covers."""
    orders = orders_of(painted)
    return [
        any(
            _holds(cover.box, one.box)
            and _is_hidden(one, cover.before, cover.colour, orders)
            and not (cover.is_picture and _is_invisible(one.item))
            for cover in covers
        )
        for one in prints
    ]


def orders_of(painted: Painted) -> dict[int, int]:
    """How many text objects of a page are painted before each of them, by its address."""
    return dict(zip(painted.texts, range(len(painted.texts)), strict=True))


def _overlap(one: BBox, other: BBox) -> bool:
    return one[0] < other[2] and other[0] < one[2]


def _holds(cover: BBox, box: BBox) -> bool:
    """Whether a cover reaches over the middle of a letter's height, and enough of its width."""
    x0, _, x1, _ = intersection(cover, box)
    return cover[1] <= (box[1] + box[3]) / 2 <= cover[3] and x1 - x0 >= PDFIUM.covered * (box[2] - box[0])


def _is_hidden(one: Print, before: int, colour: raw.Colour | None, orders: dict[int, int]) -> bool:
    """Whether print under or on a box cannot be seen: it is painted before the box, or after it in the same colour."""
    if one.item is None:
        return False
    return orders.get(one.item, before) < before or _is_print_alike(one.item, colour)


def _is_print_alike(item: int | None, colour: raw.Colour | None) -> bool:
    """Whether print has the colour of a dark box, so that it cannot be read on it."""
    ink = raw.fill_colour(raw.address(item)) if item is not None and colour is not None else None
    if ink is None or colour is None:
        return False
    return max(abs(a - b) for a, b in zip(ink, colour, strict=True)) < PDFIUM.same_colour


def _is_invisible(item: int | None) -> bool:
    return item is not None and raw.render_mode(raw.address(item)) in raw.INVISIBLE


def _dark(colour: raw.Colour | None) -> bool:
    """Whether a fill is so dark that it may be there to hide black print."""
    return colour is not None and max(colour) < PDFIUM.blackened


def _boxes(fill: Fill, document: Any) -> list[BBox]:
    """The boxes that a fill hides what is under it with: none where something shines through, or it is no box."""
    if any(raw.has_transparency(address) for address in (fill.address, *fill.home.forms)):
        return []
    item = raw.address(fill.address)
    if fill.is_whole:
        clip = clip_of(item, fill.home)
        is_open = fill.is_picture and _is_seen_through(fill.address, document)
        return [] if is_open else [fill.box if clip is None else intersection(clip, fill.box)]
    shapes = [points for points in outlines(item) if _is_box(points)]
    boxes = [moved(bounds_of(points), fill.home.space) for points in shapes]
    if any(one != other and _contains(one, other) for one in boxes for other in boxes):
        return []  # a frame: what is inside is left free
    clip = clip_of(item, fill.home)
    return [box if clip is None else intersection(clip, box) for box in boxes]


def _is_seen_through(picture: int, document: Any) -> bool:
    """Whether a mask leaves some of a picture open, so that what is under it may be seen; also where that cannot be
    told."""
    handle = ctypes.cast(picture, bindings.FPDF_PAGEOBJECT)
    bitmap = bindings.FPDFImageObj_GetRenderedBitmap(document, None, handle)
    if not bitmap:
        return True
    try:
        if bindings.FPDFBitmap_GetFormat(bitmap) != bindings.FPDFBitmap_BGRA:
            return False
        size = bindings.FPDFBitmap_GetStride(bitmap) * bindings.FPDFBitmap_GetHeight(bitmap)
        pixels = ctypes.string_at(bindings.FPDFBitmap_GetBuffer(bitmap), size)
        return min(pixels[3::4], default=0) < _OPAQUE
    finally:
        bindings.FPDFBitmap_Destroy(bitmap)


def _is_box(points: Sequence[tuple[float, float]]) -> bool:
    """Whether all points of an outline lie on the sides of their bounds, and each corner is taken or cut alike."""
    x0, y0, x1, y1 = bounds_of(points)
    near = PDFIUM.box_side
    if len(points) <= PDFIUM.single_shape:
        return all(_at(x, x0, x1, near) and _at(y, y0, y1, near) for x, y in points) and len(points) > 2
    return all(_at(x, x0, x1, near) or _at(y, y0, y1, near) for x, y in points)


def _at(value: float, one: float, other: float, near: float) -> bool:
    return abs(value - one) <= near or abs(value - other) <= near


def _contains(one: BBox, other: BBox) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]
