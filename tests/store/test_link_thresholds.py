"""The least similarities of trails.toml, each at its value, just under it and just over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.store import open_reader, trails
from risktrail.store import similarity as similarities
from risktrail.store.similarity import settings, similarity, wording
from risktrail.store.trails import NearMatch, Occurrence, Trail, follow_actions
from tests.generators.register_builders import action, fresh_store_of, report, risk

LINK = settings()["link"]
HAIR = 0.0001  # the last digit that a similarity has


def occurrence(ordinal: int, text: str) -> Occurrence:
    """The only action of the only risk in a report."""
    return Occurrence(ordinal, f"2021-{ordinal:02d}", str(ordinal), "A-1", 1, 1, text, "ongoing", None)


def followed(likeness: float, monkeypatch: pytest.MonkeyPatch, *, gap: bool) -> tuple[list[Trail], list[NearMatch]]:
    """Two actions that are as similar as given, in consecutive reports or with a report between that has neither."""
    monkeypatch.setattr(trails, "similarity", lambda *_: likeness)
    between: list[list[Occurrence]] = [[]] if gap else []
    return follow_actions([[occurrence(1, "to draft")], *between, [occurrence(3 if gap else 2, "to publish")]])


@pytest.mark.parametrize(
    ("gap", "likeness", "linked", "listed"),
    [
        (False, LINK["similar"] + HAIR, True, False),
        (False, LINK["similar"], True, False),
        (False, LINK["similar"] - HAIR, False, True),
        (False, LINK["review"] + HAIR, False, True),
        (False, LINK["review"], False, True),
        (False, LINK["review"] - HAIR, False, False),
        (True, LINK["after_gap"] + HAIR, True, False),
        (True, LINK["after_gap"], True, False),
        (True, LINK["after_gap"] - HAIR, False, True),
        (True, LINK["similar"] + HAIR, False, True),
        (True, LINK["similar"], False, True),
        (True, LINK["similar"] - HAIR, False, False),
    ],
)
def test_an_action_is_linked_listed_or_left(
    gap: bool, likeness: float, linked: bool, listed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, near = followed(likeness, monkeypatch, gap=gap)
    assert [len(trail.links) for trail in found] == ([2] if linked else [1, 1])
    assert [each.similarity for each in near] == ([likeness] if listed else [])


@pytest.mark.parametrize(
    ("likeness", "unsure"), [(LINK["sure"] + HAIR, False), (LINK["sure"], False), (LINK["sure"] - HAIR, True)]
)
def test_a_link_below_sure_is_listed_for_a_person(
    likeness: float, unsure: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trails, "similarity", lambda *_: likeness)
    reports = [
        report("2021-01", risk("A-1", 9, action("DCC to draft"))),
        report("2021-02", risk("A-1", 9, action("DCC to publish"))),
    ]
    with open_reader(fresh_store_of(tmp_path / "made.duckdb", reports)) as reader:
        assert reader.query("SELECT unsure FROM action_trail ORDER BY ordinal").rows[1] == (unsure,)


@pytest.mark.parametrize(
    ("ratio", "alike"), [(84.01, True), (84.0, True), (83.99, False)], ids=["just over", "at", "just under"]
)
def test_forms_of_one_word_are_as_like_as_plan_and_plans(
    ratio: float, alike: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapidfuzz.fuzz.ratio", lambda *_: ratio)
    assert similarities._same_word("monitor", "monitored") is alike


@pytest.mark.parametrize(("other", "alike"), [("plans", True), ("plbns", False), ("clans", False), ("pla1s", False)])
def test_forms_of_one_word_begin_with_the_same_three_letters(other: str, alike: bool) -> None:
    assert similarities._same_word("plan", other) is alike


def test_containment_counts_from_three_words_on() -> None:
    """A verb has half a word's weight, so that the third word after it makes the shorter wording long enough."""
    rest = "for homes where meters fail and old hubs stay"
    short = similarity(wording("Test new pumps"), wording(f"Test new pumps {rest}"))
    long = similarity(wording("Test new pumps soon today"), wording(f"Test new pumps soon today {rest}"))
    assert short < LINK["review"] < LINK["similar"] <= long
