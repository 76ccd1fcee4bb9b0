#!/usr/bin/env bash
# pdfium and pdfplumber extract text from a layer that is switched off, though pdfium's own picture leaves it out.
#
# Why it matters: a layer switched off holds what is not to be shown: a draft's rating, a translation, remarks. Two
# readers that check each other agree here, and both are wrong; a person finds nothing on the page of what is quoted.
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

CONTENT = (
    b"BT /F 10 Tf 100 700 Td (SHOWN) Tj ET "
    b"/OC /Draft BDC BT /F 10 Tf 100 600 Td (OFF) Tj ET EMC"
)
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]/Order[5 0 R]>>>>>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Properties<</Draft 5 0 R>>"
    b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>",
    b"<</Length %d>>stream\n%b\nendstream" % (len(CONTENT), CONTENT),
    b"<</Type/OCG/Name(Draft)>>",
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
    name: picture.crop((100, 790 - y, 150, 800 - y)).getextrema()[0] for name, y in (("SHOWN", 700), ("OFF", 600))
}

print("pdfplumber", pdfplumber.__version__, "with pdfminer.six", pdfminer.__version__)
print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: SHOWN alone, for the layer is off and nothing of it is painted.")
print("Seen on 2026-11-28: both words, by both.")
print(f"Seen now: pdfplumber {by_pdfplumber}, pdfium {by_pdfium}; the darkest point painted of each: {darkest}")
both = ["SHOWN", "OFF"]
if by_pdfplumber != both or by_pdfium != both or darkest["SHOWN"] > 128 or darkest["OFF"] != 255:
    sys.exit("The behaviour has changed.")
PYTHON
