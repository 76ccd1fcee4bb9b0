"""Clip paths as pdfium gives them: text outside of them is in the file, but no reader sees it."""

from __future__ import annotations

from typing import NamedTuple

from risktrail.ingest.pdf import pdfium_raw as raw
from risktrail.ingest.pdf.engine_settings import PDFIUM
from risktrail.ingest.pdf.geometry import IDENTITY, Matrix, bounds_of, intersection, moved
from risktrail.schema.report import BBox


class Home(NamedTuple):
    """The form object that another object is drawn in: its transformation to the page, and the box that its clip path
    leaves visible, in pdfium's unrotated points; None where it leaves all of the page; and the addresses of it and of
    the form objects around it."""

    space: Matrix = IDENTITY
    clip: BBox | None = None
    forms: tuple[int, ...] = ()


ON_PAGE = Home()


def clip_of(item: raw.Handle, home: Home) -> BBox | None:
    """The box that the clip paths of an object and of its form object leave visible.

    Returns:
        Left, bottom, right and top in pdfium's unrotated points; None where they leave all of the page. A path that is
        no rectangle counts with its bounds.
    """
    path = raw.address(raw.clip_path(item))
    seen = home.clip
    for index in range(max(raw.count_clip_paths(path), 0)):
        box = _path_bounds(path, index)
        if box is not None:
            seen = intersection(seen, moved(box, home.space))
    return seen


def _path_bounds(path: raw.Handle, index: int) -> BBox | None:
    count = raw.count_clip_segments(path, index)
    if not 0 < count <= PDFIUM.clip_segments:
        return None
    segments = (raw.address(raw.get_clip_segment(path, index, corner)) for corner in range(count))
    return bounds_of([raw.segment_point(segment) for segment in segments])


def is_clipped(x: float, y: float, clip: BBox) -> bool:
    """Whether a point lies outside of the box that a clip leaves visible, both as a reader sees the page."""
    edge, (x0, top, x1, bottom) = PDFIUM.clip_edge, clip
    return not (x0 - edge <= x <= x1 + edge and top - edge <= y <= bottom + edge)
