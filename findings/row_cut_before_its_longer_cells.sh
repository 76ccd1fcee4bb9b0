#!/usr/bin/env bash
# WeasyPrint ends a page inside a table's row, so that a cell of one line stays and its neighbours go overleaf whole.
#
# Why it matters: a risk's number stands alone at a page's foot while its description, rating and actions are overleaf
# without a number; or a head leaves "Risk Description" at the foot and takes "Risk Number" and "Severity Rating"
# overleaf. A reader that takes each page's part of a table for itself gives the risk to the one before, or loses it.
# No stylesheet asks for it: `widows` and `orphans` are 2 where nothing is said, each cell obeys them by itself, and
# nothing keeps a row's cells together.
#
# Needs Pango, as WeasyPrint does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pydyf==0.13.0 pypdfium2==5.15.2
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys

import pypdfium2
import weasyprint

PAGE = """<!DOCTYPE html><html lang="en"><title>Register</title><style>
@page {{ size: 400pt 300pt; margin: 40pt }}
body {{ margin: 0; font: 10pt/12pt sans-serif }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
td, th {{ border: 1pt solid black; padding: 2pt; vertical-align: top }}
</style><div style="height: {spacer}pt"></div><table>
<tr><th style="width: 20%">Risk<br>Number<th>Description<th style="width: 20%">Severity<br>Rating
<tr><td>QRS-005<td>The cooling plant may fail<br>in a hot summer.<td>15<br>(High)
</table>"""
HEAD = {"Risk", "Number", "Description", "Severity", "Rating"}
ROW = {"QRS-005", "The", "15", "(High)"}


def first_page(spacer: int) -> set[str]:
    """The words on the first page of two where the table stands this many points down."""
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=PAGE.format(spacer=spacer)).write_pdf())
    words = set(document[0].get_textpage().get_text_range().split()) if len(document) == 2 else set()
    document.close()
    return words


pages = {spacer: first_page(spacer) for spacer in range(150, 220, 2)}
cut_heads = {spacer: words for spacer, words in pages.items() if words & HEAD and HEAD - words}
cut_rows = {spacer: words for spacer, words in pages.items() if words & ROW and ROW - words}

print("WeasyPrint", weasyprint.__version__)
print("Expected: a row whose cells cannot all begin on a page begins on the next, as Chromium 156 prints this page.")
print("Seen on 2026-11-28: the cell of one line stays alone at the foot; those of two lines are overleaf. In the head")
print("it is the description's cell, in the row the number's.")
for name, cells, cuts in (("head", HEAD, cut_heads), ("row", ROW, cut_rows)):
    left = sorted(set().union(*cuts.values()) & cells)
    print(f"Seen now: with the table {' '.join(map(str, cuts)) or 'nowhere'} points down, of the {name} {left} stay")
if not cut_heads or any(words & HEAD != {"Description"} for words in cut_heads.values()):
    sys.exit("The behaviour has changed.")
if not cut_rows or any(words & ROW != {"QRS-005"} for words in cut_rows.values()):
    sys.exit("The behaviour has changed.")
PYTHON
