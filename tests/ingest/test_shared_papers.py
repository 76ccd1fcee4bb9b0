"""The papers in ../shared/papers read as their truth files have them, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read_paper
from tests.ingest.comparing import as_printed, differences, known, plain
from tests.ingest.papers import SCANNED, SHARED, name_of, needs_shared_papers, reading

pytestmark = needs_shared_papers


@pytest.mark.parametrize("path", SHARED, ids=name_of)
def test_a_paper_reads_as_its_truth_has_it(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"), object_hook=as_printed)
    report = reading(path, EngineName.PDFIUM).report.model_dump_json()
    found = json.loads(report, object_hook=as_printed)
    assert list(differences(plain(known(found, truth)), plain(truth))) == []
    assert found["unplaced"] == []


@pytest.mark.parametrize("path", SCANNED, ids=name_of)
def test_a_scan_is_refused_with_advice(path: Path) -> None:
    result = read_paper(path.read_bytes())
    assert (result.report, result.code) == (None, "no_text")
    assert result.remedy is not None
    assert "text recognition" in result.remedy
