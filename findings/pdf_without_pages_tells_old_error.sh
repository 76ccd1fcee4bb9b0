#!/usr/bin/env bash
# pypdfium2 tells of a PDF without pages the error of the file before: "Incorrect password", where there is none.
#
# Why it matters: of many papers opened in one process, one is reported with the reason of another, and a secretary asks
# its author for a password that does not exist.
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
import pypdfium2.raw as pdfium
from reportlab.pdfgen.canvas import Canvas


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


def opened(content: bytes) -> str:
    """What pypdfium2 says when it opens a PDF."""
    try:
        pypdfium2.PdfDocument(content).close()
    except pypdfium2.PdfiumError as error:
        return str(error)
    return "opened"


without_pages = put_together(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
buffer = io.BytesIO()
canvas = Canvas(buffer, encrypt="secret")
canvas.drawString(72, 700, "A paper with a password")
canvas.save()

alone = opened(without_pages)
locked = opened(buffer.getvalue())
after = opened(without_pages)
handle = pdfium.FPDF_LoadMemDocument64(without_pages, len(without_pages), None)
last_error = pdfium.FPDF_GetLastError()

print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: a PDF without pages gets the same answer whatever was opened before it, and none about a password.")
print("Seen on 2026-11-28: its answer becomes that of the file before. pdfium itself opens it, and its last error")
print("stays that of the earlier call; pypdfium2 asks for it wherever there are no pages, though no call has failed.")
print(f"Seen now: opened first:      {alone}")
print(f"          file with password: {locked}")
print(f"          the first one again: {after}")
print(f"          pdfium opens it: {bool(handle)}, and its last error is {last_error} (4: password)")
same = (
    "password" not in alone
    and "password" in locked
    and after == locked
    and bool(handle)
    and last_error == pdfium.FPDF_ERR_PASSWORD
)
if handle:
    pdfium.FPDF_CloseDocument(handle)
if not same:
    sys.exit("The behaviour has changed.")
PYTHON
