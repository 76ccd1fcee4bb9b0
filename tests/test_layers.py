"""Imports point down only, and `--help` loads nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {
    "duckdb", "pdfplumber", "pdfminer", "pydantic", "pypdfium2", "rapidfuzz", "rich", "spellchecker", "numpy", "PIL",
}  # fmt: skip


def test_imports_point_down_only() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["stalled", "--help"], ["--version"], ["import", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from risktrail.cli.main import run\n"
        f"code = run({arguments!r})\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stderr.split())


def test_no_test_needs_the_benchmarks() -> None:
    """What both need stands in tests/generators and tests/long_checks, which the benchmarks import."""
    needs = re.compile(r"^\s*(?:from|import) benchmarks\b", re.MULTILINE)
    files = [path for path in Path(__file__).parent.rglob("*.py") if needs.search(path.read_text(encoding="utf-8"))]
    assert files == []
