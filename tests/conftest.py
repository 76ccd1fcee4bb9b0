"""What tests of every package share: a shell without settings, the sample papers, and a store of them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def quiet_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the developer's own shell reaches a test."""
    for name in ("RISKTRAIL_DB", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample papers."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A store of all sample papers. Read it; do not write to it."""
    from risktrail.cli.main import run

    store = tmp_path_factory.mktemp("samples") / "opsg.duckdb"
    assert run(["import", str(samples), "--db", str(store), "--quiet"]) == 0
    return store
