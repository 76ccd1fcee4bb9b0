"""Two readers check each other: both engines lead to the same report, boxes within a few points."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.engines import EngineName
from tests.ingest.comparing import differences
from tests.ingest.papers import FIRST_SHARED, SAMPLES, name_of, needs_shared_papers, reading

NEAR = 4.0  # points by which the engines' boxes may differ


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_both_engines_read_a_sample_alike(path: Path) -> None:
    assert engine_differences(path) == []


@needs_shared_papers
@pytest.mark.parametrize("path", FIRST_SHARED, ids=name_of)
def test_both_engines_read_a_shared_paper_alike(path: Path) -> None:
    assert engine_differences(path) == []


def engine_differences(path: Path) -> list[str]:
    """Where the two engines' reports of a paper differ."""
    one, other = (reading(path, engine).report.model_dump(mode="json") for engine in EngineName)
    return list(differences(one, other, near=NEAR))
