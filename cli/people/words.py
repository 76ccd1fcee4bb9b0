"""Small things every drawing needs: ratings in colour, where something stands, redlines, clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

# Bands as registers commonly name them. A band that is not here is printed without a colour.
BAND_STYLES = {
    "very low": "green", "low": "green", "green": "green", "minor": "green", "negligible": "green",
    "moderate": "yellow", "medium": "yellow", "amber": "yellow",
    "high": "bold dark_orange", "major": "bold dark_orange", "significant": "bold dark_orange",
    "critical": "bold red", "very high": "bold red", "severe": "bold red", "extreme": "bold red",
    "red": "bold red",
}  # fmt: skip
STATUS_STYLES = {"completed": "green", "ongoing": "cyan", "on_hold": "magenta", "not_started": "blue"}
REMOVED, ADDED = "strike red", "underline green"
# Control characters, and those that turn the order of letters round.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RATING = re.compile(r"(?P<score>\d+)?\s*\(?(?P<band>[^()]*)\)?")


def clean(value: Any) -> str:
    """A value as words for a terminal: no control character of a paper reaches it, nor one that turns letters."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(clean(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{clean(name)} {clean(each)}" for name, each in value.items())
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value).replace("\r\n", "\n").replace("\t", " "))


def band_style(rating: str | None) -> str:
    """The style of a rating such as `20 (Critical)`, or of a band alone."""
    found = _RATING.fullmatch((rating or "").strip())
    return BAND_STYLES.get(found["band"].strip().lower(), "") if found else ""


def rating(label: str | None) -> Text:
    """A rating in its band's colour."""
    return Text(clean(label) or "no rating", style=band_style(label))


def rating_of(score: int | None, band: str | None) -> str | None:
    """`20 (Critical)`, of which either part may be missing."""
    if score is None:
        return band
    return f"{score} ({band})" if band else str(score)


def score_of(label: str | None) -> int | None:
    """The number of a rating such as `20 (Critical)`."""
    found = re.match(r"\d+", label or "")
    return int(found.group()) if found else None


def status(value: str | None, words: str | None = None) -> Text:
    """A status as people say it: `not started`. `words` are the paper's own, for one that fits none."""
    said = words if value == "other" and words else clean(value).replace("_", " ")
    return Text(clean(said), style=STATUS_STYLES.get(value or "", ""))


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
