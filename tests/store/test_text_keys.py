"""What is left aside where wordings are compared for being equal."""

from __future__ import annotations

from risktrail.store.text_keys import text_key


def test_key_leaves_aside_what_no_reader_calls_a_change() -> None:
    assert text_key("Change-over  support,\u00a0for “Users”.") == text_key("change over support for 'users'")
    assert text_key("ﬁrmware") == text_key("Firmware")
    assert text_key("a cost of £5") != text_key("a cost of 5")
    assert text_key(None) == ""
