"""Rows of a register are kept together, and say what they said before."""

from __future__ import annotations

from itertools import groupby, product
from pathlib import Path

from risktrail.schema.report import Report
from risktrail.store import Reader, open_reader, open_writer
from risktrail.store.compaction import MOST_PIECES
from risktrail.store.report_rows import REPORT_TABLES
from tests.generators.register_builders import action, escalate, paper_of, report, risk, store_of

MONTHS = [f"{year}-{month:02}" for year in (2019, 2020) for month in range(1, 13)]
ORDER = """
SELECT s.register, s.period FROM {0} AS t JOIN report_series AS s USING (report_id)
ORDER BY t.rowid
"""


def told(code: str, month: str) -> Report:
    stands = risk(f"{code}-1", 12, action(f"{code} to do it by {month}"), remarks=["Nothing yet."])
    return report(month, stands, register=code, recommendations=[escalate(f"{code}-1")])


def said(reader: Reader) -> list[list[str]]:
    return [sorted(map(str, reader.query(f"FROM {table}"))) for table in ("report", *REPORT_TABLES)]


def order(reader: Reader, table: str) -> list[tuple[str, str]]:
    return [(register, period) for register, period in reader.query(ORDER.format(table))]


def test_registers_are_brought_together_when_they_lie_in_many_pieces(tmp_path: Path) -> None:
    many, last = MONTHS[:MOST_PIECES], told("BBB", MONTHS[MOST_PIECES])
    most = [told(code, month) for month, code in product(many, ("BBB", "AAA"))]
    store = store_of(tmp_path / "two.duckdb", most)
    with open_reader(store) as reader:
        assert len(list(groupby(code for code, _ in order(reader, "action")))) == len(most)
        expected = said(reader)
    with open_writer(store) as writer:
        writer.add(paper_of(last), last, "1")
    with open_reader(store) as reader:
        for table in ("report", "risk", "impact", "action", "remark", "recommendation"):
            assert order(reader, table) == [*product(["AAA"], many), *product(["BBB"], [*many, last.period])], table
        assert all(set(before) <= set(now) for before, now in zip(expected, said(reader), strict=True))
        assert not reader.ask("integrity").rows
        assert [len(each) for each in said(reader)[:2]] == [len(most) + 1] * 2
