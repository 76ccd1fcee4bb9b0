"""The papers in ../shared/papers read as their truth files have them, field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from risktrail.ingest.pdf.engines import EngineName
from tests.ingest.comparing import differences, known, plain
from tests.ingest.papers import SHARED, name_of, needs_shared_papers, reading

pytestmark = needs_shared_papers


@pytest.mark.parametrize("path", SHARED, ids=name_of)
def test_a_paper_reads_as_its_truth_has_it(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"), object_hook=_printed)
    report = reading(path, EngineName.PDFIUM).report.model_dump_json()
    found = json.loads(report, object_hook=_printed)
    assert list(differences(plain(known(found, truth)), plain(truth))) == []
    assert found["unplaced"] == []


def _printed(part: dict[str, Any]) -> dict[str, Any]:
    """A part of the truth as the paper shows it.

    Which action is which across months (`lineage`) no paper says; `status_text` is there the family's usual word,
    not the paper's own; and where an impact's lines are full, nothing shows where its paragraphs part.
    """
    shown = {name: value for name, value in part.items() if name not in {"lineage", "status_text"}}
    if isinstance(shown.get("impact"), list):
        shown["impact"] = " ".join(shown["impact"])
    return shown
