"""The engines that read PDF: each turns bytes into pages of one form, and knows nothing of registers."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from importlib import import_module

from risktrail.ingest.errors import NotAPdfError
from risktrail.ingest.pdf.page import Document, DocumentLimits, Engine, Look

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024  # bytes before a PDF's header that readers put up with


class EngineName(StrEnum):
    """Which library reads the PDF: pdfium, which is fast, or pdfplumber, which checks it."""

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


_MODULES = {
    EngineName.PDFIUM: "risktrail.ingest.pdf.pdfium_engine",
    EngineName.PDFPLUMBER: "risktrail.ingest.pdf.pdfplumber_engine",
}


def engine(name: EngineName) -> Engine:
    """The engine with this name. It is imported when first asked for, which takes a quarter of a second."""
    reader: Engine = import_module(_MODULES[name]).read_document
    return reader


def glanced_at(
    content: bytes, name: EngineName, limits: DocumentLimits, look: Look
) -> AbstractContextManager[Document | None]:
    """A file of many pages, each of which is read when it is asked for, as long as the context lasts; None where all of
    them have to be read at once, as by an engine that cannot do otherwise.

    Raises:
        PaperError: On entering: it cannot be opened, or is larger than `limits`.
    """
    if name is not EngineName.PDFIUM or not _is_pdf(content):
        return nullcontext()
    found: AbstractContextManager[Document | None] = import_module(_MODULES[name]).glanced_at(content, limits, look)
    return found


def open_document(content: bytes, name: EngineName, limits: DocumentLimits, only: range | None = None) -> Document:
    """Read every page of a file, or `only` some, counted from 1.

    Raises:
        NotAPdfError: It is empty, or does not begin as a PDF does.
        PaperError: It cannot be opened, or is larger than `limits`.
    """
    if not content:
        raise NotAPdfError("the file is empty")
    if not _is_pdf(content):
        raise NotAPdfError("the file is no PDF")
    document = engine(name)(content, limits, only)
    slopes = {page.number: page.slope for page in document.pages if page.slope}
    return _straightened(document, slopes, content, name, limits) if slopes else document


def _is_pdf(content: bytes) -> bool:
    return _HEADER in content[:_HEADER_WITHIN]


def _straightened(
    document: Document, slopes: dict[int, float], content: bytes, name: EngineName, limits: DocumentLimits
) -> Document:
    """A document with the pages that lie askew read again, straightened."""
    from risktrail.ingest.pdf.askew import straightened, way_back  # few papers need it

    only = range(min(slopes), max(slopes) + 1)
    again = {page.number: page for page in engine(name)(straightened(content, slopes), limits, only).pages}
    pages = [
        again[page.number]._replace(slope=page.slope, to_page=way_back(page.slope, page.width, page.height))
        if page.slope
        else page
        for page in document.pages
    ]
    return document._replace(pages=pages)
