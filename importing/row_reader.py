"""Reading a file for the store: what workers do, so that they send the rows of its reports, ready to be stored.

It imports little, because every worker loads it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from risktrail.store.report_rows import ReportRows, rows_of

if TYPE_CHECKING:
    from risktrail.ingest.reader import Result
    from risktrail.ingest.workers.process import PaperReader

RowReader = Callable[[bytes], "Result[ReportRows]"]
"""Reads a file's bytes for the store."""


def read_rows(content: bytes, read: PaperReader) -> Result[ReportRows]:
    """Read a file's bytes with `read`, and make the rows of its reports."""
    return read(content).with_reports(rows_of)
