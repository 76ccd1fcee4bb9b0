"""Pages that lie askew: their print and rules slope by a degree or so, as a page does that was put in so.

Rows and columns are found by height and by place: so the page's content is turned back before it is read, by the angle
at which most of its words are written, and what is read of it has to be taken back to where it stands.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterable, Mapping
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as bindings

from risktrail.ingest.errors import DamagedPdfError
from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import ASKEW
from risktrail.ingest.pdf.geometry import Matrix
from risktrail.ingest.pdf.pdfium_document import open_document

_QUARTER = 90.0


def slope_of(directions: Iterable[tuple[float, float]]) -> float:
    """The angle at which most words of a page are written, in degrees anticlockwise off the nearest of its sides.

    Args:
        directions: For each word, how far its line goes to the right and upwards.

    Returns:
        0.0 where most are level, or they have no angle in common, or one at which no page lies askew.
    """
    angles = [(math.degrees(math.atan2(up, right)) + 45.0) % _QUARTER - 45.0 for right, up in directions]
    if not angles:
        return 0.0
    angle = median(angles)
    alike = sum(abs(each - angle) <= ASKEW.alike for each in angles)
    return angle if ASKEW.least <= abs(angle) <= ASKEW.most and alike >= ASKEW.share * len(angles) else 0.0


def straightened(content: bytes, slopes: Mapping[int, float]) -> bytes:
    """A PDF with what is on some of its pages turned around their middle.

    Args:
        content: The PDF.
        slopes: By page number: by how many degrees to turn it, clockwise.

    Raises:
        PaperError: It cannot be opened, or not be written so.
    """
    document = open_document(content)
    try:
        for number, slope in slopes.items():
            page = document[number - 1]
            left, bottom, right, top = raw.page_box(ctypes.cast(page.raw, ctypes.c_void_p).value or 0)
            turn = bindings.FS_MATRIX(*_turn(-slope, (left + right) / 2, (bottom + top) / 2))
            bindings.FPDFPage_TransFormWithClip(page, turn, None)
            bindings.FPDFPage_TransformAnnots(page, *_numbers(turn))
            page.close()
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()
    except pdfium.PdfiumError as error:
        raise DamagedPdfError("a page that lies askew cannot be straightened") from error
    finally:
        document.close()


def way_back(slope: float, width: float, height: float) -> Matrix:
    """What takes points of a straightened page, from its top left corner, to where they are on the page itself."""
    return _turn(-slope, width / 2, height / 2)  # downwards is positive there, so the other way round


def _turn(angle: float, x: float, y: float) -> Matrix:
    """A turn around a point by degrees anticlockwise, where upwards is positive."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return cosine, sine, -sine, cosine, x - cosine * x + sine * y, y - sine * x - cosine * y


def _numbers(matrix: bindings.FS_MATRIX) -> tuple[float, ...]:
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
