"""What is remembered of wordings stays small, however many registers one import links."""

from __future__ import annotations

import tracemalloc
from functools import _lru_cache_wrapper
from typing import Any

import pytest

from risktrail.store.linking.judged import judge
from risktrail.store.linking.keys import owners_and_deed, wording
from risktrail.store.linking.prepared import prepared
from risktrail.store.linking.words import words_of
from risktrail.store.text_keys import text_key

MOST = 6 * 1024**2
TEXTS = [
    f"Clerk to review plan {number} of the flood defences at station {number} and report to committee {number}."
    for number in range(200)
]


@pytest.mark.parametrize("cached", [text_key, owners_and_deed, wording, words_of, prepared, judge])
def test_a_cache_that_is_full_holds_at_most_6_mib(cached: _lru_cache_wrapper[Any]) -> None:
    given = [(text, f"{text} Again.") if cached is judge else (text,) for text in TEXTS]
    for arguments in given:
        cached(*arguments)  # fills the caches below it, which are measured by themselves
    cached.cache_clear()
    tracemalloc.start()
    for arguments in given:
        cached(*arguments)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    most = cached.cache_info().maxsize
    assert most is not None
    assert held / len(given) * most < MOST
