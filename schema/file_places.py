"""Where in its file a paper stands: pages 35 to 40 of a pack, or a PDF that is attached to another."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAGES = re.compile(r"p?(\d{1,5})(?:[-–](\d{1,5}))?")


class PageRange(NamedTuple):
    """The first and last page of a paper within its file, counted from 1."""

    first: int
    last: int

    def __str__(self) -> str:
        """As papers of a pack are named: `p35-40`, or `p35`."""
        return f"p{self.first}" if self.first == self.last else f"p{self.first}-{self.last}"

    @property
    def in_words(self) -> str:
        """As messages name it: `page 35`, or `pages 35-40`."""
        return f"page {self.first}" if self.first == self.last else f"pages {self.first}-{self.last}"


def page_range_of(text: str) -> PageRange | None:
    """The pages that a text such as `35-40`, `p35-40` or `35` names; None where it names none."""
    match = _PAGES.fullmatch(text.strip())
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2] or first)
    return PageRange(first, last) if 1 <= first <= last else None
