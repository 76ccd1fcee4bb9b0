"""Papers that were read wait for each other, and never for long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from risktrail.cli import storing
from risktrail.cli.plan import Plan
from risktrail.cli.reading import Read
from risktrail.cli.tally import Tally
from risktrail.ingest.reader import read_paper
from risktrail.store import Paper, open_writer


@pytest.mark.parametrize(("bound", "reached"), [("MOST_SECONDS", 0.0), ("MOST_PAPERS", 2), ("MOST_BYTES", 50_000)])
def test_a_group_is_stored_when_it_is_old_or_large_enough(
    bound: str, reached: float, tmp_path: Path, papers: Callable[[int], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Read(paper, read_paper(paper.content)) for paper in map(Paper.read, papers(2)))
    with open_writer(tmp_path / "s.duckdb") as writer:
        tally = Tally()
        storer = storing.Storing(writer, tally, Plan())
        monkeypatch.setattr(storing, "MOST_SECONDS", 60.0)
        storer.take([first])
        assert (tally.papers, writer.stale("")) == (0, [])
        monkeypatch.setattr(storing, bound, reached)
        storer.take([] if bound == "MOST_SECONDS" else [second])
        assert tally.papers == len(writer.stale("")) == (1 if bound == "MOST_SECONDS" else 2)
