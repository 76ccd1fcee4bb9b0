"""The papers in ../shared/papers read as their truth files have them, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from risktrail.ingest.pdf.engines import EngineName
from tests.ingest.comparing import as_printed, differences, known, plain
from tests.ingest.papers import SHARED, name_of, needs_shared_papers, reading

pytestmark = needs_shared_papers


@pytest.mark.parametrize("path", SHARED, ids=name_of)
def test_a_paper_reads_as_its_truth_has_it(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"), object_hook=as_printed)
    report = reading(path, EngineName.PDFIUM).report.model_dump_json()
    found = json.loads(report, object_hook=as_printed)
    assert list(differences(plain(known(found, truth)), plain(truth))) == []
    assert found["unplaced"] == []
