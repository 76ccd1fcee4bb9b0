#!/usr/bin/env bash
# pdfplumber spells a word that is turned upwards from its end: the head `Likelihood` of a narrow column is `doohilekiL`.
#
# Why it matters: registers turn the heads of narrow columns by 90 degrees. Whoever looks for a head by its name finds
# none, and takes the column for one of another table; a head turned the other way is spelt as it is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
	pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2 reportlab==5.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import sys

import pdfplumber
import pypdfium2
from reportlab.pdfgen.canvas import Canvas


def page(degrees: int) -> bytes:
    """A page with one word, turned."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.translate(200, 400)
    canvas.rotate(degrees)
    canvas.drawString(0, 0, "Likelihood")
    canvas.save()
    return file.getvalue()


def both(content: bytes) -> tuple[str, str]:
    """What pdfplumber and pdfium read."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        words = [word["text"] for word in document.pages[0].extract_words()]
    return " ".join(words), pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()


read = {name: both(page(degrees)) for name, degrees in (("upwards", 90), ("downwards", -90))}
print("pdfplumber", pdfplumber.__version__, "and pypdfium2", pypdfium2.version.PYPDFIUM_INFO)
print("Expected: `Likelihood`, whichever way the word is turned.")
print("Seen on 2026-11-29: pdfplumber has `doohilekiL` for the word turned upwards, and pdfium `Likelihood` for both.")
print(f"Seen now (pdfplumber, pdfium): {read}")
if read != {"upwards": ("doohilekiL", "Likelihood"), "downwards": ("Likelihood", "Likelihood")}:
    sys.exit("The behaviour has changed.")
PYTHON
