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
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as bindings

from risktrail.ingest.errors import DamagedPdfError
from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import ASKEW, PDFIUM
from risktrail.ingest.pdf.geometry import Matrix, point
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
            turn = _turn(-slope, (left + right) / 2, (bottom + top) / 2)
            bindings.FPDFPage_TransFormWithClip(page, bindings.FS_MATRIX(*turn), None)
            _move_annotations(page, turn)
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


def _move_annotations(page: Any, turn: Matrix) -> None:
    """Move what stands on a page besides its content to where that is now. What is in it stays level: its box is none
    that could be turned."""
    for index in range(min(bindings.FPDFPage_GetAnnotCount(page), PDFIUM.annotations)):
        annotation = bindings.FPDFPage_GetAnnot(page, index)
        box, quad = bindings.FS_RECTF(), bindings.FS_QUADPOINTSF()
        if bindings.FPDFAnnot_GetRect(annotation, box):
            middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            x, y = (now - before for now, before in zip(point(*middle, turn), middle, strict=True))
            moved = bindings.FS_RECTF(box.left + x, box.top + y, box.right + x, box.bottom + y)
            bindings.FPDFAnnot_SetRect(annotation, moved)
        for place in range(bindings.FPDFAnnot_CountAttachmentPoints(annotation)):
            if bindings.FPDFAnnot_GetAttachmentPoints(annotation, place, quad):
                for corner in "1234":
                    turned = point(getattr(quad, f"x{corner}"), getattr(quad, f"y{corner}"), turn)
                    setattr(quad, f"x{corner}", turned[0])
                    setattr(quad, f"y{corner}", turned[1])
                bindings.FPDFAnnot_SetAttachmentPoints(annotation, place, quad)
        bindings.FPDFPage_CloseAnnot(annotation)
