"""Golden files cannot rot: nobody commits with the switch on that rewrites them."""

from __future__ import annotations

import os

from tests.golden_files import SWITCH


def test_goldens_are_compared_and_not_rewritten() -> None:
    assert not os.environ.get(SWITCH), f"{SWITCH} is set: goldens are rewritten, not compared"
