#!/usr/bin/env bash
# pdfium's one-step question for an attribute of a tag finds none where the tag has a single set of attributes.
#
# Why it matters: a single set is what office programs write. Who asks FPDF_StructElement_GetStringAttribute whether words
# are struck out (TextDecorationType) is told of none, and believes the paper has none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2
cd "$folder"
venv/bin/python - <<'PYTHON'
import ctypes
import sys

import pypdfium2
import pypdfium2.raw as bindings

CONTENT = b"/Span <</MCID 0>> BDC BT /F 10 Tf 100 700 Td (GONE) Tj ET EMC"
STRUCK = b"<</O/Layout/TextDecorationType/LineThrough>>"


def objects(attributes: bytes) -> tuple[bytes, ...]:
    """The objects of a page with one word in one tag."""
    return (
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/StructParents 0"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(CONTENT), CONTENT),
        b"<</Type/StructTreeRoot/K[6 0 R]/ParentTree<</Nums[0[6 0 R]]>>>>",
        b"<</Type/StructElem/S/Span/P 5 0 R/Pg 3 0 R/K 0/A %b>>" % attributes,
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


def asked(pdf: bytes) -> tuple[int, int]:
    """How long the value is that the one-step question finds, and how many sets of attributes the tag has."""
    document = pypdfium2.PdfDocument(pdf)
    tree = bindings.FPDF_StructTree_GetForPage(document[0])
    tag = bindings.FPDF_StructTree_GetChildAtIndex(tree, 0)
    buffer = ctypes.create_string_buffer(64)
    length = bindings.FPDF_StructElement_GetStringAttribute(tag, b"TextDecorationType", buffer, 64)
    sets = bindings.FPDF_StructElement_GetAttributeCount(tag)
    bindings.FPDF_StructTree_Close(tree)
    return length, sets


single, listed = (asked(put_together(*objects(attributes))) for attributes in (STRUCK, b"[" + STRUCK + b"]"))
print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: LineThrough, 24 bytes, however the one set of attributes is written.")
print("Seen on 2026-11-29: 0 bytes where it stands by itself, 24 in a list; one set by both.")
print(f"Seen now: {single[0]} bytes by itself, {listed[0]} in a list; sets: {single[1]} and {listed[1]}")
if (single, listed) != ((0, 1), (24, 1)):
    sys.exit("The behaviour has changed.")
PYTHON
