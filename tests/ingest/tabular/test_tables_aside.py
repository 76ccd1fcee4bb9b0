"""Tables that stand beside a register and tell of no risk: keys of scores, and what the profile sets aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.platypus import Spacer

from risktrail.ingest.errors import UnreadTableError
from risktrail.ingest.profile_files import Profiles, profile_of_text
from risktrail.ingest.reader import Reading, read
from tests.generators.stories import table
from tests.ingest.tabular.test_tables import HEADS, ROWS, WIDTHS, paper

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = [("Rare", "Hardly noticed"), ("Possible", "A late plan"), ("Likely", "Money lost"), ("Certain", "Harm")]
CHANGES = [
    ("Risk", "Score in May", "Score now", "Why"),
    ("Roof", "16", "12", "Felt laid"),
    ("Gate", "9", "–", "Closed"),
]
DETAILS = 'name = "own"\nextends = "council"\n[columns]\ndetail = ["Risk", "Score in May", "Score now", "Why"]\n'
REGISTER = ("Ref", "Hazards that we see", *HEADS[2:])


def beside(rows: Sequence[Sequence[str]], widths: Sequence[int], profile: str = "", *, gap: int = 20) -> Reading:
    """The reading of a register with another table behind it."""
    heads = REGISTER if profile else HEADS
    content = paper(table([heads, *ROWS], WIDTHS), Spacer(1, gap), table(rows, widths))
    own = 'description = ["Hazards that we see"]\n'
    return read(content, profiles=Profiles(profile_of_text(profile + own, "own.toml")) if profile else Profiles())


@pytest.mark.parametrize("order", [1, -1])
def test_figures_that_count_levels_are_a_key_of_scores(order: int) -> None:
    levels = [(str(level), *texts) for level, texts in enumerate(LEVELS, 1)][::order]
    reading = beside([("Score", "Likelihood", "Impact"), *levels], (50, 120, 200))
    assert [risk.risk_id for risk in reading.report.risks] == ["7", "2"]
    assert [risk.score for risk in reading.report.risks] == [12, 16]
    assert reading.report.warnings == ()
    assert {place for line, place in reading.ledger if line.text == "Hardly noticed"} == {"other_table"}


@pytest.mark.parametrize(
    "rows",
    [
        [("Score", "Likelihood", "Impact"), ("4", "Likely", "Harm"), ("2", "Rare", "None"), ("1", "Rare", "Few")],
        [("Score", "Likelihood", "Impact"), ("2", "Likely", "Harm"), ("1", "Rare", "Hardly noticed")],
        [("Score", "Action", "Lead", "Due"), *((str(n), f"Job {n}", "Clerk", "May 2022") for n in (3, 2, 1))],
    ],
)
def test_figures_that_count_no_levels_are_no_key(rows: Sequence[Sequence[str]]) -> None:
    with pytest.raises(UnreadTableError):
        beside(rows, (50, 120, 100, 80)[: len(rows[0])])


def test_a_table_whose_heads_are_all_details_is_set_aside() -> None:
    reading = beside(CHANGES, (120, 70, 70, 150), DETAILS)
    assert [(risk.risk_id, risk.score, risk.details) for risk in reading.report.risks] == [("7", 12, {}), ("2", 16, {})]
    assert reading.report.warnings == ()
    assert {place for line, place in reading.ledger if line.text == "Felt laid"} == {"other_table"}


def test_it_is_set_aside_where_it_has_the_registers_edges_and_touches_it() -> None:
    rows = [(*CHANGES[0], "Ward", "Year"), *((*row, "", "") for row in CHANGES[1:])]
    details = DETAILS.replace('"Why"]', '"Why", "Ward", "Year"]')
    reading = beside(rows, WIDTHS, details, gap=0)
    assert [risk.risk_id for risk in reading.report.risks] == ["7", "2"]
    assert reading.report.unplaced == ()


def test_without_the_profiles_word_it_is_refused() -> None:
    with pytest.raises(UnreadTableError, match="“Score in May”"):
        beside(CHANGES, (120, 70, 70, 150), 'name = "own"\nextends = "council"\n[columns]\n')
