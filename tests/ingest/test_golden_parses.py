"""Golden parses of the sample papers: whole reports as they came out once and were found right.

They are rewritten by the one switch that golden_files.py documents. Beside each golden stands a comparison with what
samples/story.py says the paper states, so that a rewritten golden cannot be a wrong one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from risktrail.ingest.reader import read_paper
from risktrail.samples.story import expected
from tests.golden_files import assert_golden
from tests.ingest.comparing import differences, known, plain
from tests.ingest.papers import SAMPLES, name_of

GOLDENS = Path(__file__).with_name("goldens")


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_a_sample_reads_as_its_golden_has_it(path: Path) -> None:
    report = read_paper(path.read_bytes()).report
    assert report is not None
    found = json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=1)
    assert_golden(GOLDENS / f"{path.stem}.json", f"{found}\n")


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_a_golden_states_what_the_sample_was_made_from(path: Path) -> None:
    golden = _golden(path)
    facts = expected(golden["period"])
    assert list(differences(plain(known(golden, facts)), plain(facts))) == []


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_a_golden_leaves_nothing_unplaced(path: Path) -> None:
    golden = _golden(path)
    assert golden["unplaced"] == []
    assert golden["page_count"] > 1


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_a_golden_knows_where_every_part_stands(path: Path) -> None:
    golden = _golden(path)
    for risk in golden["risks"]:
        parts = [*risk["actions"], {"source": risk["source"]}, {"source": risk["description_source"]}]
        parts += [{"source": source} for source in [*risk["impact_source"], *risk["remarks_source"]]]
        assert all(1 <= place["page"] <= golden["page_count"] for part in parts for place in part["source"])
        assert all(part["source"] for part in parts)


def test_every_golden_is_of_a_sample() -> None:
    assert {file.stem for file in GOLDENS.glob("*.json")} == {path.stem for path in SAMPLES}


def _golden(path: Path) -> dict[str, Any]:
    golden: dict[str, Any] = json.loads((GOLDENS / f"{path.stem}.json").read_text(encoding="utf-8"))
    return golden
