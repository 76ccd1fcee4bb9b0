"""How well trails follow actions: precision and recall of links against truth.

    python -m tests.long_checks.link_quality TRUTH_DIR [-v]

TRUTH_DIR holds one JSON file a paper (as `risktrail parse` prints them) and `_links.json`: `links` are
`[from_period, to_period, risk_id, index_from, index_to]` between a report and the next, indexes into the
risk's actions; `stalled_3` and `stalled_6` are `[risk_id, index, reports_ongoing]` in the last month. A
directory of such directories is measured one by one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from risktrail.schema.report import Report
from risktrail.store import Paper, open_reader, open_writer

Link = tuple[str, str, str, int, int]


def report_from_truth(truth: dict[str, Any]) -> Report:
    """A schema.Report from a truth file, leaving out what only truth files have."""
    known = {name: value for name, value in truth.items() if name in Report.model_fields}
    for risk in known.get("risks", []):
        for action in risk["actions"]:
            action.pop("lineage", None)
    return Report.model_validate(known)


def truth_reports(folder: Path) -> list[tuple[Paper, Report]]:
    """Paper and report of every truth file; the file's own bytes stand for the paper's."""
    files = sorted(path for path in folder.glob("*.json") if not path.name.startswith("_"))
    return [(Paper.read(path), report_from_truth(json.loads(path.read_text()))) for path in files]


def measure(folder: Path) -> dict[str, Any]:
    """Counts and shares for one directory, with the links missed and the ones too many."""
    truth = json.loads((folder / "_links.json").read_text())
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "links.duckdb"
        with open_writer(path) as writer:
            for paper, report in truth_reports(folder):
                writer.add(paper, report, "truth", archive=False)
        with open_reader(path) as reader:
            found = {_link(row) for row in reader.query(LINKS)}
            stalled = {least: {tuple(row) for row in reader.query(STALLED, [least])} for least in (3, 6)}
    wanted = {_link(row) for row in truth["links"]}
    right = len(found & wanted)
    return {
        "links": len(wanted),
        "precision": right / len(found) if found else 1.0,
        "recall": right / len(wanted) if wanted else 1.0,
        "missed": sorted(wanted - found),
        "extra": sorted(found - wanted),
        **{f"stalled_{n}": stalled[n] == {tuple(row) for row in truth[f"stalled_{n}"]} for n in (3, 6)},
    }


LINKS = """
    SELECT f.period, t.period, t.risk_id, f.position - 1, t.position - 1
    FROM action_trail t
    JOIN action_trail f
      ON f.register = t.register AND f.action_id = t.action_id AND f.ordinal = t.previous_ordinal
    WHERE t.gap = 0
"""
STALLED = """
    SELECT risk_id, position - 1, reports_ongoing FROM action_trail
    WHERE reports_ongoing >= ? AND period = (SELECT max(period) FROM report_series WHERE current)
"""


def _link(row: Sequence[Any]) -> Link:
    return (str(row[0]), str(row[1]), str(row[2]), int(row[3]), int(row[4]))


def main() -> int:
    """Print a line a directory; 1 where any link is missed or wrong."""
    arguments = argparse.ArgumentParser(description="precision and recall of action links")
    arguments.add_argument("truth", type=Path)
    arguments.add_argument("-v", "--verbose", action="store_true", help="name each link missed or too many")
    given = arguments.parse_args()
    folders = sorted(path.parent for path in given.truth.glob("**/_links.json"))
    perfect = True
    for folder in folders:
        result = measure(folder)
        perfect &= not result["missed"] and not result["extra"]
        sys.stdout.write(
            f"{folder.name:14} links {result['links']:5}  precision {result['precision']:.4f}"
            f"  recall {result['recall']:.4f}"
            f"  stalled 3: {result['stalled_3']}  stalled 6: {result['stalled_6']}\n"
        )
        for kind in ("missed", "extra") if given.verbose else ():
            for link in result[kind]:
                sys.stdout.write(f"    {kind}: {link}\n")
    return 0 if perfect else 1


if __name__ == "__main__":
    raise SystemExit(main())
