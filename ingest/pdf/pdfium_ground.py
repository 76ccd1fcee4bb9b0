"""What white print stands on, where pdfium does not say: a shape filled with a gradient is white by its bindings.

The page is painted, one pixel a point, and the colour behind the print is looked at. This is done only for white print
on a white shape.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as bindings

from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.pdf.pdfium_paths import View
from risktrail.ingest.pdf.shapes import SETTINGS as SHAPES
from risktrail.ingest.pdf.shapes import covered
from risktrail.schema.report import BBox

_WHITE = 0xFFFFFFFF


def dark_ground(words: Sequence[Word], white: Sequence[BBox], page: int, view: View) -> list[BBox]:
    """The boxes of words in white print that stand on something dark, though pdfium says that it is white.

    Args:
        words: The page's words in white print.
        white: The shapes that are white as pdfium says.
        page: The page's address.
        view: What a reader sees of it.
    """
    doubtful = [word for word in words if covered((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2, white)]
    width, height = int(view.width), int(view.height)
    if not doubtful or not 0 < max(width, height) <= PDFIUM.painted_side:
        return []
    bitmap = bindings.FPDFBitmap_CreateEx(width, height, bindings.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return []
    try:
        bindings.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        handle = ctypes.cast(page, bindings.FPDF_PAGE)
        bindings.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, 0)
        stride = bindings.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(bindings.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        bindings.FPDFBitmap_Destroy(bitmap)
    return [word[:4] for word in doubtful if _is_dark(word, pixels, stride, height)]


def _is_dark(word: Word, pixels: bytes, stride: int, height: int) -> bool:
    """Whether most of what is painted where a word stands is dark. `pixels` has one grey byte a point."""
    left, right = max(int(word.x0), 0), int(word.x1) + 1
    rows = range(max(int(word.top), 0), min(int(word.bottom) + 1, height))
    shades = b"".join(pixels[row * stride + left : row * stride + min(right, stride)] for row in rows)
    return 2 * sum(shade < SHAPES.dark for shade in shades) > len(shades)
