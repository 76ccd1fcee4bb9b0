"""How a store is written in bulk: what is tuned from which paper on, and how registers are grouped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from risktrail.store import Writer, open_writer
from risktrail.store import writer as writers
from tests.generators.register_builders import paper_of, report, risk

REPORTS = [report(f"2021-0{month}", risk("A-1", 9)) for month in (1, 2, 3)]


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    """A store open for writing, with nothing in it."""
    with open_writer(tmp_path / "s.duckdb") as opened:
        yield opened


def setting(writer: Writer, name: str) -> object:
    """A setting of the database."""
    (value,) = writer.con.execute("SELECT current_setting(?)", [name]).fetchone() or (None,)
    return value


@pytest.mark.parametrize(("papers", "is_bulk"), [(1, False), (2, True)])
def test_an_import_counts_as_bulk_from_a_number_of_papers_on(
    papers: int, is_bulk: bool, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "BULK", 2)
    before = setting(writer, "memory_limit")
    for each in REPORTS[:papers]:
        writer.add(paper_of(each), each, "1")
    assert (setting(writer, "memory_limit") != before) == is_bulk
    assert (setting(writer, "max_vacuum_tasks") == 0) == is_bulk


@pytest.mark.parametrize(("over", "has_more"), [(0, False), (1, True)])
def test_a_large_paper_has_more_memory_in_a_bulk_import(
    over: int, has_more: bool, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "BULK", 1)
    before = setting(writer, "memory_limit")
    writer.add(paper_of(REPORTS[0]), REPORTS[0], "1")
    writer.add(replace(paper_of(REPORTS[1]), size=writers.LARGE + over), REPORTS[1], "1")
    assert (setting(writer, "memory_limit") == before) == has_more


@pytest.mark.parametrize(("most", "groups"), [(3, [["R0"], ["R1"]]), (4, [["R0", "R1"]])])
def test_registers_are_worked_out_in_groups_of_so_many_reports(
    most: int, groups: list[list[str]], writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A register belongs to the group in which its first report is counted."""
    monkeypatch.setattr(writers, "REPORTS", most)
    for code in ("R0", "R1"):
        for month in (1, 2, 3):
            each = report(f"2021-0{month}", risk("A-1", 9), register=code)
            writer.add(paper_of(each), each, "1")
    assert writer._groups_to_work_out() == groups
