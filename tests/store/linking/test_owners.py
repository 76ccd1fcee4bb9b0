"""Whether two wordings name the same body."""

from __future__ import annotations

import pytest

from risktrail.store.linking.owners import adds_owners, same_owner
from risktrail.store.linking.prepared import prepared


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("DCC", "The DCC", True),
        ("Suppliers", "Supplier Parties", True),
        ("agents", "Metering agents", True),
        ("SMKI PMA", "SMKI Policy Management Authority", True),
        ("Code Mgr", "Code Manager", True),
        ("SECAS/DCC", "DCC", True),
        ("CSP N", "CSP S", False),
        ("Deputy Head", "Head", True),
        ("DCC", "SECAS", False),
    ],
)
def test_same_owner(left: str, right: str, same: bool) -> None:
    ours, theirs = (prepared(f"{who[0].upper()}{who[1:]} to test the pumps") for who in (left, right))
    assert same_owner(ours, theirs) is same


def test_where_one_names_none_nothing_is_against_it() -> None:
    assert same_owner(prepared("DCC to test the pumps"), prepared("Test the pumps"))


@pytest.mark.parametrize(
    ("left", "right", "adds"),
    [
        ("DCC", "DCC and SECAS", True),
        ("DCC and SECAS", "DCC", False),
        ("DCC", "SECAS", False),
        ("DCC", "The DCC", False),
    ],
)
def test_adds_owners(left: str, right: str, adds: bool) -> None:
    assert adds_owners(prepared(f"{left} to test the pumps"), prepared(f"{right} to test the pumps")) is adds
