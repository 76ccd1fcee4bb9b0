"""Small things every drawing needs: ratings in colour, where something stands, redlines, clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.text import Text

from risktrail.store.labels import CONTROL_CHARACTERS, NOT_RATED, BandLevel, band_level, status_label

if TYPE_CHECKING:
    from rich.console import Console

LEVEL_STYLES = {
    BandLevel.LOW: "green",
    BandLevel.MODERATE: "yellow",
    BandLevel.HIGH: "bold dark_orange",
    BandLevel.CRITICAL: "bold red",
}
STATUS_STYLES = {"completed": "green", "ongoing": "cyan", "on_hold": "magenta", "not_started": "blue"}
REMOVED, ADDED = "strike red", "underline green"
_UNSAFE = re.compile(f"[{CONTROL_CHARACTERS}\r]")
_RATING = re.compile(r"(?P<score>\d+)?\s*\(?(?P<band>[^()]*)\)?")


def clean(value: Any) -> str:
    """A value as words for a terminal: no control character of a paper reaches it, nor one that turns letters."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(clean(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{clean(name)} {clean(each)}" for name, each in value.items())
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", str(value).replace("\r\n", "\n").replace("\t", " "))


def band_style(rating: str | None) -> str:
    """The style of a rating such as `20 (Critical)`, or of a band alone."""
    found = _RATING.fullmatch((rating or "").strip())
    level = band_level(found["band"]) if found else None
    return LEVEL_STYLES[level] if level else ""


def rating(label: str | None) -> Text:
    """A rating in its band's colour."""
    return Text(clean(label) or NOT_RATED, style=band_style(label))


def score_of(label: str | None) -> int | None:
    """The number of a rating such as `20 (Critical)`."""
    found = re.match(r"\d+", label or "")
    return int(found.group()) if found else None


def status(value: str | None, words: str | None = None) -> Text:
    """A status as people say it: `not started`. `words` are the paper's own, for one that fits none."""
    return Text(clean(status_label(value, words)), style=STATUS_STYLES.get(value or "", ""))


def place(file: str | None, page: int | None) -> Text:
    """File and page, dimmed: `OPSG_53_2607_07.pdf p. 3`."""
    return Text(f"{clean(file)} p. {page}" if page else clean(file), style="dim")


def redlined(segments: Iterable[tuple[str, str]], console: Console) -> Text:
    """A text with what was struck out and what was put in. Where no style shows, in the marks of wdiff."""
    plain = console.color_system is None or console.no_color
    text = Text()
    for op, raw in segments:
        words = clean(raw)
        if op == "same":
            text.append(words)
            continue
        bare = words.rstrip()
        marked = (f"[-{bare}-]" if op == "removed" else f"{{+{bare}+}}") if plain else bare
        text.append(marked, style=REMOVED if op == "removed" else ADDED)
        text.append(words[len(bare) :] or " ")
    text.rstrip()
    return text
