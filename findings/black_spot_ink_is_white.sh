#!/usr/bin/env bash
# pdfplumber gives text printed in a full spot colour the number that it gives white text.
#
# Why it matters: print shops set black as an ink of its own (Separation). There 1 is full ink, while in grey 1 is
# white. Whoever drops white text, which nobody sees, by its number drops every word of such a paper.
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

CONTENT = b"BT /F 10 Tf /Ink cs 1 scn 100 700 Td (BLACK) Tj 1 g 0 -100 Td (WHITE) Tj ET"
INK = b"[/Separation/Black/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>]"
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</ColorSpace<</Ink %b>>"
    b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>" % INK,
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
    words = document.pages[0].extract_words(extra_attrs=["non_stroking_color"])
colours = {word["text"]: word["non_stroking_color"] for word in words}
picture = pypdfium2.PdfDocument(pdf)[0].render().to_pil().convert("L")
darkest = {
    name: picture.crop((100, 790 - y, 150, 800 - y)).getextrema()[0] for name, y in (("BLACK", 700), ("WHITE", 600))
}

print("pdfplumber", pdfplumber.__version__, "with pdfminer.six", pdfminer.__version__)
print("Expected: black print in an ink of its own and white print have different colours.")
print("Seen on 2026-11-28: both have the colour (1.0,): the tint of the ink, and the grey of white.")
print(f"Seen now: {colours}; the darkest point of each as it is painted (0 is black): {darkest}")
if colours != {"BLACK": (1.0,), "WHITE": (1.0,)} or darkest["BLACK"] > 128 or darkest["WHITE"] != 255:
    sys.exit("The behaviour has changed.")
PYTHON
