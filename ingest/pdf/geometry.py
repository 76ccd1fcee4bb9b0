"""Points and boxes under the transformations of PDF: (a, b, c, d, e, f) takes (x, y) to (ax + cy + e, bx + dy + f)."""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.schema.report import BBox

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def bounds_of(points: Sequence[tuple[float, float]]) -> BBox:
    """The smallest box around points: least x, least y, greatest x, greatest y.

    Raises:
        ValueError: There is no point.
    """
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Where a transformation takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved(box: BBox, matrix: Matrix) -> BBox:
    """The smallest box around what a transformation makes of a box."""
    return bounds_of([point(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])])


def times(first: Matrix, then: Matrix) -> Matrix:
    """The one transformation that does what `first` and `then` do one after the other."""
    a, b, c, d, e, f = first
    origin, right, up = point(e, f, then), point(a + e, b + f, then), point(c + e, d + f, then)
    return (right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1], *origin)


def intersection(one: BBox | None, other: BBox) -> BBox:
    """The part that two boxes share. `one` may be None for the whole plane.

    Where they share nothing, the result has a least x or y above its greatest: no point lies in it.
    """
    if one is None:
        return other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
