"""Papers made to hurt their reader. Small in bytes, large in what they ask for."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"


def written(objects: Sequence[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, table)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def _one_page(*objects: bytes, resources: bytes = b"") -> bytes:
    """A paper of one page, whose content is the first of `objects` (number 4)."""
    font = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%b%b>>>>" % (font, resources)
    return written([_CATALOG, _PAGES, page, *objects])


def bomb(megabytes: int = 3000) -> bytes:
    """A content stream compressed twice over: a few thousand bytes that swell to gigabytes."""
    squeezed = zlib.compressobj(9)
    parts = [squeezed.compress(b" " * 1_000_000) for _ in range(megabytes)]
    content = zlib.compress(b"".join([*parts, squeezed.flush()]), 9)
    return _one_page(stream(content, b"/Filter[/FlateDecode/FlateDecode]"))


def form_in_itself() -> bytes:
    """A form that draws itself, twice."""
    return _one_page(stream(b"/X Do"), stream(b"/X Do /X Do", _FORM % 5), resources=b"/XObject<</X 5 0 R>>")


def nested_forms(depth: int = 30, each: int = 10) -> bytes:
    """Forms that each draw the next one ten times."""
    forms = [stream(b"/X Do " * each, _FORM % (6 + level)) for level in range(depth)]
    return _one_page(stream(b"/X Do"), *forms, stream(b"0 0 1 1 re f", _FORM % 5), resources=b"/XObject<</X 5 0 R>>")


def many_letters(count: int = 5_000_000) -> bytes:
    """One page of millions of letters, each shown by an operator of its own."""
    content = zlib.compress(b"BT /F1 9 Tf 10 10 Td " + b"(a) Tj " * count + b"ET", 9)
    return _one_page(stream(content, b"/Filter/FlateDecode"))


def many_boxes(count: int = 300_000) -> bytes:
    """One page of hundreds of thousands of boxes."""
    return _one_page(stream(zlib.compress(b"0 0 9 9 re f " * count, 9), b"/Filter/FlateDecode"))


def looping_pages() -> bytes:
    """A page tree whose only child is itself, and which promises many pages."""
    return written([_CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>"])


def deep_arrays(depth: int = 200_000) -> bytes:
    """Arrays within arrays in a page's content."""
    return _one_page(stream(b"[" * depth))


def deep_dictionaries(depth: int = 100_000) -> bytes:
    """Dictionaries within dictionaries in a page's content."""
    return _one_page(stream(b"/F1 " + b"<</A " * depth + b"1" + b">>" * depth + b" BDC"))


PAPERS: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        bomb,
        form_in_itself,
        nested_forms,
        many_letters,
        many_boxes,
        looping_pages,
        deep_arrays,
        deep_dictionaries,
    )
}
