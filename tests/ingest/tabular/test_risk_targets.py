"""Which rating a column is of, where its own head does not say it."""

from __future__ import annotations

import pytest

from risktrail.ingest.profile_files import find_file
from risktrail.ingest.table_profile import TableProfile
from risktrail.ingest.tabular.risk_targets import HeadCell, risk_targets

PARTS = ("Likelihood", "Impact", "Score")


def roles(*heads: tuple[str, str]) -> list[str | None]:
    """The roles of these heads, each with the head above it, by the profile of councils."""
    council = find_file("council").load()
    assert isinstance(council, TableProfile)
    found = risk_targets([HeadCell(group, own) for group, own in heads], council)
    return [target.role if target else None for target in found]


def below(*groups: str) -> list[tuple[str, str]]:
    return [(group, part) for group in groups for part in PARTS]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("Pre-mitigation", "Post-mitigation", ("inherent", "current")),
        ("Uncontrolled", "Controlled", ("inherent", "current")),
        ("Pre- controls", "Post- controls", ("inherent", "current")),
        ("If we did nothing", "Where we are now", ("inherent", "current")),
        ("Last quarter", "This quarter", ("previous", "current")),
        ("Assessment today", "Score after actions", ("current", "target")),
    ],
)
def test_a_group_that_no_profile_knows_says_the_kind(before: str, after: str, kinds: tuple[str, str]) -> None:
    found = roles(*below(before, after))
    assert [role.split(".")[1] for role in found if role] == [kinds[0]] * 3 + [kinds[1]] * 3


def test_of_two_groups_that_say_no_kind_none_is_todays() -> None:
    assert roles(*below("December 2024", "March 2025")) == [None] * 6


def test_one_group_that_says_no_kind_is_todays() -> None:
    found = roles(*below("Assessment by the Board"))
    assert found == ["rating.current.likelihood", "rating.current.impact", "rating.current"]


def test_a_bare_rating_beside_one_that_says_after_is_not_todays() -> None:
    heads = [("", f"{part}{when}") for when in ("", " after") for part in ("Likelihood", "Impact")]
    assert roles(*heads) == [None] * 4


def test_a_group_of_other_things_than_ratings_says_no_kind() -> None:
    assert roles(("Planned", "Work"), ("Planned", "RAG"))[1] == "rating.current"


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ([("", "Inherent RAG"), ("", "Residual RAG")], ["rating.inherent", "rating.current"]),
        ([("", "Residual score"), ("", "Residual RAG")], ["rating.current", "rating.current.band"]),
        (
            [("Initial", part) for part in "CLR"],
            ["rating.inherent.impact", "rating.inherent.likelihood", "rating.inherent"],
        ),
        (
            [("Gross", part) for part in "ILS"],
            ["rating.inherent.impact", "rating.inherent.likelihood", "rating.inherent"],
        ),
        ([("", "Target risk ranking"), ("", "Target completion")], ["rating.target", None]),
        ([("", "Movement in residual score")], [None]),
    ],
)
def test_the_words_of_an_unknown_head_name_its_rating(heads: list[tuple[str, str]], found: list[str | None]) -> None:
    assert roles(*heads) == found


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (
            [("Risk score", month) for month in ("May 24", "Aug 24", "Nov 24")],
            [None, "rating.previous", "rating.current"],
        ),
        ([("", "Score Nov-24"), ("", "Score Aug-24")], ["rating.current", "rating.previous"]),
        ([("Risk score", "May 24"), ("", "Current score")], [None, "rating.current"]),
        ([("Progress", "May 24"), ("Progress", "Aug 24")], [None, None]),
    ],
)
def test_of_scores_of_several_months_the_latest_is_todays(
    heads: list[tuple[str, str]], found: list[str | None]
) -> None:
    assert roles(*heads) == found


CURRENT = [f"rating.current.{part}" for part in ("likelihood", "impact")]
INHERENT = [f"rating.inherent.{part}" for part in ("likelihood", "impact")]


@pytest.mark.parametrize("left", ["Residual {}", "Net {}", "Revised {}"])
def test_a_bare_rating_before_what_the_controls_leave_of_it_is_inherent(left: str) -> None:
    bare = [("", part) for part in PARTS]
    found = roles(("", "Risk"), *bare, ("", "Controls"), *(("", left.format(part.lower())) for part in PARTS))
    kinds = [role.split(".")[1] for role in found if role and role.startswith("rating")]
    assert kinds == ["inherent"] * 3 + ["current"] * 3
    assert found[1:3] == INHERENT


def test_a_bare_rating_behind_the_controls_is_what_they_leave_of_the_first() -> None:
    bare = [("", part) for part in PARTS[:2]]
    assert roles(("", "Risk"), *bare, ("", "Controls"), *bare) == ["description", *INHERENT, "controls", *CURRENT]


def test_a_colour_beside_the_current_score_is_not_inherent() -> None:
    assert roles(("", "Risk"), ("", "RAG"), ("", "Controls"), ("", "Current score"))[1] == "rating.current"


def test_heads_that_are_kinds_alone_are_ratings_where_two_of_them_are() -> None:
    heads = [("", head) for head in ("Ref", "Risk", "Gross", "Controls", "Net", "Target")]
    found = ["number", "description", "rating.inherent", "controls", "rating.current", "rating.target"]
    assert roles(*heads) == found
    assert roles(("", "Risk"), ("", "Gross"))[1] is None
    assert roles(("", "Item"), ("", "Gross"), ("", "Net"))[1:] == [None, None]


def test_a_total_below_a_factor_is_the_factor() -> None:
    heads = [("Impact", "Fund"), ("Impact", "Total"), ("", "Likelihood"), ("", "Total risk score")]
    found = roles(("", "Risk"), *heads, ("", "Revised likelihood"), ("", "Net risk score"))
    assert found[1:] == [
        None,
        "rating.inherent.impact",
        "rating.inherent.likelihood",
        "rating.inherent",
        "rating.current.likelihood",
        "rating.current",
    ]


def test_a_letter_beside_both_factors_is_their_score() -> None:
    found = roles(*[(group, letter) for group in ("Before mitigation", "After mitigation") for letter in "LIT"])
    kinds = ("inherent", "current")
    assert found == [f"rating.{kind}.{part}" for kind in kinds for part in ("likelihood", "impact", "score")]


def test_a_product_beside_its_score_is_the_whole_rating() -> None:
    found = roles(("Current", "L x I"), ("Current", "Score"), ("Target", "L x I"), ("Target", "Score"))
    assert found == ["rating.current", "rating.current.score", "rating.target", "rating.target.score"]


def test_a_rank_is_no_rating() -> None:
    assert roles(("", "Rank"), ("", "Risk"), ("", "Last rank")) == [None, "description", None]
