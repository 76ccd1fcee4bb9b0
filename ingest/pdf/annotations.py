"""What stands on a page besides its content: form fields, text boxes, and the marks and notes of reviewers.

A person sees what is filled in and written into text boxes like the rest of the page, and no engine has it among the
page's text. pdfium can draw it into the page; the file that this makes is what both engines read. Words that a reviewer
has marked as struck out are told by their places, and notes by their text.
"""

from __future__ import annotations

import ctypes
import functools
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import pypdfium2 as pdfium
import pypdfium2.raw as bindings

from risktrail.ingest.errors import DamagedPdfError, PaperError
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.layers import OffContent, content_off
from risktrail.ingest.pdf.page import Note, Page
from risktrail.ingest.pdf.pdfium_document import open_document
from risktrail.ingest.pdf.pdfium_paths import View
from risktrail.ingest.pdf.rare_names import HAS_LAYERS, rare_names
from risktrail.schema.report import BBox

_TEXT_BOX = bindings.FPDF_ANNOT_FREETEXT
_DRAWN = {
    _TEXT_BOX,
    bindings.FPDF_ANNOT_WIDGET,
    bindings.FPDF_ANNOT_SQUARE,
    bindings.FPDF_ANNOT_POLYGON,
    bindings.FPDF_ANNOT_LINE,
    bindings.FPDF_ANNOT_XFAWIDGET,
}
"""Kinds that are drawn into the page: they hold text, or may cover or strike out that of the page."""
_OF_READERS = {bindings.FPDF_ANNOT_LINK, bindings.FPDF_ANNOT_POPUP}
"""Kinds that show nothing of their own."""
_MARKED = {
    bindings.FPDF_ANNOT_STAMP: "a stamp",
    bindings.FPDF_ANNOT_INK: "something drawn by hand",
    bindings.FPDF_ANNOT_REDACT: "words marked for redaction",
}
"""Kinds that are told even where they hold no text."""
_FIELDS_WITH_TEXT = {
    bindings.FPDF_FORMFIELD_TEXTFIELD,
    bindings.FPDF_FORMFIELD_COMBOBOX,
    bindings.FPDF_FORMFIELD_LISTBOX,
}
_FIELDS_TO_TICK = {bindings.FPDF_FORMFIELD_CHECKBOX, bindings.FPDF_FORMFIELD_RADIOBUTTON}
_NOT_SHOWN = bindings.FPDF_ANNOT_FLAG_HIDDEN | bindings.FPDF_ANNOT_FLAG_NOVIEW
_CORNERS = ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")
_Asked = TypeVar("_Asked")


class Annotated(NamedTuple):
    """A PDF with its form fields and text boxes drawn into its pages.

    `crossed` are the boxes in which reviewers have struck words out, `notes` what they have written, both by the number
    of the page; the boxes are in points from its top left corner, as a reader sees it. `fields` has what is filled in
    on each page: for each field its value, and what a list to choose from shows for that. `ticks` are the pages with
    boxes to tick.
    """

    content: bytes
    crossed: dict[int, list[BBox]]
    notes: dict[int, list[Note]]
    fields: dict[int, list[list[str]]]
    ticks: set[int]

    def not_drawn(self, pages: Sequence[Page]) -> tuple[int, ...]:
        """The numbers of the pages with a field that is filled in and whose words are not on the page."""
        return tuple(
            page.number
            for page in pages
            if page.number in self.fields and _lacks_a_field(page, self.fields[page.number])
        )


def _lacks_a_field(page: Page, fields: Iterable[Sequence[str]]) -> bool:
    words = {word.text for word in (*page.words, *page.struck, *page.hidden)}
    return any(not any(words.issuperset(text.split()) for text in texts) for texts in fields)


def has_annotations(page: int) -> bool:
    """Whether a page, by its address, has annotations other than links."""
    handle = ctypes.cast(page, bindings.FPDF_PAGE)
    count = min(bindings.FPDFPage_GetAnnotCount(handle), PDFIUM.annotations)
    return any(_kind_at(handle, index) not in _OF_READERS for index in range(count))


def is_annotated(content: bytes) -> bool:
    """Whether a PDF that another engine is to read has annotations other than links; False where pdfium cannot tell."""
    try:
        document = open_document(content)
    except PaperError:
        return False
    try:
        return any(_of_page(document, index, _has_any) for index in range(len(document)))
    finally:
        document.close()


def annotated(content: bytes) -> Annotated:
    """A PDF with its annotations drawn into its pages, or told.

    Raises:
        PaperError: It cannot be opened, or not be written with them.
    """
    off = content_off(content) if rare_names(content, [HAS_LAYERS]) else {}
    document = open_document(content)
    found = Annotated(b"", {}, {}, {}, set())
    information = bindings.FPDF_FORMFILLINFO(version=2)  # kept, for pdfium reads from it until the environment ends
    form = bindings.FPDFDOC_InitFormFillEnvironment(document, information)
    try:
        for index in range(len(document)):
            hidden = off.get(index + 1, OffContent()).annotations
            draw = functools.partial(_draw, number=index + 1, hidden=hidden, form=form, found=found)
            _of_page(document, index, draw)
        saved = io.BytesIO()
        document.save(saved)
        return found._replace(content=saved.getvalue())
    except pdfium.PdfiumError as error:
        raise DamagedPdfError("its form fields and marks cannot be drawn") from error
    finally:
        bindings.FPDFDOC_ExitFormFillEnvironment(form)
        document.close()


def _of_page(document: pdfium.PdfDocument, index: int, ask: Callable[[Any], _Asked]) -> _Asked | None:
    """What a function says of a page; None where the page cannot be loaded."""
    page = bindings.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        return ask(page)
    finally:
        bindings.FPDF_ClosePage(page)


def _draw(page: Any, number: int, hidden: Sequence[int], form: Any, found: Annotated) -> None:
    """Draw the annotations of one page into it, after their marks, notes and values are taken down; those that are
    `hidden` stand on layers that are switched off."""
    view = View.of(ctypes.cast(page, ctypes.c_void_p).value or 0)
    _make_appearances(page)
    count = min(bindings.FPDFPage_GetAnnotCount(page), PDFIUM.annotations)
    for index in reversed(range(count)):
        with _opened(page, index) as annotation:
            kind = bindings.FPDFAnnot_GetSubtype(annotation)
            shows = index not in hidden and not bindings.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
            if shows:
                _take_down(annotation, kind, number, form, view, found)
        if kind not in _DRAWN or not shows:
            bindings.FPDFPage_RemoveAnnot(page, index)
    bindings.FPDFPage_Flatten(page, bindings.FLAT_NORMALDISPLAY)


def _take_down(annotation: Any, kind: int, number: int, form: Any, view: View, found: Annotated) -> None:
    """Put what an annotation marks, says or holds where it belongs."""
    if kind == bindings.FPDF_ANNOT_WIDGET:
        if bindings.FPDFAnnot_GetFormFieldType(form, annotation) in _FIELDS_TO_TICK:
            found.ticks.add(number)
        texts = _field_texts(annotation, form)
        if texts:
            found.fields.setdefault(number, []).append(texts)
        return
    if kind == bindings.FPDF_ANNOT_STRIKEOUT:
        found.crossed.setdefault(number, []).extend(_quads(annotation, view))
    text = "" if kind in _OF_READERS else _text(bindings.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if text or kind in _MARKED:
        found.notes.setdefault(number, []).insert(0, Note(text or _MARKED[kind], is_read=kind == _TEXT_BOX))


def _field_texts(annotation: Any, form: Any) -> list[str]:
    """The value of a form field that people write in or choose from, and the text of the choices made; none where it is
    not filled in."""
    if bindings.FPDFAnnot_GetFormFieldType(form, annotation) not in _FIELDS_WITH_TEXT:
        return []
    value = _text(bindings.FPDFAnnot_GetFormFieldValue, form, annotation)
    if not value:
        return []
    options = range(min(max(bindings.FPDFAnnot_GetOptionCount(form, annotation), 0), PDFIUM.annotations))
    chosen = [place for place in options if bindings.FPDFAnnot_IsOptionSelected(form, annotation, place)]
    return [value, *(_text(bindings.FPDFAnnot_GetOptionLabel, form, annotation, place) for place in chosen)]


def _has_any(page: Any) -> bool:
    return has_annotations(ctypes.cast(page, ctypes.c_void_p).value or 0)


def _make_appearances(page: Any) -> None:
    """Have pdfium make the looks of fields and marks that the file has none of: it does so when it paints them."""
    bitmap = bindings.FPDFBitmap_CreateEx(1, 1, bindings.FPDFBitmap_Gray, None, 0)
    if bitmap:
        bindings.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, bindings.FPDF_ANNOT)
        bindings.FPDFBitmap_Destroy(bitmap)


@contextmanager
def _opened(page: Any, index: int) -> Iterator[Any]:
    annotation = bindings.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        bindings.FPDFPage_CloseAnnot(annotation)


def _kind_at(page: Any, index: int) -> int:
    with _opened(page, index) as annotation:
        return int(bindings.FPDFAnnot_GetSubtype(annotation))


def _quads(annotation: Any, view: View) -> Iterator[BBox]:
    """The boxes that a mark is put on, one a line of text."""
    quad = bindings.FS_QUADPOINTSF()
    for index in range(bindings.FPDFAnnot_CountAttachmentPoints(annotation)):
        if bindings.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
            places = [getattr(quad, corner) for corner in _CORNERS]
            xs, ys = places[0::2], places[1::2]
            yield view.box(min(xs), min(ys), max(xs), max(ys))


def _text(get: Callable[..., int], *arguments: Any) -> str:
    """A text that one of pdfium's functions gives, on one line; empty where there is none."""
    length = get(*arguments, None, 0)
    units = (ctypes.c_ushort * (length // 2 + 1))()
    get(*arguments, units, length)
    return " ".join(bytes(units)[:length].decode("utf-16-le", "replace").replace("\0", " ").split())
