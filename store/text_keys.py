"""Keys by which two wordings are equal where they differ in nothing that a reader would call a change."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=5_000)
def text_key(text: str | None) -> str:
    """The text without case, white space and punctuation, and in Unicode's compatibility form (NFKC).

    `change-over` and `Change over` have the same key. Signs that carry meaning (£, +, <) stay. None is an empty text.
    """
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] not in "PZC")
