"""Lists by their bullets, whatever character these are."""

from __future__ import annotations

import pytest

from ingest.bullets import Measure, items
from ingest.layout import Line, lines_of
from ingest.page import Word

TEXTS = ("order more hubs before the", "winter comes", "count the hubs in stock")


def line(text: str, x: float, y: float) -> Line:
    """A line whose letters are five points wide."""
    made = []
    for word in text.split():
        made.append(Word(x, y, x + 5 * len(word), y + 10, word))
        x += 5 * len(word) + 3
    (found,) = lines_of(1, made)
    return found


@pytest.mark.parametrize("glyph", "•●▪∗⋄†‡»›>+~-–*\uf0b7\ufffd")
def test_two_bullets_one_of_two_lines(glyph: str) -> None:
    lines = [
        line(f"{glyph} {TEXTS[0]}", 50, 100),
        line(TEXTS[1], 58, 112),
        line(f"{glyph} {TEXTS[2]}", 50, 124),
    ]
    found = items(lines, Measure.of(lines), lambda _: False)
    assert [item.marked for item in found] == [True, True]
    assert [" ".join(line.text for line in item.lines) for item in found] == [f"{TEXTS[0]} {TEXTS[1]}", TEXTS[2]]


@pytest.mark.parametrize("sign", "≤±>+")
def test_a_sign_before_a_number_is_no_bullet(sign: str) -> None:
    lines = [line(f"• {TEXTS[0]} target of", 50, 100), line(f"{sign} 99%", 58, 112), line(f"• {TEXTS[2]}", 50, 124)]
    found = items(lines, Measure.of(lines), lambda _: False)
    assert len(found) == 2
