"""A PDF opened by pdfium, and what the file holds besides its pages' text: dates, attached files, form fields."""

from __future__ import annotations

import ctypes
import datetime as dt
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as bindings

from risktrail.ingest.errors import (
    DamagedPdfError,
    EmptyPaperError,
    EncryptedForReadersError,
    PaperError,
    PasswordProtectedError,
)
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.page import AttachedFile
from risktrail.ingest.pdf.pdf_dates import read_date

_FIELDS_WITH_TEXT = {
    bindings.FPDF_FORMFIELD_TEXTFIELD,
    bindings.FPDF_FORMFIELD_COMBOBOX,
    bindings.FPDF_FORMFIELD_LISTBOX,
}
_NOT_SHOWN = bindings.FPDF_ANNOT_FLAG_HIDDEN | bindings.FPDF_ANNOT_FLAG_NOVIEW
_EMPTY_VALUE = 2  # bytes: nothing but the zero that ends a text


class FileFacts(NamedTuple):
    """What a `Document` has besides its pages, in its order."""

    modified: dt.datetime | None = None
    attached: tuple[AttachedFile, ...] = ()
    form_pages: tuple[int, ...] = ()
    bookmarks: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


def open_document(content: bytes) -> pdfium.PdfDocument:
    """Open a PDF. The caller closes it, and keeps `content` until then, because pdfium goes on reading from it.

    `PdfDocument(content)` is not used: for a PDF without pages it asks pdfium for its last error although no call has
    failed, and so reports the error of the file opened before.

    Raises:
        PaperError: It cannot be opened, or has no pages.
    """
    handle = bindings.FPDF_LoadMemDocument64(content, len(content), None)
    if not handle:
        raise _opening_error(bindings.FPDF_GetLastError())
    document = pdfium.PdfDocument(handle)
    document._data_holder.append(content)
    if len(document) < 1:
        document.close()
        raise EmptyPaperError("a PDF without pages")
    return document


def _opening_error(code: int) -> PaperError:
    if code == bindings.FPDF_ERR_PASSWORD:
        return PasswordProtectedError("asks for a password")
    if code == bindings.FPDF_ERR_SECURITY:
        return EncryptedForReadersError("encrypted, so that only certain readers can open it")
    return DamagedPdfError("cannot be opened as a PDF")


def facts_of(content: bytes) -> FileFacts:
    """The facts of a PDF that another engine has read; empty ones where pdfium cannot open it."""
    try:
        document = open_document(content)
    except PaperError:
        return FileFacts()
    try:
        return facts(document)
    finally:
        document.close()


def facts(document: pdfium.PdfDocument) -> FileFacts:
    """The facts of an open document."""
    return FileFacts(
        _last_change(document), _attached(document), _form_pages(document), _bookmarks(document), _labels(document)
    )


def _last_change(document: pdfium.PdfDocument) -> dt.datetime | None:
    """When a document says that it was last changed, or else made, in UTC; None where it does not say."""
    dates = (read_date(document.get_metadata_value(key)) for key in ("ModDate", "CreationDate"))
    return next((date for date in dates if date), None)


def _attached(document: pdfium.PdfDocument) -> tuple[AttachedFile, ...]:
    """The PDFs attached to a document."""
    count = min(document.count_attachments(), PDFIUM.attachments)
    attached = (document.get_attachment(index) for index in range(count))
    named = ((each, each.get_name()) for each in attached)
    return tuple(AttachedFile(name, _content(each)) for each, name in named if name.lower().endswith(".pdf"))


def _content(attachment: pdfium.PdfAttachment) -> bytes | None:
    """The bytes of an attached file; None where they cannot be had, or are more than those of any paper."""
    length = ctypes.c_ulong()
    bindings.FPDFAttachment_GetFile(attachment, None, 0, length)
    if not 0 < length.value <= PDFIUM.attached_bytes:
        return None
    buffer = ctypes.create_string_buffer(length.value)
    if not bindings.FPDFAttachment_GetFile(attachment, buffer, length.value, length):
        return None
    return buffer.raw[: length.value]


def _bookmarks(document: pdfium.PdfDocument) -> tuple[int, ...]:
    """The pages that bookmarks of the first level lead to."""
    found = set()
    mark, left = bindings.FPDFBookmark_GetFirstChild(document, None), PDFIUM.bookmarks
    while mark and left:
        target = bindings.FPDFBookmark_GetDest(document, mark)
        if target and (index := bindings.FPDFDest_GetDestPageIndex(document, target)) >= 0:
            found.add(index + 1)
        mark, left = bindings.FPDFBookmark_GetNextSibling(document, mark), left - 1
    return tuple(sorted(found))


def _labels(document: pdfium.PdfDocument) -> tuple[str, ...]:
    """The labels of all pages; empty where the first has none."""
    if not document.get_page_label(0):
        return ()
    return tuple(document.get_page_label(index) for index in range(len(document)))


def _form_pages(document: pdfium.PdfDocument) -> tuple[int, ...]:
    if document.get_formtype() == bindings.FORMTYPE_NONE:
        return ()
    information = bindings.FPDF_FORMFILLINFO(version=2)  # kept, for pdfium reads from it until the environment ends
    form = bindings.FPDFDOC_InitFormFillEnvironment(document, information)
    try:
        return tuple(index + 1 for index in range(len(document)) if _is_filled_in(document, index, form))
    finally:
        bindings.FPDFDOC_ExitFormFillEnvironment(form)


def _is_filled_in(document: pdfium.PdfDocument, index: int, form: Any) -> bool:
    """Whether one of a page's form fields has a text."""
    page = bindings.FPDF_LoadPage(document, index)
    if not page:
        return False
    try:
        count = min(bindings.FPDFPage_GetAnnotCount(page), PDFIUM.form_fields)
        return any(_has_text(page, number, form) for number in range(count))
    finally:
        bindings.FPDF_ClosePage(page)


def _has_text(page: Any, number: int, form: Any) -> bool:
    """Whether an annotation of a page is a form field that people write in or choose from, is shown, and has a text."""
    annotation = bindings.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return False
    try:
        if bindings.FPDFAnnot_GetSubtype(annotation) != bindings.FPDF_ANNOT_WIDGET:
            return False
        if bindings.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
            return False
        if bindings.FPDFAnnot_GetFormFieldType(form, annotation) not in _FIELDS_WITH_TEXT:
            return False
        length = bindings.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0)
        if length <= _EMPTY_VALUE:
            return False
        units = (ctypes.c_ushort * (length // 2 + 1))()
        bindings.FPDFAnnot_GetFormFieldValue(form, annotation, units, length)
        return bool(bytes(units)[: length - _EMPTY_VALUE].decode("utf-16-le", "replace").strip())
    finally:
        bindings.FPDFPage_CloseAnnot(annotation)
