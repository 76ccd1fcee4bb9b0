"""The papers that tests read, and their readings: each paper is read once a run and engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import DocumentLimits, Page
from risktrail.ingest.profile import Profile, load_profile
from risktrail.ingest.reader import Reading, read_pages

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))
_SHARED_FOLDER = ROOT.parent / "shared" / "papers"
_SCANS = "opsg-scan"  # pictures of pages
SHARED = sorted(path for path in _SHARED_FOLDER.glob("*/*.pdf") if path.parent.name != _SCANS)
SCANNED = sorted(_SHARED_FOLDER.joinpath(_SCANS).glob("*.pdf"))
FIRST_SHARED = [path for path in SHARED if path == min(path.parent.glob("*.pdf"))]

_OF_THE_SECOND = SAMPLES[::3]
FOR_SECOND_READER = [
    pytest.param(path, marks=[] if path in _OF_THE_SECOND else [pytest.mark.slow], id=f"{path.parent.name}/{path.stem}")
    for path in SAMPLES
]
"""The samples for the slow engine: every third, and all of them among the slow tests."""

needs_shared_papers = pytest.mark.skipif(not SHARED, reason="there are no ../shared/papers beside this checkout")


@cache
def profile() -> Profile:
    """The family that all papers here are of."""
    return load_profile()


@cache
def pages(path: Path, name: EngineName) -> Sequence[Page]:
    """A paper's neutral pages."""
    return engine(name)(path.read_bytes(), DocumentLimits()).pages


@cache
def reading(path: Path, name: EngineName) -> Reading:
    """A paper's report and the ledger of its lines."""
    return read_pages(pages(path, name), profile())


def words_of_pages(path: Path, engine: EngineName) -> Counter[tuple[int, str]]:
    """Every word an engine found, hidden and turned ones and marks of footnotes too, with its page."""
    return Counter(
        (page.number, word.text)
        for page in pages(path, engine)
        for word in (*page.words, *page.hidden, *page.across, *page.note_marks)
    )


def words_of_ledger(path: Path, engine: EngineName) -> Counter[tuple[int, str]]:
    """Every word that found a place."""
    return Counter((line.page, word.text) for line, _ in reading(path, engine).ledger for word in line.words)


def name_of(path: Path) -> str:
    """A paper's folder and name, to tell a test by."""
    return f"{path.parent.name}/{path.stem}"
