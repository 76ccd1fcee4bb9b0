"""Text broken into lines as wide as a column, and bullets of every kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import reportlab
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from tests.generators.variants.words import CUTS

_FILES = Path(reportlab.__file__).parent / "fonts"
_SYMBOLS = {
    "symbol": ("Symbol", "•"),
    "dingbat disc": ("ZapfDingbats", "●"),
    "dingbat square": ("ZapfDingbats", "■"),
}
_AFTER_HYPHEN = re.compile(r"(?<![Oo]n-)(?<=\w-)(?=\w)")  # but not in `On-going`, which may be one word or two


@dataclass(frozen=True)
class Line:
    """One line as it will be set: `x` from its column's edge, `before` the room above it, `mark` its bullet."""

    text: str
    font: str
    size: float
    x: float = 0.0
    before: float = 0.0
    mark: str | None = None


def embed_fonts() -> None:
    """Make the TrueType fonts known that come with reportlab."""
    for name in ("Vera", "VeraBd"):
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, str(_FILES / f"{name}.ttf")))


def set_text(text: str, line: Line, width: float, hyphen: str = "") -> list[Line]:
    """A text in lines like `line`, which gives the first one's place and bullet."""
    rows = [row for part in text.split("\n") for row in _wrapped(part, line, width - line.x, hyphen)]
    firsts = [replace(line, text=row) for row in rows[:1]]
    return firsts + [replace(line, text=row, before=0.0, mark=None) for row in rows[1:]]


def _wrapped(text: str, line: Line, width: float, hyphen: str) -> list[str]:
    def fits(row: str) -> bool:
        return bool(stringWidth(row, line.font, line.size) <= width)

    rows = [""]
    for word in text.split(" "):
        rest = word
        while rest:
            lead = f"{rows[-1]} " if rows[-1] else ""
            if fits(lead + rest):
                rows[-1] = lead + rest
                break
            pieces = [(begun, tail) for begun, tail in _breaks(rest, hyphen) if fits(lead + begun)]
            if pieces:
                begun, rest = pieces[-1]
                rows[-1] = lead + begun
            elif not lead:
                rows[-1], rest = rest, ""
            rows.append("")
    return [row for row in rows if row]


def _breaks(word: str, hyphen: str) -> list[tuple[str, str]]:
    """Where a word may be cut: behind its own hyphens and, where words are hyphenated, at a syllable."""
    found = [(word[: match.start()], word[match.start() :]) for match in _AFTER_HYPHEN.finditer(word)]
    bare = word.strip("(),.;:’”").casefold()
    if hyphen and bare in CUTS and bare in word:
        at = word.index(bare) + len(CUTS[bare])
        found.append((word[:at] + hyphen, word[at:]))
    return found


def draw_mark(canvas: Any, kind: str, x: float, base: float, line: Line) -> None:
    """Draw a bullet: a shape, a letter of a symbol font, or a character of the text's own font."""
    size, middle = line.size, base + 0.28 * line.size
    corners = {
        "diamond": ((0.25, 0.2), (0.45, 0.0), (0.25, -0.2), (0.05, 0.0)),
        "triangle": ((0.0, 0.22), (0.4, 0.0), (0.0, -0.22)),
        "square": ((0.08, 0.16), (0.4, 0.16), (0.4, -0.16), (0.08, -0.16)),
    }
    if kind in ("disc", "ring"):
        canvas.circle(x + 0.25 * size, middle, 0.17 * size, stroke=kind == "ring", fill=kind == "disc")
    elif kind in corners:
        path = canvas.beginPath()
        points = [(x + dx * size, middle + dy * size) for dx, dy in corners[kind]]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        font, letter = _SYMBOLS.get(kind, (line.font, kind))
        canvas.setFont(font, 0.7 * size if font == "ZapfDingbats" else size)
        canvas.drawString(x, base, letter)
