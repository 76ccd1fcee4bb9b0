"""The engines that read PDF: each turns bytes into pages of one form, and knows nothing of registers."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module

from risktrail.ingest.pdf.page import Engine


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
