#!/usr/bin/env bash
# pdfplumber finds no table where a ruled box has a single cell, such as the tail of a row that a page end cut.
#
# Why it matters: the last lines of a risk's actions, alone in their box at the top of a page, are missing from what
# extract_tables gives, while the page before looks complete: the last statuses are lost, and nothing says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
	pdfplumber==0.11.10 pdfminer.six==20260107 reportlab==5.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import sys

import pdfminer
import pdfplumber
from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT, TOP, BOTTOM = 60, 500, 760, 700
TAIL = ["order more hubs from another maker - Ongoing.", "Secretariat to tell the council - Completed."]


def tables_of(*columns: int) -> tuple[str, list[list[list[str | None]]]]:
    """The text, and the tables that pdfplumber finds, of a page with the tail of a row in a ruled box, which is divided
    at these points from the left."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(LEFT, BOTTOM, RIGHT - LEFT, TOP - BOTTOM)
    for column in columns:
        canvas.line(column, BOTTOM, column, TOP)
    for place, line in enumerate(TAIL):
        canvas.drawString(LEFT + 110, TOP - 20 - 14 * place, line)
    canvas.save()
    with pdfplumber.open(io.BytesIO(buffer.getvalue())) as document:
        (page,) = document.pages
        return page.extract_text(), page.extract_tables()


text, found = tables_of()
_, divided = tables_of(LEFT + 100)

print("pdfplumber", pdfplumber.__version__, "with pdfminer.six", pdfminer.__version__)
print("Expected: a table of one row and one cell, as the same box with a line in it is a table of one row and two.")
print("Seen on 2026-11-28: no table; with the line in it, one.")
print(f"Seen now: one cell: {found}; two cells: {divided}; the page's text: {text!r}")
if found or divided != [[["", "\n".join(TAIL)]]] or text != "\n".join(TAIL):
    sys.exit("The behaviour has changed.")
PYTHON
