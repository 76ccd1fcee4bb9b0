"""How fast the questions are on a store of a thousand registers.

    python -m benchmarks.store_at_size [--registers 1000] [--months 120] [--order ORDER] [--store FILE]

Makes a synthetic store (1,000 registers of 120 months: 118,000 reports, 1.6 million risk entries, 3.7 million
actions) unless FILE is there already, and times each question inside DuckDB: the lowest of several runs after one
that warms up, in milliseconds, for what else the machine does only adds to it; and the processor time of both cores
together. Prints a Markdown table.

ORDER is how papers lie in the store: `month` (unless another is named), `register` or `scattered`, of which
`tests/generators/synthetic_store.py` tells.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from risktrail.store import Reader, open_reader
from tests.generators.synthetic_store import ORDERS, make_store

RUNS = 9
ONE, FROM, TO = "R0500", "2019-05", "2019-06"
QUESTIONS: tuple[tuple[str, str, float | None], ...] = (
    ("stalled_actions of one register", f"FROM stalled_actions('{TO}', 3, '{ONE}')", 50),
    ("stalled_actions of one register, latest month", f"FROM stalled_actions(of_register := '{ONE}')", 50),
    ("stalled_actions of all", "FROM stalled_actions()", 1000),
    ("overdue_actions of one register", f"FROM overdue_actions(of_register := '{ONE}')", 50),
    ("overdue_actions of all", "FROM overdue_actions()", 1000),
    ("compare of two months", f"FROM changes('{FROM}', '{TO}', '{ONE}')", 50),
    ("rating_history of one register", f"FROM rating_history WHERE register = '{ONE}'", None),
    ("silently_dropped_actions of one register", f"FROM silently_dropped_actions WHERE register = '{ONE}'", None),
    ("slipped_dates of one register", f"FROM slipped_dates WHERE register = '{ONE}'", None),
    ("action_ageing of one register", f"FROM action_ageing WHERE register = '{ONE}'", None),
    ("owners of one register", f"FROM owners WHERE register = '{ONE}'", None),
    ("profile_over_time of one register", f"FROM profile_over_time WHERE register = '{ONE}'", None),
    ("actions of one register and month", f"FROM actions WHERE register = '{ONE}' AND period = '{TO}'", None),
)


def milliseconds(run: Callable[[], object]) -> tuple[float, float]:
    """The lowest of several runs, after one that warms up: time on the clock, and this process's on the processor."""
    run()
    clock, work = [], []
    for _ in range(RUNS):
        begin, worked = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - begin)
        work.append(time.process_time() - worked)
    return 1000 * min(clock), 1000 * min(work)


def report(reader: Reader) -> None:
    """Print the table."""
    counts = [reader.query(f"SELECT count(*) FROM {table}").rows[0][0] for table in ("report", "risk", "action")]  # noqa: S608
    _say("{:,} reports, {:,} risk entries, {:,} actions\n".format(*counts))
    _say("| question | rows | ms | aim | processor |\n| --- | ---: | ---: | ---: | ---: |")
    for name, sql, aim in QUESTIONS:
        taken, work = milliseconds(lambda sql=sql: reader.query(sql))  # type: ignore[misc]
        _say(f"| {name} | {len(reader.query(sql)):,} | {taken:,.0f} | {f'{aim:,.0f}' if aim else ''} | {work:,.0f} |")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Make the store if need be, measure, print."""
    arguments = argparse.ArgumentParser(description="the questions on a store of a thousand registers")
    arguments.add_argument("--registers", type=int, default=1000)
    arguments.add_argument("--months", type=int, default=120)
    arguments.add_argument("--order", choices=ORDERS, default="month", help="how papers lie in the store")
    arguments.add_argument("--store", type=Path, help="kept and used again; else one made for this run alone")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.store or Path(scratch) / "at_size.duckdb"
        if not path.exists():
            make_store(path, given.registers, given.months, given.order)
        with open_reader(path) as reader:
            report(reader)


if __name__ == "__main__":
    main()
