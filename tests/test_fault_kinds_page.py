"""The table of kinds in docs/development.md names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.partition("## Papers that were read wrongly")[2].splitlines() if line.startswith("| ")][
    2:
]
PAPERS = (ROOT / "tests" / "ingest" / "test_fault_papers.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS, ids=[row[2:20] for row in ROWS])
def test_what_holds_a_kind_is_there(row: str) -> None:
    held = re.findall(r"`([^`]+)`", row.split("|")[3])
    assert held
    for name in held:
        if name.isupper():
            assert re.search(rf"^{name}\b.* = ", PAPERS, re.MULTILINE), name
        elif name.endswith("…"):
            assert f"def {name[:-1]}" in PAPERS, name
        else:
            places = [ROOT / "tests" / "ingest" / name, ROOT / "tests" / name]
            assert any(place.is_dir() or place.with_suffix(".py").is_file() for place in places), name
