"""The rating of a risk as a line through the months, in the units of an SVG."""

from __future__ import annotations

from dataclasses import dataclass

from risktrail.store.answer_rows import CellState, RatingCell, RatingRow

STEP, HEIGHT, MARGIN, LEAST_TOP = 46, 150, 26, 25


@dataclass(frozen=True)
class Point:
    """A rating, and where the chart shows it."""

    cell: RatingCell
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """Points, and lines between those of neighbouring papers.

    `gaps` are the left edges of months without a paper, `levels` scores with their heights.
    """

    width: int
    height: int
    points: list[Point]
    lines: list[tuple[Point, Point]]
    gaps: list[float]
    levels: list[tuple[int, float]]
    step: int = STEP
    margin: int = MARGIN


def chart(row: RatingRow) -> Chart:
    """The chart of a row of the matrix of ratings. No line runs over a month in which the risk is absent."""
    top = max([LEAST_TOP, *(cell.rating.score or 0 for cell in row.cells)])
    points: list[Point] = []
    lines: list[tuple[Point, Point]] = []
    is_interrupted = True
    for at, cell in enumerate(row.cells):
        if cell.state is CellState.STANDS and cell.rating.score is not None:
            points.append(Point(cell, _x(at), _y(cell.rating.score, top)))
            lines += [] if is_interrupted else [(points[-2], points[-1])]
            is_interrupted = False
        elif cell.state is not CellState.NO_PAPER:
            is_interrupted = True
    gaps = [_x(at) - STEP / 2 for at, cell in enumerate(row.cells) if cell.state is CellState.NO_PAPER]
    levels = [(level, _y(level, top)) for level in range(0, top + 1, 5)]
    return Chart(MARGIN * 2 + STEP * len(row.cells), HEIGHT + MARGIN, points, lines, gaps, levels)


def _x(at: int) -> float:
    """The middle of a month's column."""
    return MARGIN + STEP * (at + 0.5)


def _y(score: int, top: int) -> float:
    """The height of a score, where `top` is the highest of the chart."""
    return round(10 + (HEIGHT - 20) * (1 - score / top), 1)
