"""The thresholds of trails.toml, each at its value, just under it and just over it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from risktrail.store import open_reader, trails
from risktrail.store.linking import judged, rivals
from risktrail.store.linking.judged import judge
from risktrail.store.linking.settings import HAIR, settings
from risktrail.store.trails import NearMatch, Occurrence, Trail, follow_actions
from tests.generators.register_builders import action, fresh_store_of, report, risk

LINK = settings()


def occurrence(ordinal: int, text: str) -> Occurrence:
    """The only action of the only risk in a report."""
    return Occurrence(ordinal, f"2021-{ordinal:02d}", str(ordinal), "A-1", 1, 1, text, "ongoing", None)


def followed(likeness: float, monkeypatch: pytest.MonkeyPatch, *, gap: bool) -> tuple[list[Trail], list[NearMatch]]:
    """Two actions that are as similar as given, in consecutive reports or with a report between that has neither."""
    monkeypatch.setattr(trails, "likeness", lambda *_: likeness)
    between: list[list[Occurrence]] = [[]] if gap else []
    return follow_actions([[occurrence(1, "to draft")], *between, [occurrence(3 if gap else 2, "to publish")]])


@pytest.mark.parametrize(
    ("gap", "likeness", "linked", "listed"),
    [
        (False, LINK.similar + HAIR, True, False),
        (False, LINK.similar, True, False),
        (False, LINK.similar - HAIR, False, True),
        (False, LINK.review + HAIR, False, True),
        (False, LINK.review, False, True),
        (False, LINK.review - HAIR, False, False),
        (True, LINK.sure + HAIR, True, False),
        (True, LINK.sure, True, False),
        (True, LINK.sure - HAIR, False, True),
        (True, LINK.similar + HAIR, False, True),
        (True, LINK.similar, False, True),
        (True, LINK.similar - HAIR, False, False),
    ],
)
def test_an_action_is_linked_listed_or_left(
    gap: bool, likeness: float, linked: bool, listed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, near = followed(likeness, monkeypatch, gap=gap)
    assert [len(trail.links) for trail in found] == ([2] if linked else [1, 1])
    assert [each.similarity for each in near] == ([likeness] if listed else [])


@pytest.mark.parametrize(
    ("likeness", "unsure"), [(LINK.sure + HAIR, False), (LINK.sure, False), (LINK.sure - HAIR, True)]
)
def test_a_link_below_sure_is_listed_for_a_person(
    likeness: float, unsure: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trails, "likeness", lambda *_: likeness)
    reports = [
        report("2021-01", risk("A-1", 9, action("DCC to draft"))),
        report("2021-02", risk("A-1", 9, action("DCC to publish"))),
    ]
    with open_reader(fresh_store_of(tmp_path / "made.duckdb", reports)) as reader:
        assert reader.query("SELECT unsure FROM action_trail ORDER BY ordinal").rows[1] == (unsure,)


def test_two_words_and_a_verb_are_enough_to_be_sure() -> None:
    """A verb weighs half a word: `train drivers` is 1.5, `train lorry drivers` the 2.5 that are enough."""
    rest = "for the depots in the north, with figures each week"
    assert LINK.enough == 2.5
    assert LINK.similar <= judge("Train drivers", f"Train drivers {rest}").similarity < LINK.sure
    assert judge("Train lorry drivers", f"Train lorry drivers {rest}").similarity >= LINK.sure


def test_a_generic_word_is_half_a_word() -> None:
    rest = "for the depots in the north, with figures each week"
    assert judge("Renew lorry plan", f"Renew lorry plan {rest}").similarity < LINK.sure
    assert judge("Renew lorry cranes", f"Renew lorry cranes {rest}").similarity >= LINK.sure


@pytest.mark.parametrize(("enough", "sure"), [(2.5 + HAIR, False), (2.5, True), (2.5 - HAIR, True)])
def test_enough_is_reached_at_its_value(enough: float, sure: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    other = dataclasses.replace(settings(), enough=enough)
    monkeypatch.setattr(judged, "settings", lambda: other)
    judge.cache_clear()
    found = judge("Train lorry drivers", "Train lorry drivers for the depots in the north").similarity
    judge.cache_clear()
    assert (found >= LINK.sure) is sure


BEFORE = [occurrence(1, "DCC to survey the pumps in Leeds"), occurrence(1, "DCC to survey the pumps in York")]
NOW = [occurrence(2, "DCC to survey the pumps")]


@pytest.mark.parametrize(
    ("lead", "doubted"), [(LINK.rival + HAIR, False), (LINK.rival, False), (LINK.rival - HAIR, True)]
)
def test_a_rival_that_is_nearly_as_like_leaves_a_doubt(lead: float, doubted: bool) -> None:
    likenesses = {(0, 0): round(0.99, 4), (1, 0): round(0.99 - lead, 4)}
    found = rivals.settled([(0, 0)], likenesses, BEFORE, NOW)
    assert found == {(0, 0): LINK.sure - HAIR if doubted else 0.99}


def test_a_rival_that_has_a_partner_of_its_own_is_none() -> None:
    """To swap both would cost 0.99 and bring nothing, for York's pumps are none of Leeds."""
    now = [*NOW, occurrence(2, "DCC to survey the pumps in York")]
    likenesses = {(0, 0): 0.99, (1, 0): 0.985, (1, 1): 1.0}
    assert rivals.settled([(0, 0), (1, 1)], likenesses, BEFORE, now) == {(0, 0): 0.99, (1, 1): 1.0}


def test_one_said_in_two_and_two_said_in_one_leave_no_doubt() -> None:
    whole = [occurrence(1, "DCC to survey the pumps and the wells")]
    parts = [occurrence(2, "DCC to survey the pumps"), occurrence(2, "DCC to survey the wells")]
    assert rivals.settled([(0, 0)], {(0, 0): 0.99, (0, 1): 0.985}, whole, parts) == {(0, 0): 0.99}
    assert rivals.settled([(0, 0)], {(0, 0): 0.99, (1, 0): 0.985}, parts, whole) == {(0, 0): 0.99}
