"""How a made-up paper looks: everything that varies from committee to committee and from year to year."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FONTS = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Vera", "VeraBd"))
COMMITTEES = (
    ("OPSG", "OPSG-{:03d}"),
    ("TABASC", "TABASC-{:03d}"),
    ("SSC", "SSC-{:04d}"),
    ("ARC", "CR{:02d}"),
    ("PDB", "R-{}"),
    ("SMKI-PMA", "PMA-{:03d}"),
)
RATINGS = (
    ("{score}", "({band})"),
    ("{score} ({band})",),
    ("{score} – {band}",),
    ("{score} - {band}",),
    ("{band} ({score})",),
    ("{score}", "{band}"),
    ("{score} ({band})", "was {old} ({old_band})"),
    ("{score} ({band})", "(previously {old})"),
)
HEADS = (
    ("Risk Number", "Risk Description", "Severity Rating"),
    ("Risk No.", "Risk Description", "Severity Rating"),
    ("Risk Ref", "Description of Risk", "Risk Rating"),
    ("Risk ID", "Risk Description", "Severity"),
)
PARTS = (
    ("Impact", "Mitigation Actions"),
    ("Impacts", "Mitigating Actions"),
    ("Impact", "Mitigations"),
    ("Impact", "Mitigation Action"),
)
GLYPHS = ("•", "–", "-", "o", "symbol", "dingbat disc", "dingbat square", "1.", "a)")
DRAWN = ("disc", "ring", "square", "diamond", "triangle")
HEADERS = ("meeting", "title", "classified", "reference", "")
FOOTERS = ("Page {page} of {pages}", "Page {page}", "{page}", "{page} / {pages}", "- {page} -", "")
DATES = (
    "{day} {month} {year}",
    "{day}{th} {month} {year}",
    "{day:02d}/{number:02d}/{year}",
    "{weekday} {day} {month} {year}",
)


@dataclass(frozen=True)
class Style:
    """One way a paper may look. Measures are in points; `rating` are the lines of a rating cell."""

    committee: str
    number: str
    font: str
    bold: str
    size: float
    leading: float
    bullet: str
    request_bullet: str
    separator: str
    odd_separators: tuple[str, ...]
    rating: tuple[str, ...]
    heads: tuple[str, str, str]
    parts: tuple[str, str]
    header: str
    footer: str
    date: str
    hyphen: str
    rules: str
    fake_bold: bool
    word_by_word: bool
    repeat_head: bool
    bare_headings: bool
    numbered_headings: bool
    gap: float
    foot: float


def draw_style(random: Random) -> Style:
    """A style drawn at random: the same seed, the same style."""
    committee, number = random.choice(COMMITTEES)
    font, bold = random.choice(FONTS)
    size = random.choice((9.0, 10.0, 10.5, 11.0))
    return Style(
        committee=committee,
        number=number,
        font=font,
        bold=bold,
        size=size,
        leading=size * random.choice((1.18, 1.22, 1.3)),
        bullet=random.choice(random.choice((GLYPHS, DRAWN))),
        request_bullet=random.choice(random.choice((GLYPHS, DRAWN))),
        separator=random.choice((" – ", " – ", " - ", " — ")),
        odd_separators=(" - ", " — ", "– ", ": ", " –", "–", "\n", "\n– "),
        rating=random.choice(RATINGS),
        heads=random.choice(HEADS),
        parts=random.choice(PARTS),
        header=random.choice(HEADERS),
        footer=random.choice(FOOTERS),
        date=random.choice(DATES),
        hyphen=random.choice(("", "", "-", "\u00ad" if font == "Vera" else "-")),
        rules=random.choice(("lines", "rectangles", "path")),
        fake_bold=random.random() < 0.2,
        word_by_word=random.random() < 0.3,
        repeat_head=random.random() < 0.5,
        bare_headings=random.random() < 0.5,
        numbered_headings=random.random() < 0.6,
        gap=random.choice((8.0, 12.0, 16.0)),
        foot=random.choice((62.0, 90.0, 130.0, 170.0)),
    )
