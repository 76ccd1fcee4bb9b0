"""A PDF taken apart into its objects and put together again, so that what is changed in between reaches the reader.

Only as much of PDF as the papers here need: no object streams, and streams compressed by Flate or not at all.
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TRAILER = re.compile(rb"/(?:Root|Info)\s+\d+ 0 R")
_LENGTH = re.compile(rb"/Length\s+\d+(?: 0 R)?")


class Parts(NamedTuple):
    """The objects of a PDF by number, and the entries that say where to begin."""

    objects: dict[int, bytes]
    entries: bytes

    def with_object(self, number: int, body: bytes) -> Parts:
        """The same PDF with one object's body changed."""
        return Parts({**self.objects, number: body}, self.entries)


def take_apart(content: bytes) -> Parts:
    """The parts of a whole PDF. Raises ValueError where it has no catalog."""
    entries = b"".join(dict.fromkeys(_TRAILER.findall(content)))
    if b"/Root" not in entries:
        raise ValueError("no catalog")
    return Parts({int(match[1]): match[2] for match in _OBJECT.finditer(content)}, entries)


def put_together(parts: Parts) -> bytes:
    """The PDF that parts make, with a right table of where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in parts.objects.items():
        places[number] = len(out)
        out += b"%d 0 obj%bendobj\n" % (number, body)
    table, size = len(out), max(parts.objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, parts.entries, table)
    return bytes(out)


def stream_of(body: bytes) -> bytes | None:
    """What an object's stream says, decompressed; None where it has none that can be had."""
    match = _STREAM.search(body)
    if match is None:
        return None
    dictionary = body[: match.start()]
    if b"/Filter" not in dictionary:
        return match[1]
    if b"/FlateDecode" not in dictionary or b"ASCII85" in dictionary or b"/DecodeParms" in dictionary:
        return None
    try:
        return zlib.decompress(match[1])
    except zlib.error:
        return None


def with_stream(body: bytes, content: bytes, times: int = 1) -> bytes:
    """An object with another stream, compressed so many times over. What else its dictionary says stays."""
    match = _STREAM.search(body)
    dictionary = body[: match.start()] if match else b"<<>>"
    for _ in range(times):
        content = zlib.compress(content)
    dictionary = re.sub(rb"/Filter\s*(?:\[.*?\]|/\w+)", b"", dictionary)
    entries = b"/Length %d/Filter[%b]" % (len(content), b"/FlateDecode" * times)
    dictionary = _LENGTH.sub(b"", dictionary).replace(b"<<", b"<<" + entries, 1)
    return b"%bstream\n%b\nendstream\n" % (dictionary, content)
