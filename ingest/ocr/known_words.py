"""Which words are English: only to choose between what two recognisers read, and to see what should be read twice."""

from __future__ import annotations

import re

from risktrail.ingest.fields.dehyphenate import word_list

_RARE = 50  # occurrences in the word list: misprints of the texts that it was counted from have fewer
_AROUND = re.compile(r"^\W+|(?:['’]s)?\W*$")
_PLAIN = re.compile(r"[A-Za-z]?[a-z]+(?:-[a-z]+)*")


def is_known(word: str) -> bool:
    """Whether a word is English, with the punctuation around it left aside; a hyphen may join such words."""
    bare = _AROUND.sub("", word)
    return bool(_PLAIN.fullmatch(bare)) and all(_is_listed(part) for part in bare.casefold().split("-"))


def is_unknown(word: str) -> bool:
    """Whether a word is written as English words are, and is none: perhaps a name, perhaps misread."""
    bare = _AROUND.sub("", word)
    return len(bare) > 2 and bool(_PLAIN.fullmatch(bare)) and not is_known(word)


def _is_listed(word: str) -> bool:
    return word in ("a", "i") if len(word) == 1 else word_list().get(word, 0) >= _RARE
