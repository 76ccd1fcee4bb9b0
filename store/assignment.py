"""The best overall assignment of two sides to each other: a matching of maximum weight."""

from __future__ import annotations

from collections import Counter

Pair = tuple[int, int]
_SCALE = 1_000_000
"""Similarities become whole numbers of this many parts: their sums are then exact, and equal ones really equal."""


def best_pairs(similarities: dict[Pair, float]) -> list[Pair]:
    """The one-to-one pairs with the greatest total similarity.

    Each pair's weight is reduced a little by its distance in list order, so that ties keep the order of the papers. If
    no pair has a rival, as nearly always, there is nothing to choose and networkx (pure Python, exact) is not imported.

    Args:
        similarities: The pairs that are possible, each as (index on the left, index on the right), from 0 to 1.

    Returns:
        The pairs chosen, in order.
    """
    if not similarities:
        return []
    lefts, rights = Counter(left for left, _ in similarities), Counter(right for _, right in similarities)
    if max(lefts.values(), default=0) <= 1 and max(rights.values(), default=0) <= 1:
        return sorted(similarities)
    import networkx as nx  # type: ignore[import-untyped]

    graph = nx.Graph()
    for left, right in sorted(similarities):
        weight = round(similarities[left, right] * _SCALE) * _SCALE - abs(left - right)
        graph.add_edge(("left", left), ("right", right), weight=weight)
    matching = nx.max_weight_matching(graph)
    return sorted((min(pair)[1], max(pair)[1]) for pair in matching)
