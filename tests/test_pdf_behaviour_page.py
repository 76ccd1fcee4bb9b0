"""docs/pdf-behaviour.md is held by what it names: each test and finding is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "pdf-behaviour.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| drawn by", "| ---"))]


@pytest.mark.parametrize("row", ROWS, ids=[row[2:40] for row in ROWS])
def test_what_holds_a_row_is_there(row: str) -> None:
    *_, held, _ = row.split("|")
    assert row.count("|") == 6
    for named in re.findall(r"`([^`]+)`", held):
        path, _, test = named.partition("::")
        file = ROOT / path if path.startswith("findings/") else ROOT / "tests" / "ingest" / path
        assert file.is_file(), named
        assert f"def {test}(" in file.read_text(encoding="utf-8") or not test, named
    assert "`" in held or held.strip() == "–"
