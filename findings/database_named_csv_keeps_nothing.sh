#!/usr/bin/env bash
# DuckDB opens an existing x.csv, x.json or x.parquet "as a database": what is written there is taken and thrown away.
#
# Why it matters: `--db export.csv`, a slip of the hand, reads papers for minutes, says that they were added, and keeps
# nothing. Where there is no such file yet, the same call makes a true database of that name, so that a test on an empty
# folder never meets the loss.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import duckdb


def write_and_look(name: str) -> tuple[str | None, list[str]]:
    """Write a table into a database of this name and close it: the file that DuckDB says it writes to, and the tables
    that are there when it is opened again."""
    with duckdb.connect(name) as connection:
        connection.execute("CREATE TABLE risk AS SELECT 'QRS-001' AS risk_id")
        assert connection.execute("SELECT count(*) FROM risk").fetchone() == (1,)
        (path,) = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone()
    with duckdb.connect(name) as connection:
        return path, [table for (table,) in connection.execute("SHOW TABLES").fetchall()]


table = Path("export.csv")
table.write_text("risk_id,score\nQRS-001,20\n")
before = table.read_bytes()
there = write_and_look("export.csv")
new = write_and_look("new.csv")

print("DuckDB", duckdb.__version__)
print("Expected: an error, for export.csv is no database; or a database in its place.")
print("Seen on 2026-11-28: a database in memory, with the CSV as a view. Writing succeeds and is gone at closing.")
print(f"Seen now: export.csv, which was there: path {there[0]}, later tables {there[1]}")
print(f"          new.csv, which was not:      path {Path(new[0] or '').name}, later tables {new[1]}")
if there[0] is not None or "risk" in there[1] or table.read_bytes() != before or new[1] != ["risk"]:
    sys.exit("The behaviour has changed.")
PYTHON
