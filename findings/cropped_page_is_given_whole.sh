#!/usr/bin/env bash
# pdfplumber gives the words of a whole page where a part of it is shown, and that part wrongly where the page is turned.
#
# Why it matters: an excerpt is often a page cropped. What was cropped away is read as if it stood there, and boxes that
# are cut to `page.cropbox` on a page with /Rotate are those of another part of the page.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
	pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import sys

import pdfplumber

# Turned by 90 degrees, the page is 400 points high, and what is shown of it begins 30 points below its top.
CONTENT = b"BT 0 1 -1 0 100 50 Tm /F 10 Tf (SHOWN) Tj ET BT 0 1 -1 0 20 50 Tm /F 10 Tf (AWAY) Tj ET"
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/CropBox[30 0 400 300]/Rotate 90/Contents 4 0 R"
    b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
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


with pdfplumber.open(io.BytesIO(put_together(*OBJECTS))) as document:
    page = document.pages[0]
    words = [word["text"] for word in page.extract_words()]
    top, bottom = page.cropbox[1], page.cropbox[3]

print("pdfplumber", pdfplumber.__version__)
print("Expected: SHOWN alone; what is shown is from 30 to 400 points below the top.")
print("Seen on 2026-11-29: both words; what is shown is given as from 0 to 370 points.")
print(f"Seen now: {words}; from {top:.0f} to {bottom:.0f} points")
if sorted(words) != ["AWAY", "SHOWN"] or (round(top), round(bottom)) != (0, 370):
    sys.exit("The behaviour has changed.")
PYTHON
