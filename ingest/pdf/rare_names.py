"""Names that few PDFs have: only where a file has one, what it stands for is looked for."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress

from risktrail.ingest.pdf.engine_settings import PDFIUM

HAS_LAYERS = b"/OCProperties"
"""Of the catalog of a file with layers."""
HAS_STRUCK_TAGS = b"/LineThrough"
"""Of a tag that says that words are struck out."""
_OBJECT_STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)


def rare_names(content: bytes, names: Sequence[bytes]) -> set[bytes]:
    """Which of some names a PDF may have: in plain bytes or in a compressed stream of objects. An encrypted one may
    have all of them."""
    if b"/Encrypt" in content:
        return {*names}
    found = {name for name in names if name in content}
    if b"/ObjStm" in content:
        for inflated in _object_streams(content):
            found.update([name for name in names if name in inflated])
    return found


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The compressed streams of objects, as far as they can be inflated."""
    for match in _OBJECT_STREAM.finditer(content):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[match.end() :], PDFIUM.object_stream)
