"""Forms: a label beside its text, a label with the risk's number behind it, and what such a form must not become."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, Spacer

from risktrail.ingest.drafting import draft_of
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.profile_files import Profiles, profile_of_text
from risktrail.ingest.reader import read
from tests.generators.stories import table, text
from tests.ingest.tabular.test_tables import paper

LABELS = """
name = "forms"
extends = "council"
[labels]
title = ["Risk"]
description = ["What may happen"]
"rating.current" = ["How serious"]
controls = ["Precautions"]
"""
RISKS = [("Roof", "Slates slip", "12"), ("Lettings", "A hirer is hurt", "6")]


def forms(labels: tuple[str, str]) -> bytes:
    """A paper of two forms, the first label of each as given."""
    story = []
    for label, (title, event, score) in zip(labels, RISKS, strict=True):
        rows = [(label, title), ("What may happen", event), ("How serious", score), ("Precautions", "Survey")]
        story += [table(rows, (150, 300)), Spacer(1, 20)]
    return paper(*story)


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(
    ("labels", "numbers"),
    [
        (("Risk 1", "Risk 2"), ["1", "2"]),
        (("RISK 1.", "RISK 2."), ["1", "2"]),
        (("Risk No. 3", "Risk No. 7"), ["3", "7"]),
        (("Risk CR 11", "Risk CR 12"), ["CR 11", "CR 12"]),
        (("Risk A1.2", "Risk B3"), ["A1.2", "B3"]),
    ],
)
def test_a_label_may_have_the_risks_number_behind_it(
    labels: tuple[str, str], numbers: list[str], engine: EngineName
) -> None:
    reading = read(forms(labels), engine, profiles=Profiles(profile_of_text(LABELS, "forms.toml")))
    risks = reading.report.risks
    assert [risk.risk_id for risk in risks] == numbers
    assert [(risk.title, risk.description, risk.score) for risk in risks] == [
        ("Roof", "Slates slip", 12),
        ("Lettings", "A hirer is hurt", 6),
    ]
    assert [risk.controls for risk in risks] == [("Survey",), ("Survey",)]
    assert reading.report.warnings == ()
    assert reading.report.unplaced == ()


def test_the_number_has_its_page_and_box() -> None:
    reading = read(forms(("Risk 1", "Risk 2")), profiles=Profiles(profile_of_text(LABELS, "forms.toml")))
    placed = [line.text for line, place in reading.ledger if place == "number"]
    assert placed == ["1", "2"]


def test_a_draft_has_the_label_without_the_number() -> None:
    text = draft_of(forms(("Risk 1", "Risk 2")), "forms").text
    assert '"Risk"' in text
    assert '"rating.current" = ["How serious"]' in text
    assert "Risk 1" not in text


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("are_apart", [False, True])
@pytest.mark.parametrize("is_first_alike", [False, True])
def test_a_form_below_a_heading_may_begin_with_any_label(
    is_first_alike: bool, are_apart: bool, engine: EngineName
) -> None:
    told = (
        ("1", "Estates", "Slates slip", "12"),
        ("2", "Systems", "Servers fail", "9"),
        ("3", "Money", "Rents fall", "6"),
    )
    story: list[Flowable] = []
    for number, owner, described, score in told:
        of_whom = [("Risk owner", f"Head of {owner}")]
        of_what = [("Description", described), ("Current score", score)]
        parts = [of_whom, of_what] if number != "1" or is_first_alike else [of_what, of_whom]
        tables = parts if are_apart else [[*parts[0], *parts[1]]]
        story.append(text(f"Risk {number}: {owner}", "Heading2"))
        for rows in tables:
            story += [table(rows, (120, 380)), Spacer(1, 9)]
    report = read(paper(*story), engine).report
    assert [(risk.risk_id, *risk.owners, risk.description, risk.score) for risk in report.risks] == [
        (number, f"Head of {owner}", described, int(score)) for number, owner, described, score in told
    ]
    assert (report.warnings, report.unplaced) == ((), ())
