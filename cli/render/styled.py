"""Small things every drawing needs, in their colours: ratings, statuses, files with pages, redlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.text import Text

from risktrail.store.labels import CONTROL_CHARACTERS, NOT_RATED, BandLevel, RatingValue, band_level, status_label

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
DECIDED = "bold blue"
_CODE_BEFORE_COLON = re.compile(r"\b[a-z]+(?:_[a-z]+)+(?=: )")
_UNSAFE = re.compile(f"[{CONTROL_CHARACTERS}\r]")


def clean(value: Any) -> str:
    """A value as words for a terminal, without characters that would control it or reverse the order of letters."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(clean(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{clean(name)} {clean(each)}" for name, each in value.items())
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", str(value).replace("\r\n", "\n").replace("\t", " "))


def codes_in_words(text: str) -> str:
    """A text with the codes that stand before a colon in words: `missing_months: …` as `missing months: …`."""
    return _CODE_BEFORE_COLON.sub(lambda found: found.group().replace("_", " "), text)


def band_style(band: str | None) -> str:
    """The style of a band; empty for a band of an unusual name."""
    level = band_level(band)
    return LEVEL_STYLES[level] if level else ""


def rating(value: RatingValue) -> Text:
    """A rating such as `20 (Critical)` in its band's colour."""
    return Text(clean(value.label) or NOT_RATED, style=band_style(value.band))


def risk_name(risk_id: str, title: str | None, style: str = "") -> Text:
    """A risk's number, and its title after it where it has one that is not its number too."""
    name = Text(clean(risk_id), style=style)
    return name.append(f"  {clean(title)}", style="") if title and title != risk_id else name


def status(value: str | None, printed: str | None = None) -> Text:
    """A status in words; `printed` are the paper's own words, shown for a status that is not one of the usual ones."""
    return Text(clean(status_label(value, printed)), style=STATUS_STYLES.get(value or "", ""))


def decided(notes: Iterable[str] | None) -> Text:
    """What decisions of people changed, a line each, each with a line end before it; empty where nothing."""
    return Text("".join(f"\ndecided: {clean(note)}" for note in notes or ()), style=DECIDED)


def file_and_page(file: str | None, page: int | None) -> Text:
    """File and page, dimmed: `OPSG_53_2607_07.pdf p. 3`."""
    return Text(f"{clean(file)} p. {page}" if page else clean(file), style="dim")


def redlined(segments: Iterable[tuple[str, str]], console: Console) -> Text:
    """A text with removed words struck out and added ones underlined; without styles, in the marks of wdiff."""
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
