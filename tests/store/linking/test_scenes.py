"""How well actions are followed through scenes of rewording, and how much may be believed of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generators.linked_papers import TRAPS, Result, measure, scenes, truth_of

PAPERS = Path(__file__).parents[4] / "shared" / "papers"


@pytest.fixture(scope="module", params=[pytest.param("dev", marks=pytest.mark.slow), "held_out"])
def half(request: pytest.FixtureRequest) -> Result:
    """One half of the scenes, measured."""
    return measure(scenes(request.param))


def test_of_reworded_links_at_least_95_in_100_are_right_and_found(half: Result) -> None:
    true = {link for link in half.truth.links if half.is_reworded(link)}
    made = {link for link in half.made if half.is_reworded(link)}
    assert len(true & made) >= 0.95 * max(len(true), len(made))


def test_of_links_called_sure_at_least_99_in_100_are_right(half: Result) -> None:
    sure = {link for link, made in half.made.items() if not made.unsure}
    assert len(sure & half.truth.links) >= 0.99 * len(sure)


def test_both_halves_have_every_kind_of_scene() -> None:
    kinds = [{*scenes(half).kinds.values()} for half in ("dev", "held_out")]
    assert kinds[0] == kinds[1]
    assert kinds[0] > TRAPS


def test_links_of_the_reworded_register() -> None:
    if not (PAPERS / "opsg-reworded").is_dir():
        pytest.skip("the truth of these papers is not here")
    result = measure(truth_of(PAPERS / "opsg-reworded"))
    true = {link for link in result.truth.links if result.is_reworded(link)}
    made = {link for link in result.made if result.is_reworded(link)}
    assert len(true & made) >= 0.97 * max(len(true), len(made))
    sure = {link for link, told in result.made.items() if not told.unsure}
    assert len(sure & result.truth.links) >= 0.995 * len(sure)
    assert result.stalled == result.truth.stalled
