"""What counts as the same action in other words, what as another action, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.store.linking.judged import Judgement, Reason, judge
from risktrail.store.linking.settings import settings

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
    assert judge(before, after).similarity >= settings().similar


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_another_action(before: str, after: str) -> None:
    assert judge(before, after).similarity < settings().similar


PUMPS = "DCC to test the main pumps before installation at ten sites in the north"


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        # Surely one: nothing but the wording differs.
        (PUMPS, PUMPS.replace("ten", "12"), set()),
        (PUMPS, PUMPS.replace("test", "trial"), set()),
        (PUMPS, PUMPS.replace("before", "prior to"), set()),
        (PUMPS, f"Members were uneasy. {PUMPS}", set()),
        (PUMPS, f"{PUMPS}. Two of them leak and a third is on order", set()),
        (PUMPS, PUMPS.replace("DCC", "SECAS"), set()),
        (PUMPS, PUMPS.replace("DCC", "DCC and SECAS"), set()),
        (PUMPS, "The main pumps to be tested by DCC before installation at ten sites in the north", set()),
        ("DCC to renew the TLS key by June", "DCC to renew the TLS key by August", set()),
        # Surely two.
        (PUMPS, PUMPS.replace("test", "order"), {Reason.OTHER_STEP}),
        (PUMPS, PUMPS.replace("before", "after"), {Reason.OPPOSITE}),
        (PUMPS, PUMPS.replace("DCC to", "DCC not to"), {Reason.OPPOSITE}),
        (PUMPS, PUMPS.replace("north", "south"), {Reason.OPPOSITE, Reason.BOTH_CHANGED}),
        (PUMPS, PUMPS.replace("main", "spare"), {Reason.OTHER_OBJECT, Reason.BOTH_CHANGED}),
        (
            "DCC to renew the TLS key of Stage 2",
            "DCC to renew the TLS key of Stage 3",
            {Reason.OTHER_CODE, Reason.BOTH_CHANGED},
        ),
        ("DCC to renew the TLS key of Stage 2", "DCC to renew the TLS key of stage two", set()),
        ("DCC to give the costs of fuel for June", "DCC to give the costs of fuel for July", {Reason.OTHER_PERIOD}),
        ("DCC to give the costs of fuel by June", "DCC to give the costs of fuel by July", set()),
        ("DCC to write the case for Leeds", "DCC to write a second case for Leeds", {Reason.SUCCESSOR}),
        ("DCC to write the first case for Leeds", "DCC to write the first and second case for Leeds", set()),
        # For a person.
        (PUMPS, PUMPS.replace("test", "doodle"), {Reason.UNKNOWN_VERB}),
        (PUMPS, PUMPS.replace("DCC to test", "SECAS to try"), {Reason.OTHER_OWNER}),
        ("DCC to report the sales of hubs", "DCC to provide the sales of hubs", {Reason.NEAR_VERB}),
        ("DCC to test pumps", "DCC to test pumps in every depot of the north", {Reason.LITTLE_SHARED}),
    ],
)
def test_reasons(before: str, after: str, reasons: set[Reason]) -> None:
    found = judge(before, after)
    assert found.reasons == reasons
    assert (found.similarity >= settings().sure) is (not reasons)


def test_a_long_end_of_both_is_a_remark_and_a_short_one_the_object() -> None:
    short = judge("DCC to repair the fence near Leeds depot", "DCC to repair the fence near York station")
    assert Reason.OTHER_OBJECT in short.reasons
    long = judge(
        "DCC to repair the fence at the old gate, with photographs, costs and drawings",
        "DCC to repair the fence at the old gate, but ask residents, shops and schools first",
    )
    assert Reason.OTHER_OBJECT not in long.reasons
    assert Reason.BOTH_CHANGED in long.reasons


@pytest.mark.parametrize(
    ("before", "after", "less", "more"),
    [
        (PUMPS, "DCC to test the main pumps", True, False),
        ("DCC to test the main pumps", PUMPS, False, True),
        ("DCC and SECAS to test the main pumps", "DCC to test the main pumps", True, False),
        ("DCC to test the main pumps", "DCC and SECAS to test the main pumps", False, True),
        (PUMPS, PUMPS.replace("ten", "12"), False, False),
        (PUMPS, PUMPS.replace("main", "spare"), False, False),
    ],
)
def test_which_side_says_more(before: str, after: str, less: bool, more: bool) -> None:
    found = judge(before, after)
    assert (found.says_less, found.says_more) == (less, more)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # The same body's action goes before that of another.
        ((PUMPS, PUMPS.replace("ten", "12")), (PUMPS.replace("DCC", "SECAS"), PUMPS.replace("ten", "12"))),
        # What was asked for first goes on, however long the rest is.
        (
            ("DCC to test pumps and repair the wells in the north", "DCC to test pumps in the north"),
            ("DCC to test pumps and repair the wells in the north", "DCC to repair the wells in the north"),
        ),
        (
            ("DCC to test pumps and the wells in the north", "DCC to test pumps in the north"),
            ("DCC to test pumps and the wells in the north", "DCC to test the wells in the north"),
        ),
        # The same figure goes before another.
        ((PUMPS, f"{PUMPS} and the south"), (PUMPS.replace("ten", "12"), f"{PUMPS} and the south")),
    ],
)
def test_of_two_that_are_like_the_right_one_is_more_so(better: tuple[str, str], worse: tuple[str, str]) -> None:
    assert judge(*better).similarity > judge(*worse).similarity


def test_what_shares_hardly_a_word_is_not_looked_at() -> None:
    assert judge(PUMPS, "Ofgem to decide the tariff of old cars") == Judgement(0.0, frozenset((Reason.OTHER_OBJECT,)))
    assert judge("DCC to renew the UPS", "DCC to renew the uninterruptible power supply").similarity >= settings().sure


texts = st.text(st.sampled_from("ABab19 .-,é;()toby"), max_size=40)


@given(texts, texts)
def test_similarity_is_bounded_and_two_actions_are_two_either_way(left: str, right: str) -> None:
    there = judge(left, right)
    assert 0 <= there.similarity <= 1
    assert there.similarity == judge(right, left).similarity


@given(texts)
def test_a_text_is_like_itself(text: str) -> None:
    assert judge(text, text).similarity == 1
    assert not judge(text, text).reasons
