#!/usr/bin/env bash
# pdfium takes the hyphen at a line's end out of the text, joins the two lines, and leaves a character that is none.
#
# Why it matters: a narrow column prints "LCB-" above "002", and the text has no "LCB-002" in it: neither a search nor a
# pattern for risk numbers finds the risk. Both functions of pypdfium2 that give a page's text differ on what is there
# instead: U+FFFE, or the control character U+0002.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2 reportlab==5.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import sys

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

buffer = io.BytesIO()
canvas = Canvas(buffer)
for place, line in enumerate(["LCB-", "002 is on-", "site, text -", "Completed"]):
    canvas.drawString(72, 700 - 14 * place, line)
canvas.save()
page = pypdfium2.PdfDocument(buffer.getvalue())[0].get_textpage()
whole, within = page.get_text_range(), page.get_text_bounded()

print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: the hyphens and the line ends that are printed: 'LCB-', '002 is on-', 'site, text -', 'Completed'.")
print("Seen on 2026-11-28: LCB and 002 are one line around U+FFFE (get_text_range) or U+0002 (get_text_bounded), and")
print("so are on and site, whose hyphen is the author's. A hyphen after a space keeps its line end.")
print(f"Seen now: get_text_range {whole!a}, get_text_bounded {within!a}")
if whole != "LCB\ufffe002 is on\ufffesite, text -\r\nCompleted" or within != whole.replace("\ufffe", "\x02"):
    sys.exit("The behaviour has changed.")
PYTHON
