"""Answers as CSV files to download."""

from __future__ import annotations

from starlette.responses import Response

from risktrail.store import AnyAnswer


def csv_file(answer: AnyAnswer, name: str) -> Response:
    """The answer, the same as `risktrail … --format csv` writes it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(answer.to_csv(), media_type="text/csv; charset=utf-8", headers=headers)
