"""Three registers by three producers, in heads that no built-in profile knows, read with a profile of their own.

`docs/harbour.pdf` is set by Typst 0.15 from `docs/harbour.typ`, `pension.pdf` by LibreOffice from `pension.html`; the
trust's forms are made by reportlab when the test runs. Each profile is what `profile draft` made, mended by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.ingest.errors import PaperError
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import profiles_for
from risktrail.ingest.reader import read
from tests.ingest.tabular.comparing import expected, read_as, said
from tests.ingest.tabular.trust_forms import forms

PAPERS = Path(__file__).parent / "papers"
DOCS = Path(__file__).resolve().parents[3] / "docs"  # where the harbour's paper and profile are an example
NAMES = ("harbour", "pension", "trust")


def content(name: str) -> bytes:
    """The paper's PDF."""
    if name == "trust":
        return forms(PAPERS / "trust.json")
    return (home(name) / f"{name}.pdf").read_bytes()


def home(name: str) -> Path:
    """The folder of the paper's PDF and profile."""
    return DOCS if name == "harbour" else PAPERS


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_read_with_the_papers_own_profile(name: str, engine: EngineName) -> None:
    truth = said(PAPERS / f"{name}.json")
    report = read(content(name), engine, profiles=profiles_for(str(home(name) / f"{name}.toml"))).report
    assert read_as(report, truth) == expected(truth)
    assert report.profile == name
    assert report.warnings == ()
    assert report.unplaced == ()


@pytest.mark.parametrize("name", NAMES)
def test_without_a_profile_such_a_paper_is_refused(name: str) -> None:
    with pytest.raises(PaperError):
        read(content(name))
