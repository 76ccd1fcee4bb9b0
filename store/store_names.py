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
        raise StoreNameError(name, "is lost when the command ends, with all that was imported")
    if _ADDRESS.match(name):
        raise StoreNameError(name, "is an address; a store must be a file on this machine")
    if kind := _KIND.match(name):
        raise StoreNameError(name, f"begins with {kind.group()!r}; a store must be a file on this machine")
    ending = path.suffix.lower()
    if ending in DOCUMENTS:
        raise StoreNameError(name, f"ends with {ending}, the ending of a document and not of a store")
    if not is_readable(name):
        raise StoreNameError(name, "has characters that are not UTF-8; DuckDB cannot open it")


def refuse_other_folders(path: Path) -> None:
    """Let a store pass whose absolute path DuckDB can be told, as the pages and the report have to.

    Raises:
        StoreNameError: A folder above it has a name that is not UTF-8.
    """
    if not is_readable(str(path.absolute())):
        raise StoreNameError(readable(str(path)), "is in a folder whose name is not UTF-8; DuckDB cannot open it")
