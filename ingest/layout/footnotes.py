"""Footnotes: the text at a page's foot that a raised small figure points to.

A footnote is no action, author or date of the paper, so it is taken out before the paper is read, and kept as
narrative. It begins with a raised figure of its own, or with one that is a mark on its page, below a short ruled line
or in smaller print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line, body_size
from risktrail.ingest.layout.sentences import ends_sentence
from risktrail.ingest.layout.tables import Block, PageLayout
from risktrail.ingest.pdf.page import SUPERSCRIPTS, Page

_SURE_SIGNS = frozenset("†‡[")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FootnoteSettings:
    """What tells a footnote from the text above it."""

    smaller: float = 0.95
    """Of the text's size: footnotes are printed smaller than this; rounding of sizes is not."""
    same_size: float = 0.05
    """Of a line's size: lines that differ by no more are of one footnote."""
    step: float = 1.6
    """Times a line's size: the next line of a footnote stands no further below it."""
    short_rule: float = 0.6
    """Of the page's width: the ruled line above footnotes is no longer, those of tables are."""
    rule_above: float = 3.0
    """Times a line's size: the ruled line stands no further above the first footnote."""


SETTINGS = FootnoteSettings()


class Footnote(NamedTuple):
    """One footnote, its figure first."""

    lines: tuple[Line, ...]


def set_footnotes_aside(
    layouts: Sequence[PageLayout], pages: Sequence[Page]
) -> tuple[list[PageLayout], list[Footnote]]:
    """The pages without their footnotes, and the footnotes in the paper's order."""
    if not any(page.note_marks or _has_superscript(page) for page in pages):
        return list(layouts), []
    body = body_size(line for layout in layouts for line in layout.lines)
    texts = Counter(_masked(block) for layout in layouts for block in layout.blocks if isinstance(block, Line))
    running = {text for text, count in texts.items() if count > 1}
    kept: list[PageLayout] = []
    footnotes: list[Footnote] = []
    for layout, page in zip(layouts, pages, strict=True):
        found = _of_page(layout.blocks, page, body, running)
        kept.append(layout.without(line for footnote in found for line in footnote.lines))
        footnotes += found
    return kept, footnotes


def _of_page(blocks: Sequence[Block], page: Page, body: float, running: set[str]) -> list[Footnote]:
    marks = {mark.text for mark in page.note_marks}
    found: list[list[Line]] = []
    for before, block in pairwise([None, *blocks]):
        if not isinstance(block, Line):
            continue
        if _begins(block, marks, page, body):
            found.append([block])
        elif found and found[-1][-1] is before and _goes_on(found[-1], block, body) and _masked(block) not in running:
            found[-1].append(block)
        elif found and found[-1][-1] is before and _figure(block) in marks and _is_like(found[-1][-1], block):
            found.append([block])
    return [Footnote(tuple(lines)) for lines in found]


def _begins(line: Line, marks: set[str], page: Page, body: float) -> bool:
    """Whether a line is a footnote's first."""
    if len(line.words) < 2:
        return False
    figure = _figure(line)
    if all(letter in SUPERSCRIPTS for letter in figure):
        return True
    if line.size < SETTINGS.smaller * body:
        return (
            figure in marks or figure.rstrip(".)") in marks
        )  # `1.`, which in larger print begins a heading or an item
    return figure in marks and (is_sure_sign(figure) or _is_below_short_rule(line, page))


def is_sure_sign(sign: str) -> bool:
    """Whether a sign leads footnotes alone: bullets, numbers and sections have others."""
    return sign[:1] in _SURE_SIGNS


def _figure(line: Line) -> str:
    return line.words[0].text


def _goes_on(lines: Sequence[Line], line: Line, body: float) -> bool:
    """Whether a line goes on with a footnote: the same print below it. One in the size of the text ends with the
    sentence, for text follows it that looks the same."""
    last = lines[-1]
    if not _is_like(last, line) or line.bold != last.bold or line.mark is not None:
        return False
    return line.size < SETTINGS.smaller * body or not ends_sentence(last.text)


def _is_like(last: Line, line: Line) -> bool:
    is_same_size = abs(line.size - last.size) <= SETTINGS.same_size * last.size
    return is_same_size and line.bottom - last.bottom <= SETTINGS.step * last.size


def _is_below_short_rule(line: Line, page: Page) -> bool:
    longest, reach = SETTINGS.short_rule * page.width, SETTINGS.rule_above * line.size
    return any(
        bottom - top < x1 - x0 <= longest and 0 <= line.bottom - bottom <= reach for x0, top, x1, bottom in page.rules
    )


def _has_superscript(page: Page) -> bool:
    initials = "".join([word[4][0] for word in page.words])
    return any(mark in initials for mark in SUPERSCRIPTS)


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
