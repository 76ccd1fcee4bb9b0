"""Text on layers that are switched off (optional content, ISO 32000-1, 8.11): it is in the file, and nobody sees it.

Neither engine leaves it out. Where a file has such layers, pdfminer goes through its pages once and says which letters
stand on them; both engines then take these away. Files without layers, which most are, cost a search for one word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.schema.report import BBox

_LAYERS, _STREAM = b"/OCProperties", b"/ObjStm"
_OBJECT_STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)


class OffLetter(NamedTuple):
    """A letter on a layer that is switched off, and its box in points from the page's top left corner."""

    text: str
    box: BBox


def letters_off(content: bytes, *, cropped: bool = True) -> dict[int, list[OffLetter]]:
    """The letters of a PDF that stand on layers that are switched off, by the number of their page.

    Empty where there are none, or the file cannot be read. Without `cropped` their places are those in the whole page
    rather than in what is shown of it, as pdfplumber has them.
    """
    if not _may_have_layers(content):
        return {}
    from risktrail.ingest.pdf.layer_reader import read_layers  # pdfminer, which few papers need

    return read_layers(content, cropped=cropped)


def _may_have_layers(content: bytes) -> bool:
    """Whether a PDF may have layers: its catalog says so, in plain bytes or in a compressed stream of objects."""
    if _LAYERS in content or b"/Encrypt" in content:
        return True
    return _STREAM in content and any(_LAYERS in inflated for inflated in _object_streams(content))


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The compressed streams of objects, as far as they can be inflated."""
    for match in _OBJECT_STREAM.finditer(content):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[match.end() :], PDFIUM.object_stream)


def places_off(letters: Sequence[tuple[str, BBox]], off: Sequence[OffLetter]) -> set[int]:
    """The places of letters, given with their boxes, that are among those on layers that are switched off.

    One letter that is off hides one of the page: the same letter may be shown in the same place.
    """
    left: dict[str, list[tuple[float, float]]] = {}
    for text, box in off:
        left.setdefault(text, []).append(_middle(box))
    found = set()
    for place, (text, box) in enumerate(letters):
        x, y = _middle(box)
        middles = left.get(text, [])
        near = next((at for at in middles if _is_near(at, x, y, (box[3] - box[1]) / 2)), None)
        if near is not None:
            middles.remove(near)
            found.add(place)
    return found


def _middle(box: BBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _is_near(middle: tuple[float, float], x: float, y: float, reach: float) -> bool:
    return abs(middle[0] - x) <= PDFIUM.same_letter and abs(middle[1] - y) <= reach
