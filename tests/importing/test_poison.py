"""Papers that hang, swell or kill their reader cost themselves alone."""

from __future__ import annotations

from pathlib import Path

from risktrail.store import open_reader
from tests.cli.command_line import Cli
from tests.long_checks.poison import POISONS, import_poisoned, poison

PAPERS = 25


def test_three_poisonous_papers_among_many(cli: Cli, tmp_path: Path) -> None:
    poison(tmp_path / "papers", PAPERS)
    store = tmp_path / "risktrail.duckdb"
    assert import_poisoned(tmp_path / "papers", store, "--timeout", "2", "--memory", "600", "-q") == 1
    with open_reader(store) as reader:
        assert len(reader.reports()) == PAPERS - len(POISONS)
    failed = {row["source_file"]: row["message"] for row in cli("check").rows() if row["kind"] == "failed_paper"}
    assert len(failed) == len(POISONS)
    for name, (_, reason) in POISONS.items():
        (said,) = [message for file, message in failed.items() if file.endswith(name)]
        assert said.startswith(f"{reason}. ")
        assert " (tried 1 time, last 20" in said
    assert import_poisoned(tmp_path / "papers", store, "--timeout", "2", "--memory", "600", "-q") == 1
    assert "(tried 2 times" in cli("check").out, "failed papers are tried again"
