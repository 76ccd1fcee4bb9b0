"""Whether a page has to be recognised: it has no text, or none but a text layer behind a picture, or a stamp on one."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as bindings

from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.pdf.geometry import bounds_of, moved
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pdf.pdfium_paths import View
from risktrail.ingest.pdf.shapes import covered
from risktrail.schema.report import BBox

_WHOLE = 0.6  # of a page: pictures that take as much are the page itself, not a part of it
_STAMP = 30  # words: what is stamped on a scan, such as its number in a file, has fewer
_IMAGE, _TEXT = bindings.FPDF_PAGEOBJ_IMAGE, bindings.FPDF_PAGEOBJ_TEXT
_NESTING = 8  # forms within one another that are looked into


def may_be_picture(page: Page) -> bool:
    """Whether there is a picture on a page, or something drawn and no word."""
    return bool(page.images or (not page.words and (page.rules or page.marks)))


def wants_recognition(page: Page, mode: OcrMode, document: Any) -> bool:
    """Whether a page is to be recognised.

    Args:
        page: The page as an engine reads it.
        mode: Which pages are recognised.
        document: The document that pdfium has opened.
    """
    if mode is OcrMode.NEVER or not may_be_picture(page):
        return False
    return not page.words or mode is OcrMode.ALWAYS or _is_scan(page, document)


def printed_words(page: Page, document: Any) -> list[Word]:
    """The words of a page that are printed visibly in the PDF itself, over its picture."""
    _, texts = _pictures_and_texts(page, document)
    return [word for word in page.words if covered((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2, texts)]


def _is_scan(page: Page, document: Any) -> bool:
    """Whether a page is a picture, with no visible text but a stamp."""
    pictures, texts = _pictures_and_texts(page, document)
    if not pictures:
        return False
    left, top, right, bottom = bounds_of([point for x0, y0, x1, y1 in pictures for point in ((x0, y0), (x1, y1))])
    shown = max(min(right, page.width) - max(left, 0), 0) * max(min(bottom, page.height) - max(top, 0), 0)
    if shown < _WHOLE * page.width * page.height:
        return False
    visible = sum(covered((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2, texts) for word in page.words)
    return visible <= _STAMP


def _pictures_and_texts(page: Page, document: Any) -> tuple[list[BBox], list[BBox]]:
    """The boxes of a page's pictures, and those of its visible texts, as a reader sees it."""
    opened = document[page.number - 1]
    try:
        view = View.of(ctypes.cast(opened.raw, ctypes.c_void_p).value or 0)
        pictures: list[BBox] = []
        texts: list[BBox] = []
        for item in opened.get_objects(filter=(_IMAGE, _TEXT), max_depth=_NESTING):
            if item.type == _IMAGE:
                pictures.append(view.box(*_bounds(item)))
            elif bindings.FPDFTextObj_GetTextRenderMode(item) != bindings.FPDF_TEXTRENDERMODE_INVISIBLE:
                texts.append(view.box(*_bounds(item)))
        return pictures, texts
    finally:
        opened.close()


def _bounds(item: Any) -> BBox:
    """The bounds of an object in the page's space, through the forms that it stands in."""
    box: BBox = item.get_bounds()
    while (item := item.container) is not None:
        box = moved(box, item.get_matrix().get())
    return box
