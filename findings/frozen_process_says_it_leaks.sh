#!/usr/bin/env bash
# DuckDB's binding prints dozens of lines of leaks where Python's collector was frozen before the end.
#
# Why it matters: `gc.freeze()` is the documented way to keep the collector from looking through what lives as long as
# the process. A command that does so before it ends is there sooner, and ends with a page of "nanobind: leaked ..." on
# stderr, as if something were wrong with what it answered.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0
cd "$folder"
said() {
	venv/bin/python -c "import gc, duckdb; duckdb.connect().close(); $1" 2>&1 >/dev/null | grep -c leaked || true
}
collected=$(said "gc.collect()")
frozen=$(said "gc.freeze()")
venv/bin/python -c "import duckdb; print('duckdb', duckdb.__version__)"
echo "Expected: nothing on stderr, whether the collector was frozen or not."
echo "Seen on 2026-11-29: nothing where it was not, leaks where it was."
echo "Seen now: $collected lines that tell of leaks without freezing, $frozen with."
if [ "$collected" -ne 0 ] || [ "$frozen" -eq 0 ]; then
	echo "The behaviour has changed." >&2
	exit 1
fi
