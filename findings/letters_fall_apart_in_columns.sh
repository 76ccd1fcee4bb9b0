#!/usr/bin/env bash
# pdfium breaks words into letters, nearly each a line, where letters are drawn one by one and columns stand far apart.
#
# Why it matters: browsers print letters one by one (seen of Chromium 156: "R", "i", "s", "k"), and "QRS-005" is then in
# no text: no search finds it. pdfium decides for a whole page whether its lines run across or down: where short
# words stand in wide columns, print covers less of the width than of the height, and the page is taken to run
# downwards. The same table is read rightly below a full line of text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
	pypdfium2==5.15.2 pdfplumber==0.11.10 pdfminer.six==20260107 reportlab==5.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import sys

import pdfplumber
import pypdfium2
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

ROWS = [("Number", "Risk", "Rating"), ("QRS-005", "Plant fails", "15"), ("QRS-006", "Stock ends", "9")]
LEFTS = (72, 240, 420)
SENTENCE = "This paper tells the council how each of its risks stands and what has been done since it met."


def draw(canvas: Canvas, left: float, level: float, text: str, by_letter: bool) -> None:
    """Print a text, whole or letter by letter, in the same places."""
    for letter in text if by_letter else [text]:
        canvas.drawString(left, level, letter)
        left += stringWidth(letter, "Helvetica", 10)


def paper(by_letter: bool, sentence: bool) -> bytes:
    """A page with a table of three columns, with or without a full line of text above."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 10)
    if sentence:
        draw(canvas, LEFTS[0], 730, SENTENCE, by_letter)
    for place, cells in enumerate(ROWS):
        for left, text in zip(LEFTS, cells, strict=True):
            draw(canvas, left, 700 - 12 * place, text, by_letter)
    canvas.save()
    return buffer.getvalue()


def by_pdfium(content: bytes) -> list[str]:
    """The lines of pdfium's text of a page, but for the sentence."""
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    return text.replace(SENTENCE, "").split("\r\n")


alone = by_pdfium(paper(by_letter=True, sentence=False))
below = by_pdfium(paper(by_letter=True, sentence=True))
whole = by_pdfium(paper(by_letter=False, sentence=False))
with pdfplumber.open(io.BytesIO(paper(by_letter=True, sentence=False))) as document:
    by_pdfplumber = document.pages[0].extract_text().split()

print("pypdfium2", pypdfium2.version.PYPDFIUM_INFO, "with pdfium", pypdfium2.version.PDFIUM_INFO)
print("Expected: the same words, whether a page draws them letter by letter or whole, and whatever else is on it.")
print("Seen on 2026-11-28: letter by letter, nearly each letter is a line; below a sentence, or drawn whole, not.")
print(f"Seen now: letter by letter: {alone}")
print(f"          the same below a sentence: {below}")
print(f"          drawn whole: {whole}")
print(f"          letter by letter, by pdfplumber {pdfplumber.__version__}: {by_pdfplumber}")
words = " ".join(" ".join(row) for row in ROWS).split()
if "".join(alone) != "".join(words) or len(alone) < len("".join(words)) / 2 or "QRS-005" in alone:
    sys.exit("The behaviour has changed.")
if by_pdfplumber != words or " ".join(whole).split() != words or " ".join(below).split() != words:
    sys.exit("The behaviour has changed.")
PYTHON
