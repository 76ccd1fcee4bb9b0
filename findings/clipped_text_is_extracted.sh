#!/usr/bin/env bash
# pdfplumber and pdfium both extract text that the page clips away, and say nothing of it.
#
# Why it matters: an excerpt of a register may be the whole page behind a window (a "cropped" picture of it in an
# office file). The rows outside of the window are in no print, and come out as rows all the same: a journalist quotes
# what nobody published. pdfminer.six does nothing at the clip operators W and W*; pdfium keeps the clip beside each
# object, but its text page does not ask for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
	pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2 pillow==13.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import sys

import pdfminer
import pdfplumber
import pypdfium2

# A window of 100 by 30 points around the first word; the second lies 100 points below it.
CONTENT = b"q 90 690 100 30 re W n BT /F 10 Tf 100 700 Td (INSIDE) Tj 0 -100 Td (OUTSIDE) Tj ET Q"
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources"
    b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>",
    b"<</Length %d>>stream\n%b\nendstream" % (len(CONTENT), CONTENT),
)


def put_together(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    content += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    return content + b"startxref\n%d\n%%%%EOF\n" % content.index(b"xref\n0")


pdf = put_together(*OBJECTS)
with pdfplumber.open(io.BytesIO(pdf)) as document:
    by_pdfplumber = document.pages[0].extract_text().split()
page = pypdfium2.PdfDocument(pdf)[0]
by_pdfium = page.get_textpage().get_text_range().split()
picture = page.render().to_pil().convert("L")
darkest = {
    name: picture.crop((100, 790 - y, 150, 800 - y)).getextrema()[0] for name, y in (("INSIDE", 700), ("OUTSIDE", 600))
}

print("pdfplumber", pdfplumber.__version__, "with pdfminer.six", pdfminer.__version__)
print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: INSIDE alone, for nothing of OUTSIDE is painted.")
print("Seen on 2026-11-28: both words, by both.")
print(f"Seen now: pdfplumber {by_pdfplumber}, pdfium {by_pdfium}; the darkest point painted of each: {darkest}")
both = ["INSIDE", "OUTSIDE"]
if by_pdfplumber != both or by_pdfium != both or darkest["INSIDE"] > 128 or darkest["OUTSIDE"] != 255:
    sys.exit("The behaviour has changed.")
PYTHON
