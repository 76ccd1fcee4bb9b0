#!/usr/bin/env bash
# pdfium says that a shape filled with a gradient is filled with white, and that it is sure.
#
# Why it matters: white print on a dark gradient, as in the heads of many tables, looks like white print on white, which
# no reader of the page sees: a whole row is taken for hidden text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2 reportlab==5.1.0 pillow==13.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import ctypes
import sys

import pypdfium2
import pypdfium2.raw as pdfium

CONTENT = b"/Pattern cs /Fading scn 50 680 300 50 re f 0.1 0.1 0.5 rg 50 580 300 50 re f"
FADE = b"<</FunctionType 2/Domain[0 1]/C0[0.1 0.1 0.5]/C1[0.2 0.2 0.6]/N 1>>"
SHADING = b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[50 0 350 0]/Function %b/Extend[true true]>>" % FADE
OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    b"/Resources<</Pattern<</Fading<</PatternType 2/Shading %b>>>>>>>>" % SHADING,
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


def fill_of(item: pypdfium2.PdfObject) -> tuple[bool, tuple[int, ...]]:
    """Whether pdfium knows a shape's fill, and its red, green and blue."""
    parts = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(item.raw, *parts)
    return bool(known), tuple(part.value for part in parts[:3])


document = pypdfium2.PdfDocument(put_together(*OBJECTS))
page = document[0]
gradient, plain = (fill_of(item) for item in page.get_objects())
picture = page.render().to_pil().convert("RGB")
painted = picture.getpixel((200, 95))

print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: FPDFPageObj_GetFillColor returns false for a shape filled with a gradient, for it has no one colour.")
print("Seen on 2026-11-28: it returns true and 255, 255, 255, though the shape is painted dark blue.")
print(f"Seen now: gradient {gradient}, painted {painted}; beside it a shape of plain dark blue {plain}")
if gradient != (True, (255, 255, 255)) or plain != (True, (26, 26, 128)) or max(painted) > 160:
    sys.exit("The behaviour has changed.")
PYTHON
