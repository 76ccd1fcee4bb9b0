"""Rows as a CSV file to download: RFC 4180, UTF-8, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import Any

from starlette.responses import Response

from risktrail.store import Rows, spreadsheet_safe


def csv_file(rows: Rows, name: str) -> Response:
    """The rows, the same as `risktrail … --format csv` writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    writer.writerows([spreadsheet_safe(_cell(value)) for value in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(str(each) for each in value)
    return "" if value is None else value
