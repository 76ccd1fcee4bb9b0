"""Where sentences and clauses end."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.sentences import ends_clause, ends_sentence


@pytest.mark.parametrize("text", ["We stop.", "Why?", "Now!", "(See paper 4.)", "“We stop.”", "[He said: ‘stop.’]"])
def test_a_full_stop_or_a_mark_ends_a_sentence_and_a_clause(text: str) -> None:
    assert ends_sentence(text)
    assert ends_clause(text)


@pytest.mark.parametrize("text", ["The DCC is to:", "order hubs;", "order hubs (as agreed);"])
def test_a_colon_or_semicolon_ends_a_clause_alone(text: str) -> None:
    assert not ends_sentence(text)
    assert ends_clause(text)


@pytest.mark.parametrize("text", ["", "order hubs", "order hubs,", "order hubs (as agreed)", "e.g. hubs", "”"])
def test_what_goes_on_ends_nothing(text: str) -> None:
    assert not ends_sentence(text)
    assert not ends_clause(text)
