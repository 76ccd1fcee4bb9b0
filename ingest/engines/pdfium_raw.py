"""pdfium's functions as plain calls on addresses, re-typed once.

`ctypes.PYFUNCTYPE` keeps the interpreter lock and skips pointer classes, which makes a call several times cheaper
than the same call through pypdfium2's bindings.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as bindings

_POINTER, _INT, _ULONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


def _retyped(name: str, result: Any, *arguments: Any) -> Any:
    address = ctypes.cast(getattr(bindings, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


load_page = _retyped("FPDF_LoadPage", _POINTER, _POINTER, _INT)
close_page = _retyped("FPDF_ClosePage", None, _POINTER)
rotation = _retyped("FPDFPage_GetRotation", _INT, _POINTER)
load_text = _retyped("FPDFText_LoadPage", _POINTER, _POINTER)
close_text = _retyped("FPDFText_ClosePage", None, _POINTER)
count_chars = _retyped("FPDFText_CountChars", _INT, _POINTER)
get_text = _retyped("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
get_unicode = _retyped("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
loose_box = _retyped("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
char_font_size = _retyped("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
text_object = _retyped("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
object_font = _retyped("FPDFTextObj_GetFont", _POINTER, _POINTER)
render_mode = _retyped("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
object_type = _retyped("FPDFPageObj_GetType", _INT, _POINTER)
count_objects = _retyped("FPDFPage_CountObjects", _INT, _POINTER)
get_object = _retyped("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_form_objects = _retyped("FPDFFormObj_CountObjects", _INT, _POINTER)
get_form_object = _retyped("FPDFFormObj_GetObject", _POINTER, _POINTER, _ULONG)
count_segments = _retyped("FPDFPath_CountSegments", _INT, _POINTER)
get_segment = _retyped("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_type = _retyped("FPDFPathSegment_GetType", _INT, _POINTER)

_page_box = _retyped("FPDF_GetPageBoundingBox", _INT, _POINTER, _POINTER)
_font_name = _retyped("FPDFFont_GetBaseFontName", _ULONG, _POINTER, _POINTER, _ULONG)
_fill_colour = _retyped("FPDFPageObj_GetFillColor", _INT, *[_POINTER] * 5)
_bounds = _retyped("FPDFPageObj_GetBounds", _INT, *[_POINTER] * 5)
_matrix = _retyped("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
_char_origin = _retyped("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_char_matrix = _retyped("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
_draw_mode = _retyped("FPDFPath_GetDrawMode", _INT, *[_POINTER] * 3)
_segment_point = _retyped("FPDFPathSegment_GetPoint", _INT, *[_POINTER] * 3)

_doubles = (ctypes.c_double * 2)()
_d = [ctypes.addressof(_doubles), ctypes.addressof(_doubles) + 8]

# Scratch space, used and read within one call: safe because one process reads one paper at a time.
_floats = (ctypes.c_float * 8)()
_f = [ctypes.addressof(_floats) + 4 * index for index in range(8)]
_ints = (ctypes.c_uint * 4)()
_i = [ctypes.addressof(_ints) + 4 * index for index in range(4)]
_name = ctypes.create_string_buffer(256)
_name_address = ctypes.addressof(_name)

Floats4 = tuple[float, float, float, float]


def page_box(page: int) -> Floats4:
    """Left, bottom, right and top of what is shown of a page, in unrotated points."""
    if not _page_box(page, _f[0]):
        return 0.0, 0.0, 612.0, 792.0
    left, top, right, bottom = _floats[:4]
    return left, bottom, right, top


def bounds(item: int) -> Floats4 | None:
    """Left, bottom, right and top of a page object, in the space it stands in."""
    return tuple(_floats[:4]) if _bounds(item, *_f[:4]) else None  # type: ignore[return-value]


def matrix(item: int) -> tuple[float, float, float, float, float, float]:
    """A page object's transformation a, b, c, d, e, f."""
    return tuple(_floats[:6]) if _matrix(item, _f[0]) else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # type: ignore[return-value]


def char_origin(text: int, index: int) -> tuple[float, float]:
    """Where a character stands on its baseline, in unrotated points of the page."""
    return (_doubles[0], _doubles[1]) if _char_origin(text, index, *_d) else (0.0, 0.0)


def char_matrix(text: int, index: int) -> tuple[float, float, float, float, float, float]:
    """A character's transformation on the page, form objects included, without its font size."""
    return tuple(_floats[:6]) if _char_matrix(text, index, _f[0]) else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # type: ignore[return-value]


def fill_colour(item: int) -> tuple[int, int, int] | None:
    """Red, green and blue, 0 to 255, or None where the object has none."""
    return tuple(_ints[:3]) if _fill_colour(item, *_i) else None  # type: ignore[return-value]


def draw_mode(path: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    if not _draw_mode(path, _i[0], _i[1]):
        return False, False
    return _ints[0] != 0, _ints[1] != 0


def segment_point(segment: int) -> tuple[float, float]:
    """Where a path's segment ends, in the path's own space."""
    return (_floats[0], _floats[1]) if _segment_point(segment, _f[0], _f[1]) else (0.0, 0.0)


def font_name(font: int) -> str:
    """A font's base name, e.g. `BCDEEE+Calibri-Bold`; empty where it has none."""
    length = _font_name(font, _name_address, 256)
    return "" if not 0 < length <= 256 else _name.value.decode("utf-8", "replace")
