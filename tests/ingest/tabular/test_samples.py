"""The sample papers of other families: what registers.toml says is what is read, with the profile chosen by itself."""

from __future__ import annotations

from typing import Any

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.reader import read
from risktrail.samples.families.make_families import FAMILIES, HOME, dates, expected, main

PAPERS = [(family, date) for family in FAMILIES for date in dates(family)]


def facts(got: Any, like: Any) -> Any:
    """What is read, in the fields that are expected."""
    if isinstance(like, dict):
        return {key: facts(got[key], value) for key, value in like.items()}
    if isinstance(like, list) and like and isinstance(like[0], dict) and len(got) == len(like):
        return [facts(one, other) for one, other in zip(got, like, strict=True)]
    return list(got) if isinstance(got, tuple) else got


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(("family", "date"), PAPERS)
def test_a_sample_is_read_as_it_was_written(family: str, date: str, engine: EngineName) -> None:
    content = (HOME / family / f"{family}-{date[:7]}.pdf").read_bytes()
    report = read(content, engine).report
    like = expected(family, date)
    got = report.model_dump(mode="json")
    for risk in got["risks"]:
        risk["updates"] = [update["text"] for update in risk["updates"]]
    assert facts(got, like) == like
    assert report.warnings == ()
    assert report.unplaced == ()


def test_the_committed_papers_are_what_is_made() -> None:
    assert main(["--check"]) == 0
