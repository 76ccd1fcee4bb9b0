"""What stands on layers that are switched off (optional content, ISO 32000-1, 8.11): it is in the file, and nobody sees
it.

Neither engine leaves it out. Where a file has such layers (`rare_names`), pdfminer goes through its pages once and says
which letters and shapes stand on them; both engines then take these away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.schema.report import BBox


class OffLetter(NamedTuple):
    """A letter on a layer that is switched off, and its box in points from the page's top left corner."""

    text: str
    box: BBox


class OffShape(NamedTuple):
    """A shape or a picture on such a layer, its box as of the letter, and how far an engine's box of it may differ."""

    box: BBox
    reach: float


class OffContent(NamedTuple):
    """What stands on a page on layers that are switched off. `paths` are its shapes as they are painted, `pieces` the
    parts of these that each begin where the pen is moved; pictures are among both. `annotations` are the places of its
    annotations, counted from 0."""

    letters: Sequence[OffLetter] = ()
    paths: Sequence[OffShape] = ()
    pieces: Sequence[OffShape] = ()
    annotations: Sequence[int] = ()


def content_off(content: bytes) -> dict[int, OffContent]:
    """What of a PDF stands on layers that are switched off, by the number of its page.

    Empty where there are none, or the file cannot be read.
    """
    from risktrail.ingest.pdf.layer_reader import read_layers  # pdfminer, which few papers need

    return read_layers(content)


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


def is_taken(box: BBox, shapes: list[OffShape]) -> bool:
    """Whether a shape is one of those on layers that are switched off, which then loses it: another may be shown in the
    same place."""
    for shape in shapes:
        if all(abs(one - other) <= shape.reach for one, other in zip(box, shape.box, strict=True)):
            shapes.remove(shape)
            return True
    return False


def _middle(box: BBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _is_near(middle: tuple[float, float], x: float, y: float, reach: float) -> bool:
    return abs(middle[0] - x) <= PDFIUM.same_letter and abs(middle[1] - y) <= reach
