"""What a paper is taken for: lists of risks' names, and papers about something else that speak of risks within."""

from __future__ import annotations

import pytest

from risktrail.ingest.errors import NotARegisterError
from risktrail.ingest.reader import read
from tests.generators.stories import HEAD, bytes_of, paper, risk, table, text

NAMES = [("QRS-001", "Hubs run out"), ("QRS-002", "Fitters are too few")]


def test_a_list_that_only_names_risks_is_no_months_register() -> None:
    with pytest.raises(NotARegisterError, match="without any rating, impact or action"):
        read(paper(table([HEAD[:2], *NAMES], (110, 300))))


def test_a_rating_a_risk_makes_a_register_of_a_list() -> None:
    rows = [(*row, rating) for row, rating in zip(NAMES, ("20 (Critical)", "6 (Low)"), strict=True)]
    report = read(paper(table([HEAD, *rows], (80, 250, 100)))).report
    assert [(each.risk_id, each.score) for each in report.risks] == [("QRS-001", 20), ("QRS-002", 6)]


def test_a_large_line_about_risks_within_a_paper_about_something_else_is_no_title() -> None:
    prose = [text("The portal is on time and within its budget, and testing has begun at both depots." * 3)] * 12
    content = bytes_of(
        text("Project update: replacement of the portal", "Title"),
        text("5 March 2022"),
        text("1. Purpose", "Heading2"),
        text("<font size=16>three risks of the project, as of this month</font>"),
        *prose,
        *risk("QRS-001"),
    )
    with pytest.raises(NotARegisterError, match="Project update: replacement of the portal"):
        read(content)
