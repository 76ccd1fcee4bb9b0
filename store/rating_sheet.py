"""The matrix of ratings as a sheet: scores as numbers in the colours of their bands, and a chart of them below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from risktrail.store.labels import BandLevel, band_level
from risktrail.store.paper_links import page_url
from risktrail.store.sheets import Sheets, SheetWriter

if TYPE_CHECKING:
    from risktrail.store.answer_rows import RatingRow
    from risktrail.store.rating_matrix import RatingMatrix

RATINGS = "ratings"
MOST_LINES = 30
"""Risks in the chart: more lines no eye can follow. Those of the last paper come first."""
ROOM_OF_A_SCORE = 8.5
ROWS_OF_CHART = 26


def add_ratings(sheets: Sheets, matrix: RatingMatrix) -> SheetWriter:
    """Add the sheet. Each score leads to the page of the paper that prints it.

    Args:
        sheets: The workbook.
        matrix: The ratings.

    Raises:
        QuestionError: There are more rows or columns than a sheet can hold.
    """
    written = SheetWriter(sheets, RATINGS, matrix.columns, len(matrix))
    first = matrix.columns.index("risk_id") + 1
    last = len(matrix.columns) - len(matrix.months)
    for row, record in zip(matrix, matrix.records(), strict=True):
        levels = {at: level for at, cell in enumerate(row.cells) if (level := band_level(cell.rating.band))}
        coloured: dict[int, BandLevel] = {start + at: level for start in (first, last) for at, level in levels.items()}
        written.write_row(record, _links(sheets, row, first), coloured)
    written.finish()
    if matrix.months:
        written.sheet.set_column(first, first + len(matrix.months) - 1, ROOM_OF_A_SCORE)
        written.sheet.freeze_panes(1, first)
        written.sheet.print_area(0, 0, written.rows + ROWS_OF_CHART, last - 1)
    if matrix.rows and matrix.months:
        _add_chart(sheets, written, first, first + len(matrix.months) - 1)
    return written


def _links(sheets: Sheets, row: RatingRow, first: int) -> dict[int, str]:
    return {
        first + at: page_url(
            sheets.served_at, cell.source_file, cell.page, row.register or None, f"rating:{cell.risk_id}"
        )
        for at, cell in enumerate(row.cells)
        if cell.source_file is not None
    }


def _add_chart(sheets: Sheets, written: SheetWriter, first: int, last: int) -> None:
    """A line a risk, the months across; a month in which a risk does not stand is a gap. Rows that a filter hides are
    not drawn."""
    chart = sheets.book.add_chart({"type": "line"})
    for row in range(1, min(written.rows, MOST_LINES) + 1):
        chart.add_series(
            {
                "name": [written.sheet.name, row, first - 1],
                "categories": [written.sheet.name, 0, first, 0, last],
                "values": [written.sheet.name, row, first, row, last],
                "marker": {"type": "circle", "size": 4},
                "line": {"width": 1.5},
            }
        )
    chart.set_title({"name": "Scores by month", "overlay": False})
    chart.set_x_axis({"num_font": {"rotation": -45}})
    chart.set_y_axis({"name": "score", "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E2DFD8"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 500})
    written.sheet.insert_chart(written.rows + 2, 0, chart, {"object_position": 3, "description": "Scores by month"})
