"""Which names a store's file may have.

DuckDB takes some names for something else than a file to make: `x.csv` for a table to read, `:memory:` for a database
that is gone with the process, `md:…` for one on a server. What is imported there would be lost without a word.
"""

from __future__ import annotations

import re
from pathlib import Path

from risktrail.store.errors import StoreNameError
from risktrail.store.readable_names import is_readable, readable

DOCUMENTS = frozenset((
    ".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".feather", ".xlsx", ".xlsm", ".xls",
    ".ods", ".html", ".htm", ".xml", ".md", ".markdown", ".txt", ".rtf", ".pdf", ".doc", ".docx", ".odt", ".ppt",
    ".pptx", ".odp", ".eml", ".msg", ".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".tar", ".png", ".jpg", ".jpeg",
    ".gif", ".tif", ".tiff", ".svg", ".sql", ".yaml", ".yml", ".toml",
))  # fmt: skip
_MEMORY = ":memory:"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/")
_KIND = re.compile(r"[A-Za-z0-9_]{2,}:")  # `md:`, `duckdb:`, `sqlite:`, and whatever extension DuckDB might look for


def refuse_other_names(path: Path) -> None:
    """Let a name pass that a store's file may have.

    Raises:
        StoreNameError: The ending is a document's, or DuckDB takes the name for something else than a file.
    """
    name = str(path)
    if name.startswith(_MEMORY):
        raise StoreNameError(name, "is gone when the command ends, and what is imported with it")
    if _ADDRESS.match(name):
        raise StoreNameError(name, "is an address, and a store is a file on this machine")
    if kind := _KIND.match(name):
        raise StoreNameError(name, f"begins with {kind.group()!r}, and a store is a file on this machine")
    ending = path.suffix.lower()
    if ending in DOCUMENTS:
        raise StoreNameError(name, f"ends with {ending}, as documents do, and is no store")
    if not is_readable(name):
        raise StoreNameError(name, "has letters that are no UTF-8, which DuckDB cannot open")


def refuse_other_folders(path: Path) -> None:
    """Let a store pass whose absolute path DuckDB can be told, as the pages and the report have to.

    Raises:
        StoreNameError: A folder above it has a name that is no UTF-8.
    """
    if not is_readable(str(path.absolute())):
        raise StoreNameError(
            readable(str(path)), "lies in a folder whose name has letters that are no UTF-8, which DuckDB cannot open"
        )
