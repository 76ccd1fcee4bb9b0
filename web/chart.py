"""The rating of a risk as a line through the months, in the units of an SVG."""

from __future__ import annotations

from dataclasses import dataclass

from risktrail.web.matrix import Cell, MatrixRow

STEP, HEIGHT, MARGIN, LEAST_TOP = 46, 150, 26, 25


@dataclass(frozen=True)
class Point:
    """A rating, with its place."""

    cell: Cell
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """Points, and lines between those of neighbouring papers; `levels` are scores with their heights."""

    width: int
    height: int
    points: list[Point]
    lines: list[tuple[Point, Point]]
    gaps: list[float]
    levels: list[tuple[int, float]]
    step: int = STEP
    margin: int = MARGIN


def chart(row: MatrixRow) -> Chart:
    """The chart of a row of the matrix. A line never runs over a month in which the risk is absent."""
    top = max([LEAST_TOP, *(cell.score or 0 for cell in row.cells)])
    points: list[Point] = []
    lines: list[tuple[Point, Point]] = []
    broken = True
    for at, cell in enumerate(row.cells):
        if cell.state == "stands" and cell.score is not None:
            points.append(Point(cell, _x(at), _y(cell.score, top)))
            lines += [] if broken else [(points[-2], points[-1])]
            broken = False
        elif cell.state != "no_paper":
            broken = True
    gaps = [_x(at) - STEP / 2 for at, cell in enumerate(row.cells) if cell.state == "no_paper"]
    levels = [(level, _y(level, top)) for level in range(0, top + 1, 5)]
    return Chart(MARGIN * 2 + STEP * len(row.cells), HEIGHT + MARGIN, points, lines, gaps, levels)


def _x(at: int) -> float:
    return MARGIN + STEP * (at + 0.5)


def _y(score: int, top: int) -> float:
    return round(10 + (HEIGHT - 20) * (1 - score / top), 1)
