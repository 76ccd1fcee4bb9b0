"""Letters that a PDF draws but does not tell: a font may say nothing of a glyph's letter, or say something else.

Print drivers and redistilling lose them. What arrives in their place is a replacement character, a code of private
use, a letter of another script, or a digit in the middle of a word. Bullets, which stand alone, are told by their
place and need no letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from risktrail.ingest.layout.lines import Line

_UNTOLD = re.compile(r"[\ufffd\uffff\ue000-\uf8ff\x00-\x1f\x7f-\x9f]")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_FOREIGN = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufaff]")
_STRANGE = re.compile(f"{_UNTOLD.pattern}|{_FOREIGN.pattern}")
_DIGIT = re.compile(r"\d")
_DIGIT_WITHIN = re.compile(r"(?<![\w@./])[(\[\"'“‘]?(?:[a-z]{4,}\d[a-z]*|\d[A-Z][a-z]{3,})(?![\w@./])")
_SHOWN = 3  # texts that a message names; of others it says how many there are


def lost_letters(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """For every page with words whose letters are lost: the page, and what stands there."""
    pages: dict[int, list[str]] = {}
    for line in lines:
        text = line.text
        strange = not (text.isascii() and text.isprintable()) and _STRANGE.search(text)  # asked first: it is quick
        if (strange and _is_untold(line)) or (_DIGIT.search(text) and _DIGIT_WITHIN.search(text)):
            pages.setdefault(line.page, []).append(text)
    for page, texts in pages.items():
        more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
        yield page, ", ".join(f"“{text}”" for text in texts[:_SHOWN]) + more


def _is_untold(line: Line) -> bool:
    for place, word in enumerate(line.words):
        text = word.text
        if _UNTOLD.search(text) and (len(text) > 1 or (place and text == "\ufffd")):
            return True
        if any(map(str.isalpha, _FOREIGN.findall(text))) and _ASCII_LETTER.search(text):
            return True
    return False
