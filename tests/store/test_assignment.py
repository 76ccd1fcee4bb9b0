"""Which of competing pairs are chosen, to the last digit that counts."""

from __future__ import annotations

import pytest

from risktrail.store.assignment import Pair, best_pairs

STRAIGHT, CROSSED = [(0, 0), (1, 1)], [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("more", "chosen"),
    [(0.000_001, CROSSED), (0.000_000_6, CROSSED), (0.0, STRAIGHT), (0.000_000_4, STRAIGHT), (-0.000_001, STRAIGHT)],
)
def test_a_millionth_more_beats_the_order_of_the_papers_and_less_does_not(more: float, chosen: list[Pair]) -> None:
    assert best_pairs({(0, 0): 0.8, (1, 1): 0.8, (0, 1): 0.8, (1, 0): 0.8 + more}) == chosen


def test_of_equal_pairings_the_one_with_the_shortest_way_wins() -> None:
    assert best_pairs({(0, 5): 0.9, (0, 2): 0.9}) == [(0, 2)]
    assert best_pairs({(5, 0): 0.9, (2, 0): 0.9}) == [(2, 0)]


def test_without_rivals_every_pair_is_taken() -> None:
    assert best_pairs({(3, 1): 0.1, (0, 2): 0.9}) == [(0, 2), (3, 1)]


def test_more_pairs_go_before_one_better_pair() -> None:
    assert best_pairs({(0, 0): 1.0, (0, 1): 0.75, (1, 0): 0.75}) == CROSSED
    assert best_pairs({(0, 0): 1.0, (0, 1): 0.5, (1, 0): 0.5}) in ([(0, 0)], CROSSED)
    assert best_pairs({(0, 0): 1.0, (0, 1): 0.49, (1, 0): 0.49}) == [(0, 0)]
