"""Codes of letters and figures that a recogniser misread: the shape of the paper's other codes tells.

Recognisers are as sure of `O19` as of `019`. Where a paper has many codes of one shape, such as `OPSG-006`, and one
that is of that shape but for letters that look like figures, it is taken for one of them, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_FIGURES = {"O": "0", "o": "0", "D": "0", "Q": "0", "I": "1", "l": "1", "|": "1", "i": "1", "]": "1", "Z": "2",
            "z": "2", "S": "5", "s": "5", "G": "6", "b": "6", "B": "8", "g": "9", "q": "9"}  # fmt: skip
_LETTERS = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"}
_CODE = re.compile(r"(?P<before>\W*)(?P<code>[\w|\]]+(?:[-_/][\w|\]]+)+|[A-Za-z]{1,4}[\w|\]]{1,4})(?P<after>\W*)")
_ENOUGH = 3
"""Codes of a shape that make it one of the paper's own."""
_LONGEST = 20


def other_codes(words: Sequence[str]) -> dict[str, str]:
    """What misread codes are, by how they were read.

    Args:
        words: All recognised words of a paper.
    """
    shapes = Counter(shape for word in words if (shape := _shape_of(word)) is not None)
    found: dict[str, str] = {}
    for word in set(words):
        if (right := _right_code(word, shapes)) is not None:
            found[word] = right
    return found


def _shape_of(word: str) -> str | None:
    """The shape of a word that is a code: letters that are the same in all, and where its figures are."""
    match = _CODE.fullmatch(word)
    return _shape(match["code"]) if match and any(each.isdigit() for each in match["code"]) else None


def _shape(code: str) -> str:
    return re.sub(r"\d", "9", code)


def _right_code(word: str, shapes: Counter[str]) -> str | None:
    match = _CODE.fullmatch(word)
    if match is None or len(word) > _LONGEST or shapes[_shape(match["code"])] >= _ENOUGH:
        return None
    for code in _readings(match["code"]):
        if shapes[_shape(code)] >= _ENOUGH:
            return match["before"] + code + match["after"]
    return None


def _readings(code: str) -> Iterator[str]:
    """What a code may be, with signs that look alike exchanged: figures for letters from some place on, letters for
    figures before it."""
    for place in range(len(code) + 1):
        left = "".join(_LETTERS.get(each, each) for each in code[:place])
        right = "".join(_FIGURES.get(each, each) for each in code[place:])
        if left + right != code:
            yield left + right
