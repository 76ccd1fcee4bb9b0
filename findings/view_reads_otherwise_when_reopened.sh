#!/usr/bin/env bash
# DuckDB tells the text of a view otherwise after its file was closed and opened again, though nobody changed the view.
#
# Why it matters: a program that keeps its questions in a store as views has to know whether those of an older version
# are in it. To compare what `duckdb_views()` tells with what was told when they were made calls unchanged views changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys

import duckdb

TOLD = "SELECT sql FROM duckdb_views() WHERE view_name = 'unrated'"
told = []
for opening in range(3):
    con = duckdb.connect("register.duckdb")
    if opening == 0:
        con.execute("CREATE TABLE risk (risk_id VARCHAR, title VARCHAR, score INTEGER, band VARCHAR, source VARCHAR)")
        con.execute("CREATE VIEW unrated AS SELECT * EXCLUDE (score, band, source) FROM risk")
    told += con.execute(TOLD).fetchone()
    con.close()

print("DuckDB", duckdb.__version__)
print("Expected: the same text each time.")
print("Seen on 2026-11-30: the columns behind EXCLUDE stand in another order once the file was opened again.")
print("Seen now:", *told, sep="\n  ")
if told[0] == told[1] or told[1] != told[2]:
    sys.exit("The behaviour has changed.")
PYTHON
