"""pdfium's functions as plain calls on addresses, re-typed once.

`ctypes.PYFUNCTYPE` keeps the interpreter lock and skips pointer classes, which makes a call several times cheaper
than the same call through pypdfium2's bindings. What is called for every word or object goes without argument types,
which halves its cost again: whole numbers then travel as C ints, and addresses only as what `address` makes of them.
"""

from __future__ import annotations

import ctypes
import functools
import struct
from array import array
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as bindings

_POINTER, _INT, _ULONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong

Handle = Any  # an address as an untyped function takes it: a bare number would lose its upper half
address: Any = ctypes.c_void_p.from_param


def _untyped(name: str, result: Any) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(getattr(bindings, name), ctypes.c_void_p).value or 0)


def _retyped(name: str, result: Any, *arguments: Any) -> Any:
    function = _untyped(name, result)
    function.argtypes = arguments
    return function


load_page = _retyped("FPDF_LoadPage", _POINTER, _POINTER, _INT)
close_page = _retyped("FPDF_ClosePage", None, _POINTER)
rotation = _retyped("FPDFPage_GetRotation", _INT, _POINTER)
load_text = _retyped("FPDFText_LoadPage", _POINTER, _POINTER)
close_text = _retyped("FPDFText_ClosePage", None, _POINTER)
count_chars = _retyped("FPDFText_CountChars", _INT, _POINTER)
get_unicode = _retyped("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
count_objects = _retyped("FPDFPage_CountObjects", _INT, _POINTER)
count_form_objects = _retyped("FPDFFormObj_CountObjects", _INT, _POINTER)
get_form_object = _retyped("FPDFFormObj_GetObject", _POINTER, _POINTER, _ULONG)
get_segment = _retyped("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_type = _retyped("FPDFPathSegment_GetType", _INT, _POINTER)
_page_box = _retyped("FPDF_GetPageBoundingBox", _INT, _POINTER, _POINTER)
_font_name = _retyped("FPDFFont_GetBaseFontName", _ULONG, _POINTER, _POINTER, _ULONG)

get_object = _untyped("FPDFPage_GetObject", _POINTER)
count_annotations = _untyped("FPDFPage_GetAnnotCount", _INT)
object_type = _untyped("FPDFPageObj_GetType", _INT)
marked_content = _untyped("FPDFPageObj_GetMarkedContentID", _INT)
text_object = _untyped("FPDFText_GetTextObject", _POINTER)
char_font_size = _untyped("FPDFText_GetFontSize", ctypes.c_double)
object_font = _untyped("FPDFTextObj_GetFont", _POINTER)
render_mode = _untyped("FPDFTextObj_GetTextRenderMode", _INT)
clip_path = _untyped("FPDFPageObj_GetClipPath", _POINTER)
count_clip_paths = _untyped("FPDFClipPath_CountPaths", _INT)
count_clip_segments = _untyped("FPDFClipPath_CountPathSegments", _INT)
get_clip_segment = _untyped("FPDFClipPath_GetPathSegment", _POINTER)
count_segments = _untyped("FPDFPath_CountSegments", _INT)
_get_text = _untyped("FPDFText_GetText", _INT)
_loose_box = _untyped("FPDFText_GetLooseCharBox", _INT)
_char_origin = _untyped("FPDFText_GetCharOrigin", _INT)
_char_matrix = _untyped("FPDFText_GetMatrix", _INT)
_fill_colour = _untyped("FPDFPageObj_GetFillColor", _INT)
_stroke_colour = _untyped("FPDFPageObj_GetStrokeColor", _INT)
_stroke_width = _untyped("FPDFPageObj_GetStrokeWidth", _INT)
_bounds = _untyped("FPDFPageObj_GetBounds", _INT)
_matrix = _untyped("FPDFPageObj_GetMatrix", _INT)
_has_transparency = _untyped("FPDFPageObj_HasTransparency", _INT)
_draw_mode = _untyped("FPDFPath_GetDrawMode", _INT)
_segment_point = _untyped("FPDFPathSegment_GetPoint", _INT)

INVISIBLE = frozenset({3, 7})  # text render modes: neither filled nor stroked, clip only
Floats4 = tuple[float, float, float, float]
Colour = tuple[int, int, int]
Floats6 = tuple[float, float, float, float, float, float]
_IDENTITY: Floats6 = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Scratch:
    """Space for the numbers that one call gives: safe because one process reads one paper at a time."""

    def __init__(self, kind: str, count: int) -> None:
        layout = struct.Struct(f"{count}{kind}")
        self._space = ctypes.create_string_buffer(layout.size)
        begin, step = ctypes.addressof(self._space), layout.size // count
        self.places: list[Handle] = [address(begin + step * index) for index in range(count)]
        self.read: Any = functools.partial(layout.unpack_from, self._space)


_four_floats, _six_floats, _two_floats = _Scratch("f", 4), _Scratch("f", 6), _Scratch("f", 2)
_two_doubles, _two_ints, _four_ints = _Scratch("d", 2), _Scratch("i", 2), _Scratch("I", 4)
_name = ctypes.create_string_buffer(256)
_name_address = ctypes.addressof(_name)


def loose_boxes(text: Handle, places: Sequence[int]) -> array[float]:
    """The loose boxes of characters, one after the other: left, top, right and bottom in unrotated points."""
    boxes = array("f", bytes(16 * len(places)))
    begin, _ = boxes.buffer_info()
    targets = map(address, range(begin, begin + 16 * len(places), 16))
    deque(map(_loose_box, repeat(text), places, targets), maxlen=0)
    return boxes


def page_box(page: int) -> Floats4:
    """Left, bottom, right and top of what is shown of a page, in unrotated points."""
    if not _page_box(page, _four_floats.places[0]):
        return 0.0, 0.0, 612.0, 792.0
    left, top, right, bottom = _four_floats.read()
    return left, bottom, right, top


def bounds(item: Handle) -> Floats4 | None:
    """Left, bottom, right and top of a page object, in the space it stands in."""
    return _four_floats.read() if _bounds(item, *_four_floats.places) else None


def matrix(item: Handle) -> Floats6:
    """A page object's transformation a, b, c, d, e, f."""
    return _six_floats.read() if _matrix(item, _six_floats.places[0]) else _IDENTITY


def char_matrix(text: Handle, index: int) -> Floats6:
    """The transformation of a character on the page, form objects included, without its font size."""
    return _six_floats.read() if _char_matrix(text, index, _six_floats.places[0]) else _IDENTITY


def char_place(text: Handle, index: int) -> Floats6:
    """The a, b, c, d of a character's transformation on the page, form objects included, without its font size; and
    where on its baseline it stands, in unrotated points."""
    a, b, c, d, _, _ = _six_floats.read() if _char_matrix(text, index, _six_floats.places[0]) else _IDENTITY
    x, y = _two_doubles.read() if _char_origin(text, index, *_two_doubles.places) else (0.0, 0.0)
    return a, b, c, d, x, y


def whole_text(text: Handle, count: int) -> str:
    """A page's text of `count` of pdfium's characters; of another length where some are pairs or missing."""
    units = array("H", bytes(2 * count + 2))
    begin, _ = units.buffer_info()
    written = _get_text(text, 0, count, address(begin))
    return units[: max(written - 1, 0)].tobytes().decode("utf-16-le", "replace")


def fill_colour(item: Handle) -> Colour | None:
    """Red, green and blue, 0 to 255, or None where the object has none."""
    return _four_ints.read()[:3] if _fill_colour(item, *_four_ints.places) else None


def fill_with_alpha(item: Handle) -> tuple[Colour | None, int]:
    """The colour of `fill_colour`, and how much it hides of what is under it: 0 (nothing) to 255."""
    if not _fill_colour(item, *_four_ints.places):
        return None, 255
    red, green, blue, alpha = _four_ints.read()
    return (red, green, blue), alpha


def stroke_colour(item: Handle) -> Colour | None:
    """The colour of an object's outline, as `fill_colour`."""
    return _four_ints.read()[:3] if _stroke_colour(item, *_four_ints.places) else None


def stroke_width(item: Handle) -> float:
    """The width of an object's outline, in its own space."""
    return float(_four_floats.read()[0]) if _stroke_width(item, _four_floats.places[0]) else 1.0


def draw_mode(path: Handle) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    if not _draw_mode(path, *_two_ints.places):
        return False, False
    fill, stroke = _two_ints.read()
    return fill != 0, stroke != 0


def has_transparency(item: int) -> bool:
    """Whether what lies under a page object may be seen through it, by its colour, its mask or how it is blended."""
    return bool(_has_transparency(address(item)))


def segment_point(segment: Handle) -> tuple[float, float]:
    """Where a path's segment ends, in the path's own space."""
    return _two_floats.read() if _segment_point(segment, *_two_floats.places) else (0.0, 0.0)


def font_name(font: int | None) -> str:
    """A font's base name, e.g. `BCDEEE+Calibri-Bold`; empty where it has none, or where there is no font."""
    length = _font_name(font, _name_address, 256)
    return "" if not 0 < length <= 256 else _name.value.decode("utf-8", "replace")
