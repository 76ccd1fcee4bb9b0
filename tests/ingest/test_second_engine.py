"""The slow engine's readings: every word has its place, and the report is the fast one's, boxes within a few points.

They stand in one file, which one process runs: each paper is read once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from tests.ingest.comparing import differences
from tests.ingest.papers import (
    FIRST_SHARED,
    FOR_SECOND_READER,
    name_of,
    needs_shared_papers,
    reading,
    words_of_ledger,
    words_of_pages,
)

NEAR = 4.0  # points by which the engines' boxes may differ


@pytest.mark.parametrize("path", FOR_SECOND_READER)
def test_every_word_in_a_sample_has_its_place(path: Path) -> None:
    assert words_of_ledger(path, EngineName.PDFPLUMBER) == words_of_pages(path, EngineName.PDFPLUMBER)


@needs_shared_papers
@pytest.mark.parametrize("path", FIRST_SHARED, ids=name_of)
def test_every_word_in_a_shared_paper_has_its_place(path: Path) -> None:
    assert words_of_ledger(path, EngineName.PDFPLUMBER) == words_of_pages(path, EngineName.PDFPLUMBER)


@pytest.mark.parametrize("path", FOR_SECOND_READER)
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
