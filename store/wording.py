"""Wordings made comparable: keys that leave aside what no reader would call a change."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=20_000)
def key(text: str | None) -> str:
    """Compatibility-normalised and case-folded, with white space and punctuation gone.

    Two wordings with the same key differ in nothing material: `change-over` is `Change over`. Signs that
    carry meaning (£, +, <) stay.
    """
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] not in "PZC")
