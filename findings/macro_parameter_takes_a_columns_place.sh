#!/usr/bin/env bash
# A DuckDB table macro with a parameter named as a column gives the parameter for every row, not the column.
#
# Why it matters: a question kept in a store as a macro, such as `actions_of(risk_id)`, lists the actions of all risks
# under the one that was asked for, and nothing is an error. In PostgreSQL's functions in SQL the column goes before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys

import duckdb

con = duckdb.connect()
con.execute("CREATE TABLE action (risk_id VARCHAR, text VARCHAR)")
con.execute("INSERT INTO action VALUES ('R1', 'Order the hubs'), ('R2', 'Count the vans')")
con.execute("CREATE MACRO same_name(risk_id) AS TABLE SELECT risk_id, text FROM action ORDER BY text")
con.execute("CREATE MACRO other_name(wanted) AS TABLE SELECT risk_id, text FROM action WHERE risk_id = wanted")
answers = {name: con.execute(f"SELECT * FROM {name}('R2')").fetchall() for name in ("same_name", "other_name")}

print("DuckDB", duckdb.__version__)
print("Expected: a column listed in the macro's query is the table's, whatever the parameter is called.")
print("Seen on 2026-11-29: with a parameter of the column's name both actions are told to be of R2.")
print(f"Seen now: {answers}")
expected = {"same_name": [("R2", "Count the vans"), ("R2", "Order the hubs")], "other_name": [("R2", "Count the vans")]}
if answers != expected:
    sys.exit("The behaviour has changed.")
PYTHON
