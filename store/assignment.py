"""Who goes with whom, so that the whole fits best: maximum-weight matching of two sides."""

from __future__ import annotations

from collections import Counter

Pair = tuple[int, int]
_SCALE = 1_000_000  # similarities as whole numbers: sums are then exact, and equal ones really equal


def best_pairs(similarities: dict[Pair, float]) -> list[Pair]:
    """One-to-one pairs (left, right) of greatest total similarity, in order.

    Of equally good pairings the one that keeps to the papers' order wins: a pair loses a hair for every place
    it is moved. Where every candidate is free of rivals, as nearly always, there is nothing to weigh and
    networkx (pure Python, exact) is not even imported.
    """
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
