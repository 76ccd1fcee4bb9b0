"""A PDF opened by pdfium, and what the file holds besides its pages: dates, and attached files."""

from __future__ import annotations

import datetime as dt
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
from risktrail.ingest.pdf.pdf_dates import read_date


class FileFacts(NamedTuple):
    """When the file says that it was last changed, in UTC without a zone; and the names of the PDFs attached to it."""

    modified: dt.datetime | None = None
    attached: tuple[str, ...] = ()


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
    return FileFacts(_last_change(document), _attached(document))


def _last_change(document: pdfium.PdfDocument) -> dt.datetime | None:
    """When a document says that it was last changed, or else made, in UTC; None where it does not say."""
    dates = (read_date(document.get_metadata_value(key)) for key in ("ModDate", "CreationDate"))
    return next((date for date in dates if date), None)


def _attached(document: pdfium.PdfDocument) -> tuple[str, ...]:
    """The names of the PDFs attached to a document."""
    names = (document.get_attachment(index).get_name() for index in range(document.count_attachments()))
    return tuple(name for name in names if name.lower().endswith(".pdf"))
