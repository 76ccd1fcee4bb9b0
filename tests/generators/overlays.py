"""A page of a finished PDF with something painted over it, or with annotations put on it, as editors of PDFs do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.generators.pdf_objects import put_together, take_apart

_PAGE = re.compile(rb"/Type\s*/Page\b")
_CONTENTS = re.compile(rb"/Contents\s+(\d+ 0 R)")
_RESOURCES = re.compile(rb"/Resources\s*<<")


def first_number(content: bytes) -> int:
    """The number of the first of the `objects` that `overlaid` adds to a PDF."""
    return max(take_apart(content).objects) + 3


def overlaid(
    content: bytes,
    operators: str = "",
    *,
    resources: str = "",
    objects: Sequence[str] = (),
    annotations: Sequence[str] = (),
    catalog: str = "",
) -> bytes:
    """A PDF with more on its first page.

    Args:
        content: The PDF, as ReportLab writes it.
        operators: What is painted after all else.
        resources: Further entries of the page's resources.
        objects: Further objects, numbered from `first_number` on.
        annotations: The entries of annotations of the page; they are numbered behind the objects.
        catalog: Further entries of the catalog.
    """
    parts = take_apart(content)
    page = min(number for number, body in parts.objects.items() if _PAGE.search(body))
    first = first_number(content)
    listed = range(first + len(objects), first + len(objects) + len(annotations))
    own, behind = first - 2, first - 1
    body = _CONTENTS.sub(b"/Contents[%d 0 R \\1 %d 0 R]" % (own, behind), parts.objects[page], count=1)
    body = _RESOURCES.sub(b"/Resources<<" + resources.encode(), body, count=1)
    if annotations:
        named = " ".join(f"{number} 0 R" for number in listed)
        body = body.replace(b"<<", f"<</Annots[{named}]".encode(), 1)
    root = next(number for number, each in parts.objects.items() if b"/Catalog" in each)
    with_entries = parts.objects[root].replace(b"<<", b"<<" + catalog.encode(), 1)
    parts = parts.with_object(page, body).with_object(root, with_entries)
    more = (_stream("q"), _stream(f"Q {operators}"), *objects, *(f"<</Type/Annot{each}>>" for each in annotations))
    for number, each in enumerate(more, own):
        parts = parts.with_object(number, each.encode("latin-1"))
    return put_together(parts)


def _stream(operators: str) -> str:
    return f"<</Length {len(operators)}>>stream\n{operators}\nendstream\n"
