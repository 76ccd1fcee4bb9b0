"""`merge` as a user runs it: what it counts and says, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.store import open_writer
from tests.cli.command_line import Cli
from tests.generators.register_builders import paper_of, report, risk, store_of
from tests.store.test_claims import FIRST, SECOND

YEAR = [report(f"2024-0{month}", risk("A-1", month), risk("A-2", 4)) for month in (1, 2, 3)]


def stores(ours: int, theirs: slice) -> None:
    """A store of so many papers of the year, and `other.duckdb` with these of them."""
    store_of(Path("risktrail.duckdb"), YEAR[:ours])
    store_of(Path("other.duckdb"), YEAR[theirs])


def test_it_counts_what_came(cli: Cli) -> None:
    stores(2, slice(1, 3))
    with open_writer("other.duckdb") as writer:
        writer.add_alias("ABC", "A-1", "A-2", "renumbered", "Minutes")
    done = cli("merge", "other.duckdb")
    assert (done.code, done.out) == (0, "")
    assert done.line == "2 papers: 1 added, 1 unchanged, 0 replaced, 0 removed, 0 failed. 1 alias added."
    assert len(cli("reports").rows()) == 3
    assert cli("merge", "other.duckdb").line == "2 papers: 0 added, 2 unchanged, 0 replaced, 0 removed, 0 failed."


def test_it_makes_a_store_where_there_is_none(cli: Cli) -> None:
    store_of(Path("other.duckdb"), YEAR)
    assert cli("merge", "other.duckdb", "-q").err == ""
    assert len(cli("reports").rows()) == 3


def test_conflicts_and_contradictions_are_named(cli: Cli) -> None:
    store_of(Path("risktrail.duckdb"), [FIRST, YEAR[0]])
    store_of(Path("other.duckdb"), [SECOND, YEAR[0]])
    with open_writer("other.duckdb") as writer:
        writer.remove(paper_of(YEAR[0]).name, "A draft")
    removed, conflict, counts = cli("merge", "other.duckdb").err.splitlines()
    assert removed.startswith(
        "risktrail: ABC_2024-01.pdf: was removed from one of the stores (A draft) and is removed;"
    )
    assert conflict.startswith("risktrail: ABC_2024-05.pdf: is another paper (ABC_32_04) than ")
    assert counts == "2 papers: 1 added, 0 unchanged, 0 replaced, 1 removed, 0 failed."


@pytest.mark.parametrize(
    ("other", "code", "told"),
    [
        ("none.duckdb", 3, "none.duckdb"),
        ("notes.duckdb", 3, "not a risktrail store"),
        ("risktrail.duckdb", 2, "is the store itself"),
    ],
)
def test_what_cannot_be_merged_is_refused(cli: Cli, other: str, code: int, told: str) -> None:
    Path("notes.duckdb").write_text("notes")
    store_of(Path("risktrail.duckdb"), YEAR[:1])
    done = cli("merge", other)
    assert done.code == code
    assert told in done.line


def test_no_store_is_made_for_nothing(cli: Cli) -> None:
    assert cli("merge", "none.duckdb").code == 3
    assert not Path("risktrail.duckdb").exists()
