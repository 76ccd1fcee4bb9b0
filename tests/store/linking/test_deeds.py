"""Who is to do what, however it is said."""

from __future__ import annotations

import pytest

from risktrail.store.linking.deeds import deed_of
from risktrail.store.linking.prepared import prepared


@pytest.mark.parametrize(
    ("sentence", "owners", "deed"),
    [
        ("DCC to test the pumps", ("DCC",), "test the pumps"),
        ("Ward managers to swab the outlets", ("Ward managers",), "swab the outlets"),
        ("Ward managers and matrons to swab the outlets", ("Ward managers", "matrons"), "swab the outlets"),
        ("SECAS: Track the arrears", ("SECAS",), "track the arrears"),
        ("DCC is to test the pumps", ("DCC",), "test the pumps"),
        ("DCC has been asked to test the pumps", ("DCC",), "test the pumps"),
        ("The pumps to be tested by DCC", ("DCC",), "tested The pumps"),
        ("The pumps are to be tested by DCC in May", ("DCC",), "tested The pumps in May"),
        ("The plan to be signed off by the Board", ("Board",), "signed off The plan"),
        ("The pumps should be tested by May", (), "tested The pumps by May"),
        ("Suppliers are moving schedules", ("Suppliers",), "moving schedules"),
        ("Stability plan to come to the Panel", (), "bring Stability plan to the Panel"),
        ("Track the arrears", (), "Track the arrears"),
        ("Options to reduce the noise", (), "Options to reduce the noise"),
        ("Statements to be sent to new members", (), "sent Statements to new members"),
    ],
)
def test_owners_and_deed(sentence: str, owners: tuple[str, ...], deed: str) -> None:
    told = deed_of(sentence)
    assert (told.owners, told.text) == (owners, deed)


@pytest.mark.parametrize(
    ("sentence", "rank"),
    [
        ("DCC to test the pumps", 0),
        ("Track the arrears", 1),
        ("Ongoing: track the arrears", 1),
        ("The pumps to be tested", 1),
        ("A call for bids was made", 2),
        ("Members felt that it was late", 2),
    ],
)
def test_a_remark_is_no_deed(sentence: str, rank: int) -> None:
    assert deed_of(sentence).rank == rank


def test_remarks_stand_beside_the_deed() -> None:
    told = prepared("Members felt uneasy. DCC to test the pumps. Two were broken.")
    assert told.owners == ("DCC",)
    assert told.keys == {"pump"}
    assert {"uneasy", "two"} & told.remarks == {"uneasy"}


@pytest.mark.parametrize(("sentence", "negated"), [("Users not to ring", True), ("Users to ring", False)])
def test_what_is_not_to_be_done(sentence: str, negated: bool) -> None:
    assert deed_of(sentence).negated is negated


def test_letters_behind_what_they_stand_for_are_left_out() -> None:
    assert (
        prepared("DCC to bring a Service Improvement Plan (SIP)").keys
        == prepared("DCC to bring a Service Improvement Plan").keys
    )
    assert "oth" in prepared("DCC to bring a Service Improvement Plan (OTH)").keys
