"""What of a paper is struck out: passages with their places, and the warnings that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.pdf.struck_words import BULLETS
from risktrail.schema.report import BBox, ReadingWarning, Report, StruckText

_NUMBER = re.compile(r"[A-Z]{2,}\W?\d+")


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """When struck words on two lines are one passage, and when they stand among a risk's words. Of the font size."""

    next_line: float = 1.8
    """The next line of a passage stands no further down."""
    next_word: float = 1.0
    """Words of one column stand no further apart; a word nearer than this that is not struck parts two passages."""
    below: float = 1.5
    """The last words of a risk may be struck out: they begin no further below its other words."""
    line: float = 12.0
    """Points: the size of a line of text, where what is looked at is higher."""


SETTINGS = PassageSettings()


def struck_passages(pages: Iterable[Page], report: Report) -> tuple[StruckText, ...]:
    """The passages of a paper that are struck out, page by page from top to bottom, each with the risk it stands in."""
    found = []
    for page in pages:
        passages = list(_passages(page)) if page.struck else []
        rows = [box[1] for box, text in passages if _NUMBER.search(text)]  # risks of their own
        for box, text in passages:
            risk_id = risk_around(page.number, box, report, rows)
            found.append(StruckText(page=page.number, bbox=box, text=text, risk_id=risk_id))
    return tuple(found)


def struck_warnings(struck: Sequence[StruckText]) -> Iterator[ReadingWarning]:
    """A warning a page that names what is struck out on it."""
    for page in sorted({passage.page for passage in struck}):
        named = "; ".join(f"“{passage.text}”" for passage in struck if passage.page == page)
        yield ReadingWarning(code="struck_out", message=f"struck out, and so not read: {named}", page=page)


def _passages(page: Page) -> Iterator[tuple[BBox, str]]:
    """The boxes and texts of a page's struck passages. Lines that go on from one another are one."""
    passages: list[list[list[Word]]] = []
    for line in lines_of(page.number, page.struck):
        for words in _pieces(line):
            before = next((each for each in passages if _goes_on(each[-1], words, page.words)), None)
            if before is None:
                passages.append([words])
            else:
                before.append(words)
    for lines in passages:
        words = [word for line in lines for word in line]
        words = words[1:] if words[0].text in BULLETS else words
        if words:
            lefts, tops, rights, bottoms = zip(*map(itemgetter(0, 1, 2, 3), words), strict=True)
            box = (min(lefts), min(tops), max(rights), max(bottoms))
            yield box, " ".join(word.text for word in words)


def _pieces(line: Line) -> list[list[Word]]:
    """The words of a line, parted where a column's gap is; a bullet stays with what it stands before."""
    pieces: list[list[Word]] = []
    for word in line.words:
        if pieces and (pieces[-1][-1].text in BULLETS or word.x0 - pieces[-1][-1].x1 <= SETTINGS.next_word * line.size):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _goes_on(before: Sequence[Word], words: Sequence[Word], kept: Iterable[Word]) -> bool:
    """Whether struck words go on with those of the line above: no other word ends that line, or begins this one."""
    first, last = words[0], before[-1]
    size = last.bottom - last.top
    if first.text in BULLETS or not 0 < first.bottom - last.bottom <= SETTINGS.next_line * size:
        return False
    if first.x0 > last.x1 or words[-1].x1 < before[0].x0:
        return False
    near = SETTINGS.next_word * size
    return not any(
        (_on_line(word, last) and -near < last.x1 - word.x0 <= 0)
        or (_on_line(word, first) and 0 <= first.x0 - word.x1 < near)
        for word in kept
    )


def _on_line(word: Word, other: Word) -> bool:
    return word.top < (other.top + other.bottom) / 2 < word.bottom


def risk_around(page: int, box: BBox, report: Report, rows: Sequence[float] = ()) -> str | None:
    """The risk among whose words something on a page stands, or stands last.

    `rows` are the heights of risks that are struck out: what stands below one is not the risk's before.
    """
    _, top, _, bottom = box
    places = [(risk.risk_id, source.bbox) for risk in report.risks for source in risk.source if source.page == page]
    inside = next((name for name, place in places if place[1] <= (top + bottom) / 2 <= place[3]), None)
    if inside is not None:
        return inside
    reach = SETTINGS.below * min(bottom - top, SETTINGS.line)
    below = ((name, place[3]) for name, place in places if place[3] <= bottom and top <= place[3] + reach)
    return next((name for name, foot in below if not any(foot <= row <= top for row in rows)), None)
