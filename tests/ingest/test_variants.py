"""Papers in many layouts read exactly as they were made.

    RISKTRAIL_VARIANTS=500 python -m pytest tests/ingest/test_variants.py

reads that many papers of each layout instead of a few; a failing one is named by its layout and seed.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from tests.generators.variants import flowing
from tests.generators.variants.layouts import LAYOUTS
from tests.generators.variants.papers import make
from tests.ingest.comparing import differences, known, plain

SEEDS = int(os.environ.get("RISKTRAIL_VARIANTS", "12"))
SLOW_SEEDS = max(1, SEEDS // 12)  # for the second engine, which takes thirty times as long


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_paper_reads_as_it_was_made(layout: str, seed: int) -> None:
    assert misread(layout, seed, EngineName.PDFIUM) == []


@pytest.mark.parametrize("seed", range(SLOW_SEEDS))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_second_engine_reads_it_too(layout: str, seed: int) -> None:
    assert misread(layout, seed, EngineName.PDFPLUMBER) == []


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("layout", flowing.LAYOUTS)
def test_a_flowing_paper_reads_as_it_was_made(layout: str, seed: int) -> None:
    content, truth = flowing.make_flowing(layout, seed)
    assert wrong(content, truth, EngineName.PDFIUM, joined=True) == []


@pytest.mark.parametrize(("layout", "seed"), [("unruled", 12), ("unruled", 225), ("single", 281)])
def test_what_goes_on_overleaf_is_neither_number_nor_header(layout: str, seed: int) -> None:
    assert misread(layout, seed, EngineName.PDFIUM) == []


@pytest.mark.parametrize("seed", [93, 258, 474])
def test_a_cell_as_high_as_most_of_a_page_is_no_border(seed: int) -> None:
    content, truth = flowing.make_flowing("single", seed)
    assert wrong(content, truth, EngineName.PDFIUM, joined=True) == []


@pytest.mark.parametrize(("layout", "seed"), [("merged", 44), ("single", 27)])
def test_a_row_goes_on_right_under_a_repeated_head(layout: str, seed: int) -> None:
    content, truth = flowing.make_flowing(layout, seed)
    assert wrong(content, truth, EngineName.PDFIUM, joined=True) == []


def misread(layout: str, seed: int, engine: EngineName) -> list[str]:
    """Where a paper's reading differs from what it was made from."""
    content, truth = make(layout, seed)
    return wrong(content, truth, engine)


def wrong(content: bytes, truth: dict[str, Any], engine: EngineName, *, joined: bool = False) -> list[str]:
    """Where a reading differs from the truth. `joined`: paragraphs of an impact may run on, where a page hides it."""
    found = known(read(content, engine).report.model_dump(mode="json"), truth)
    if joined:
        for risk in (*found["risks"], *truth["risks"]):
            risk["impact"] = " ".join(risk["impact"])
    return list(differences(plain(found), plain(truth)))
