"""The tags of a PDF as pdfium has them, for both engines: which element each text of a page stands in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as bindings

from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.page_tags import PageTags, Path, TaggedText, TagPlace
from risktrail.ingest.pdf.pdfium_document import open_document
from risktrail.ingest.pdf.pdfium_paths import View

_PARAGRAPHS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6"})
_LONGEST = 64  # bytes of the name of an element's type that is read
_TEXT = bindings.FPDF_PAGEOBJ_TEXT


class FileTags:
    """The tags of a PDF. It is opened, apart from where it is read, when the tags of a page are first wanted, and stays
    open as long as they are."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _document(self) -> pdfium.PdfDocument:
        return open_document(self._content)

    def of_page(self, number: int) -> PageTags:
        """The tags of a page, counted from 1."""
        return PageTags(partial(self._texts, number))

    def _texts(self, number: int) -> tuple[TaggedText, ...]:
        page = raw.load_page(ctypes.cast(self._document.raw, ctypes.c_void_p).value, number - 1)
        try:
            return tuple(_texts(page))
        finally:
            raw.close_page(page)


def _texts(page: int) -> Iterator[TaggedText]:
    """The texts of a page but for those within form objects, whose marked contents are numbered apart."""
    view, places = View.of(page), _places(page)
    handle = raw.address(page)
    for index in range(raw.count_objects(page)):
        item = raw.address(raw.get_object(handle, index))
        if raw.object_type(item) != _TEXT:
            continue
        left, bottom, right, top = raw.bounds(item) or (0.0, 0.0, 0.0, 0.0)
        if left < right and bottom < top:
            yield TaggedText(view.box(left, bottom, right, top), places.get(raw.marked_content(item)))


def _places(page: int) -> dict[int, TagPlace]:
    """The places of the marked contents of a page, by their numbers."""
    tree = bindings.FPDF_StructTree_GetForPage(ctypes.cast(page, bindings.FPDF_PAGE))
    if not tree:
        return {}
    try:
        tops = range(max(bindings.FPDF_StructTree_CountChildren(tree), 0))
        stack: list[tuple[Any, Path, TagPlace]] = [
            (top, (index,), TagPlace())
            for index in tops
            if (top := bindings.FPDF_StructTree_GetChildAtIndex(tree, index))
        ]
        places: dict[int, TagPlace] = {}
        left = PDFIUM.tags
        while stack and left:
            element, path, around = stack.pop()
            left -= 1
            place = _place_in(_type(element), path, around)
            for index in range(max(bindings.FPDF_StructElement_CountChildren(element), 0)):
                if child := bindings.FPDF_StructElement_GetChildAtIndex(element, index):
                    stack.append((child, (*path, index), place))
                elif (mark := bindings.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
                    places[mark] = TagPlace() if mark in places else place  # of two elements: nothing is said
        return places
    finally:
        bindings.FPDF_StructTree_Close(tree)


def _place_in(kind: str, path: Path, around: TagPlace) -> TagPlace:
    """The place of what stands in an element of a kind. The paragraphs of a list item are parts of that."""
    if kind == "LI":
        return around._replace(item=path, is_list_item=True)
    if kind in _PARAGRAPHS:
        return around if around.is_list_item else around._replace(item=path)
    if kind == "Table":
        return TagPlace(table=path)
    if kind == "TR":
        return TagPlace(row=path, table=around.table)
    return TagPlace(cell=path, row=around.row, table=around.table) if kind in ("TD", "TH") else around


def _type(element: Any) -> str:
    """The standard type of an element: `P`, `LI`."""
    buffer = ctypes.create_string_buffer(_LONGEST)
    length = bindings.FPDF_StructElement_GetType(element, buffer, _LONGEST)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0") if length <= _LONGEST else ""
