"""The synthetic store that the benchmarks measure is one this program could have made."""

from __future__ import annotations

from pathlib import Path

import pytest

from risktrail.store import open_writer
from tests.generators.synthetic_store import ORDERS, make_store

TRAILS = """
SELECT report_id, risk_position, position, risk_id, text_key, match_method, gap, previous_ordinal, first_seen,
       last_seen, reports_ongoing, reports_unchanged, ongoing_since, first_due_date, times_moved, reports_same_note
FROM action_trail WHERE register = 'R0001' ORDER BY ALL
"""
HAPPENS = (
    "silently_dropped_actions",
    "disappeared_risks",
    "reopened",
    "rating_movers",
    "missing_months",
    "escalations",
)


@pytest.mark.parametrize("order", ORDERS)
def test_its_trails_are_those_the_store_works_out(tmp_path: Path, order: str) -> None:
    store = tmp_path / "synthetic.duckdb"
    make_store(store, 2, 48, order)
    with open_writer(store) as writer:
        assert not writer.con.execute("FROM integrity").fetchall()
        for question in HAPPENS:
            assert writer.con.execute(f"FROM {question} LIMIT 1").fetchall(), question
        stated = writer.con.execute(TRAILS).fetchall()
        writer.con.execute("INSERT INTO dirty_register VALUES ('R0001')")
        writer.finish()
        assert writer.con.execute(TRAILS).fetchall() == stated
        assert len(stated) > 1000
