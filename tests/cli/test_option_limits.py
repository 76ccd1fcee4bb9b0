"""The least and the most that a number on the command line may be: at the limit, and one beyond it."""

from __future__ import annotations

import pytest

from tests.cli.command_line import Cli

LIMITS = [
    ("stalled", "--min-reports", 1, 0),
    ("stalled", "--wait", 0, -1),
    ("import", "--jobs", 0, -1),
    ("import", "--timeout", 1, 0),
    ("import", "--memory", 512, 511),
    ("serve", "--port", 65535, 65536),
]


@pytest.mark.parametrize(("command", "option", "limit", "beyond"), LIMITS, ids=[each[1] for each in LIMITS])
def test_a_number_may_be_as_large_or_small_as_its_limit(
    command: str, option: str, limit: int, beyond: int, cli: Cli
) -> None:
    """There is neither a store nor a paper, which is what is said of a number within the limit."""
    rest = ["none.pdf"] if command == "import" else ["--db", "none.duckdb"]
    within, without = cli(command, *rest, option, str(limit)), cli(command, *rest, option, str(beyond))
    assert "none." in within.err
    assert without.code == 2
    assert "none." not in without.err
    assert f"{beyond}" in without.err
