"""A PDF opened by pdfium, and what the file holds besides its pages: dates, and attached files."""

from __future__ import annotations

import ctypes
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

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
from risktrail.ingest.pdf.page import AttachedFile, Document, Page
from risktrail.ingest.pdf.pdf_dates import read_date


class FileFacts(NamedTuple):
    """What a `Document` has besides its pages and its form fields."""

    modified: dt.datetime | None = None
    attached: tuple[AttachedFile, ...] = ()
    bookmarks: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()

    def document(
        self, pages: Sequence[Page], form_pages: tuple[int, ...] = (), filled_pages: tuple[int, ...] = ()
    ) -> Document:
        """The document with these pages and form fields; see `Document`."""
        return Document(pages, self.modified, self.attached, form_pages, filled_pages, self.bookmarks, self.labels)


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
    return FileFacts(_last_change(document), _attached(document), _bookmarks(document), _labels(document))


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
