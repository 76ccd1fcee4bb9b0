"""An action's text taken apart: whom it names to carry it out, and what they are to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.schema.action_text import StatedStatus, read_action_text
from risktrail.schema.report import Status
from risktrail.store.linking.keys import wording
from risktrail.store.linking.prepared import prepared
from risktrail.store.text_keys import text_key

OWNERS = st.sampled_from(["DCC", "SECAS", "Suppliers", "Ofgem", "CSP North", "Energy Networks Association"])


@given(OWNERS, st.sampled_from(["to", "will", "shall", "should", "must"]))
def test_one_owner(owner: str, verb: str) -> None:
    assert read_action_text(f"{owner} {verb} publish the plan").owners == (owner,)


@given(OWNERS, OWNERS, st.sampled_from(["/", " and ", " & ", ", ", " / "]))
def test_two_owners(one: str, other: str, between: str) -> None:
    found = read_action_text(f"{one}{between}{other} to publish the plan").owners
    assert found == tuple(dict.fromkeys([one, other]))


def test_three_owners_and_an_article() -> None:
    assert read_action_text("The DCC, SECAS and Ofgem to agree a date").owners == ("DCC", "SECAS", "Ofgem")


@pytest.mark.parametrize(
    "action",
    [
        "Publish the plan",
        "Report to the Panel by exception",
        "Continue to work with Users",
        "Agree what DCC is to publish",
        "Stability plan to be presented to OPSG",
        "The Charging Statement to be reviewed by Suppliers",
        "Letter to Ofgem on the position",
        "In the North: to agree a date",
        "/ to agree a date",
        "owner: to agree a date",
        "",
    ],
)
def test_an_action_that_names_nobody_first(action: str) -> None:
    assert read_action_text(action).owners == ()


@pytest.mark.parametrize(
    ("action", "owners", "rest"),
    [
        ("DCC should publish the plan", ["DCC"], "publish the plan"),
        ("DCC shall publish the plan", ["DCC"], "publish the plan"),
        ("DCC to Draft the plan", ["DCC"], "Draft the plan"),
        ("CSP C&S to agree the scale", ["CSP C&S"], "agree the scale"),
        ("Supplier Parties will test", ["Supplier Parties"], "test"),
        ("SMKI PMA and DCC to agree the scale", ["SMKI PMA", "DCC"], "agree the scale"),
        ("The DCC and Suppliers to provide it", ["DCC", "Suppliers"], "provide it"),
        ("Head of Operations for the DCC to act", ["Head of Operations for the DCC"], "act"),
        ("DCC/Suppliers to act", ["DCC", "Suppliers"], "act"),
        ("DCC and/or Suppliers to act", ["DCC", "Suppliers"], "act"),
        ("DCC, SECAS and Suppliers will act", ["DCC", "SECAS", "Suppliers"], "act"),
        ("Risk owner: DCC to act", ["DCC"], "act"),
        ("DCC – to act", ["DCC"], "act"),
        ("SECAS (with DCC) to act", ["SECAS", "DCC"], "act"),
        ("SECAS, together with the DCC, to act", ["SECAS", "DCC"], "act"),
        ("Data Communications Company (DCC) to act", ["Data Communications Company (DCC)"], "act"),
        ("Électricité SA to act", ["Électricité SA"], "act"),
        (" Monitor the plan ", [], "Monitor the plan"),
        ("IT to act", ["IT"], "act"),
        ("It to act", [], "It to act"),
    ],
)
def test_reading_and_following_know_the_same_owners(action: str, owners: list[str], rest: str) -> None:
    read = read_action_text(action)
    assert (read.owners, read.deed) == (tuple(owners), rest)
    assert prepared(action).owners == tuple(owner.removesuffix(" (DCC)") for owner in owners)
    assert wording(action).bare == text_key(rest)


@given(st.text(st.sampled_from("DCab/&,(): to will"), max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    action = read_action_text(text)
    assert text.strip().endswith(action.deed)
    assert all(action.owners)


def test_status_and_note_are_parted_from_the_text_before_its_owners_are_read() -> None:
    def read_status(text: str) -> StatedStatus:
        return StatedStatus(text.partition(" – ")[0], Status.ONGOING, "Ongoing", "see paper 4", sure=False)

    action = read_action_text("DCC to publish the plan – Ongoing (see paper 4)", read_status)
    assert (action.text, action.owners, action.deed) == ("DCC to publish the plan", ("DCC",), "publish the plan")
    assert (action.status, action.status_text, action.note) == (Status.ONGOING, "Ongoing", "see paper 4")
    assert not action.sure


def test_a_text_that_was_parted_before_states_no_status() -> None:
    action = read_action_text(" DCC to publish the plan – Ongoing ")
    assert (action.text, action.status) == ("DCC to publish the plan – Ongoing", Status.NOT_STATED)
