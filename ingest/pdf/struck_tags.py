"""Words that the tags of a PDF say are struck out (`TextDecorationType` of `LineThrough`; ISO 32000-1, 14.8.5.4.5).

Programs that write this draw the bar too, in every case seen; but that may be a picture, or stand where no reader takes
it for one. Only files with such a tag are looked at (`rare_names`).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as bindings

from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.page import ASCENT, DESCENT
from risktrail.ingest.pdf.pdfium_paths import View
from risktrail.schema.report import BBox

_ATTRIBUTE, _STRUCK = b"TextDecorationType", "LineThrough"
_LONGEST = 64  # bytes of a value that is read
_TEXT = bindings.FPDF_PAGEOBJ_TEXT


def struck_by_tags(document: pdfium.PdfDocument) -> dict[int, list[BBox]]:
    """The boxes of what tags say is struck out, by the number of the page, in points as a reader sees it."""
    found: dict[int, list[BBox]] = {}
    for index in range(len(document)):
        page = bindings.FPDF_LoadPage(document, index)
        if not page:
            continue
        try:
            if marks := _struck_marks(page):
                found[index + 1] = list(_boxes(page, marks))
        finally:
            bindings.FPDF_ClosePage(page)
    return found


def _struck_marks(page: Any) -> set[int]:
    """The numbers of marked content of a page that stands in an element that is struck out.

    Elements are asked for the content of this page alone: after files are put together, a page may have the tags of
    another paper, whose numbers mean nothing here.
    """
    tree = bindings.FPDF_StructTree_GetForPage(page)
    if not tree:
        return set()
    try:
        count = bindings.FPDF_StructTree_CountChildren(tree)
        tops = (bindings.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(max(count, 0)))
        marks: set[int] = set()
        stack = [(top, False) for top in tops if top]
        left = PDFIUM.tags
        while stack and left:
            element, inside = stack.pop()
            left -= 1
            inside = inside or _is_struck(element)
            for index in range(max(bindings.FPDF_StructElement_CountChildren(element), 0)):
                if child := bindings.FPDF_StructElement_GetChildAtIndex(element, index):
                    stack.append((child, inside))
                elif inside and (mark := bindings.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
                    marks.add(mark)
        return marks
    finally:
        bindings.FPDF_StructTree_Close(tree)


def _is_struck(element: Any) -> bool:
    """Whether an element's own attributes strike it out. (`FPDF_StructElement_GetStringAttribute` finds none where an
    element has a single set of them, which is the usual case.)"""
    sets = range(max(bindings.FPDF_StructElement_GetAttributeCount(element), 0))
    values = (
        bindings.FPDF_StructElement_Attr_GetValue(
            bindings.FPDF_StructElement_GetAttributeAtIndex(element, index), _ATTRIBUTE
        )
        for index in sets
    )
    return any(_text(value) == _STRUCK for value in values if value)


def _text(value: Any) -> str:
    """The text or name that an attribute has for a value; empty for a value of another kind."""
    length = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(_LONGEST)
    if not bindings.FPDF_StructElement_Attr_GetStringValue(value, buffer, _LONGEST, length) or length.value > _LONGEST:
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _boxes(page: Any, marks: set[int]) -> Iterator[BBox]:
    """The boxes of the texts of a page with some numbers of marked content."""
    view = View.of(ctypes.cast(page, ctypes.c_void_p).value or 0)
    for index in range(bindings.FPDFPage_CountObjects(page)):
        item = bindings.FPDFPage_GetObject(page, index)
        if bindings.FPDFPageObj_GetType(item) == _TEXT and bindings.FPDFPageObj_GetMarkedContentID(item) in marks:
            yield view.box(*_bounds(item))


def _bounds(item: Any) -> BBox:
    """The bounds of a text as high as its font, left, bottom, right and top: those of a dash are too low."""
    handle = raw.address(ctypes.cast(item, ctypes.c_void_p).value)
    left, bottom, right, top = raw.bounds(handle) or (0.0, 0.0, 0.0, 0.0)
    a, b, c, d, x, y = raw.matrix(handle)
    size = ctypes.c_float()
    bindings.FPDFTextObj_GetFontSize(item, size)
    high = size.value * math.hypot(c, d)
    up, down = ASCENT * high, DESCENT * high
    if abs(b) > abs(a):  # written up or down the page as it is stored
        return min(left, x - up), bottom, max(right, x + up), top
    return left, min(bottom, y - down), right, max(top, y + up)
