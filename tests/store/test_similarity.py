"""What counts as the same action in other words, and what as another action."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.store.similarity import settings, similarity, wording
from risktrail.store.text_keys import text_key

LINK = settings()["link"]["similar"]
SURE = settings()["link"]["sure"]

SAME = [
    (
        "DSP to provide a dashboard of join failures",
        "DSP to provide a dashboard of join failures, with a first version due next month",
    ),
    (
        "Draft the timetable for the next BCDR exercise",
        "Draft the timetable for the next BCDR exercise (carried over from OPSG_51)",
    ),
    (
        "CSPN to undertake the list of Devices with unknown status",
        "CSPN to carry out the list of devices with unknown status",
    ),
    (
        "TABASC to review the backlog of alerts for all regions",
        "TABASC to review the backlog of alerts for each of the regions",
    ),
    ("DCC to issue the report by the end of June", "DCC to issue the report by the end of September"),
    (
        "DCC to present a Service Improvement Plan to the OPSG",
        "SECAS to present a Service Improvement Plan to the OPSG",
    ),
    (
        "SECAS/DCC to assess the commercial position on batteries",
        "DCC to evaluate the commercial position on batteries",
    ),
    ("Suppliers to review the threshold values", "Supplier Parties to review the threshold values"),
    (
        "DCC to draft the plan (carried over from OPSG_51)",
        "DCC to draft the plan (carried over from OPSG_52)",
    ),
    (
        "DCC to monitor installs in the north and report monthly",
        "DCC to report monthly, and to monitor installs in the north",
    ),
]
OTHER = [
    ("DCC to report on firmware activation", "DCC to report on battery replacement"),
    ("DCC to report on monthly figures for CSP North", "DCC to report on monthly figures for CSP South"),
    (
        "DNOs to escalate the commercial position on batteries",
        "DSP to present the commercial position on batteries",
    ),
    ("SECAS to observe the progress of Modification 96", "SECAS to observe the progress of Modification 97"),
    ("SECAS to raise DP096 with the Panel", "SECAS to raise DP122 with the Panel"),
    ("DCC to publish guidance on SMETS1 migration", "DCC to publish guidance on SMETS2 migration"),
    (
        "OPSG to trial the renewal schedule under Modification MP122",
        "Ofgem to review the position on batteries under Modification MP122",
    ),
    ("DCC to provide an update", "DCC to provide the forecast of Comms Hub returns for each region"),
    ("Monitor firmware", "Monitor batteries"),
    ("DCC to draft the plan (see OPSG Issue 011)", "DCC to draft the plan (see OPSG Issue 012)"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_action_reworded(before: str, after: str) -> None:
    assert similarity(wording(before), wording(after)) >= LINK


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_another_action(before: str, after: str) -> None:
    assert similarity(wording(before), wording(after)) < LINK


texts = st.text(st.sampled_from("ABab19 .-,é"), max_size=40)


@given(texts, texts)
def test_similarity_is_symmetric_and_bounded(left: str, right: str) -> None:
    there = similarity(wording(left), wording(right))
    assert there == similarity(wording(right), wording(left))
    assert 0 <= there <= 1


@given(texts)
def test_a_text_is_like_itself(text: str) -> None:
    assert similarity(wording(text), wording(text)) == 1


def test_key_leaves_aside_what_no_reader_calls_a_change() -> None:
    assert text_key("Change-over  support,\u00a0for “Users”.") == text_key("change over support for 'users'")
    assert text_key("ﬁrmware") == text_key("Firmware")
    assert text_key("a cost of £5") != text_key("a cost of 5")
    assert text_key(None) == ""
