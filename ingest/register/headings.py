"""Which lines look like headings, whatever their words, and which are a heading of a risk's part."""

from __future__ import annotations

import re

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile, without_numbering
from risktrail.ingest.register.settings import SETTINGS

_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)])\s+\S(?!.*\b\d{4}$)")  # but no date


def is_numbered(text: str) -> bool:
    """Whether a text begins as a numbered heading or list item does: `1.`, `2.3`, `A)`; a date does not."""
    return _NUMBERED.match(text) is not None


def is_part_heading(line: Line, profile: Profile) -> bool:
    """Whether a line is nothing but the heading of a risk's impact or actions."""
    text = line.text if line.text[:1].isupper() else without_numbering(line.text)
    return line.mark is None and text[:1].isupper() and profile.part(text) is not None


def is_heading_like(line: Line, body: float) -> bool:
    """Whether a line looks like a heading: short, capital first, and numbered, bold or larger than the text."""
    if len(line.words) > SETTINGS.heading_words or line.mark is not None:
        return False
    text = without_numbering(line.text)
    if not text[:1].isupper() or text.endswith((".", ";", ",")):
        return False
    return line.bold or line.is_larger_than(body) or is_numbered(line.text) or text.isupper()
