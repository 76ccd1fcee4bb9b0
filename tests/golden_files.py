"""Golden files: what came out once and was found right, byte for byte.

    RISKTRAIL_REWRITE_GOLDENS=1 make test

writes them anew; read the diff before you commit it. While the switch is on, tests/test_goldens.py fails.
"""

from __future__ import annotations

import os
from pathlib import Path

SWITCH = "RISKTRAIL_REWRITE_GOLDENS"


def assert_golden(file: Path, text: str) -> None:
    """Compare a text with a committed file, or write the file where the switch is on."""
    if os.environ.get(SWITCH):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text
