"""Papers that were read wait for each other, and never for long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from risktrail.importing.batch_writer import BatchLimits, BatchWriter
from risktrail.importing.executors import PaperResult
from risktrail.importing.import_summary import ImportSummary
from risktrail.importing.options import ImportOptions
from risktrail.importing.recorder import Recorder
from risktrail.importing.row_reader import read_rows
from risktrail.ingest.reader import read_paper
from risktrail.store import Paper, open_writer

PATIENT = BatchLimits(seconds=60.0)


@pytest.mark.parametrize(
    "limits", [PATIENT._replace(seconds=0.0), PATIENT._replace(papers=2), PATIENT._replace(content_bytes=50_000)]
)
def test_a_batch_is_stored_when_it_is_old_or_large_enough(
    limits: BatchLimits, tmp_path: Path, papers: Callable[[int], list[Path]]
) -> None:
    first, second = (PaperResult(paper, read_rows(paper.content, read_paper)) for paper in map(Paper.read, papers(2)))
    with open_writer(tmp_path / "s.duckdb") as writer:
        summary = ImportSummary()
        batches = BatchWriter(writer, Recorder(summary), ImportOptions(), PATIENT)
        batches.take([first])
        assert (summary.papers, writer.stale("")) == (0, [])
        batches.limits = limits
        batches.take([] if limits.seconds == 0 else [second])
        assert summary.papers == len(writer.stale("")) == (1 if limits.seconds == 0 else 2)
