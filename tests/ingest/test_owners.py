"""Who an action names to carry it out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.owners import read_owners
from ingest.profile import load_profile

PROFILE = load_profile()
OWNERS = st.sampled_from(["DCC", "SECAS", "Suppliers", "Ofgem", "CSP North", "Energy Networks Association"])


@given(OWNERS, st.sampled_from(["to", "will", "shall", "must"]))
def test_one_owner(owner: str, verb: str) -> None:
    assert read_owners(f"{owner} {verb} publish the plan", PROFILE) == (owner,)


@given(OWNERS, OWNERS, st.sampled_from(["/", " and ", " & ", ", ", " / "]))
def test_two_owners(one: str, other: str, between: str) -> None:
    found = read_owners(f"{one}{between}{other} to publish the plan", PROFILE)
    assert found == tuple(dict.fromkeys([one, other]))


def test_three_owners_and_an_article() -> None:
    assert read_owners("The DCC, SECAS and Ofgem to agree a date", PROFILE) == ("DCC", "SECAS", "Ofgem")


@pytest.mark.parametrize(
    "action",
    [
        "Publish the plan",
        "Report to the Panel by exception",
        "Continue to work with Users",
        "Agree what DCC is to publish",
        "",
    ],
)
def test_an_action_that_names_nobody_first(action: str) -> None:
    assert read_owners(action, PROFILE) == ()
