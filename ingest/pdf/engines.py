"""The readers of PDF: each turns bytes into neutral pages, and knows nothing of registers."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module

from risktrail.ingest.pdf.page import Engine


class EngineName(StrEnum):
    """Which library reads the PDF: pdfium is fast, pdfplumber is the independent second."""

    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


_MODULES = {
    EngineName.PDFIUM: "risktrail.ingest.pdf.pdfium_engine",
    EngineName.PDFPLUMBER: "risktrail.ingest.pdf.pdfplumber_engine",
}


def engine(name: EngineName) -> Engine:
    """The engine of that name, imported when first asked for: each costs a quarter of a second to load."""
    reader: Engine = import_module(_MODULES[name]).read_document
    return reader
