"""The suite itself: what is dear to make is made by one of the processes that run the tests."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("kept together")
def test_groups_are_kept(request: pytest.FixtureRequest) -> None:
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("the tests run in one process")
    assert request.node.nodeid.endswith("@kept together"), "this pytest and this pytest-xdist do not know each other"
