"""What a risk is about, in a few words to stand beside its number: its title, else how its description begins."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

MOST_LETTERS = 48
"""About eight words: enough to know a risk by, and no more than two lines of a column beside its number."""


def subject(risk_id: str, title: str | None, description: str) -> str:
    """What a risk is about, in at most `MOST_LETTERS` letters.

    Args:
        risk_id: Its number. A register without numbers has the title in its place; nothing more is said then.
        title: Its title, if it has one.
        description: Its description.

    Returns:
        The title, else the first words of the description behind a lead-in such as `There is a risk that`; empty where
        the number itself says it.
    """
    if title:
        return "" if title == risk_id else shortened(title)
    words = shortened(_lead_in().sub("", " ".join(description.split()), count=1)).removesuffix(".")
    first = words.partition(" ")[0]
    return words if first != first.lower() else words[:1].upper() + words[1:]


def shortened(text: str, most: int = MOST_LETTERS) -> str:
    """A text on one line, cut after a word where it has more than `most` letters; `…` says that it goes on."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]} …"


@cache
def _lead_in() -> re.Pattern[str]:
    words = tomllib.loads((resources.files("risktrail.store") / "subjects.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\A{words['lead_in']}", re.IGNORECASE)
