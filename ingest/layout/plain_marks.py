"""Marks of footnotes that are not raised: `HBC-002*`, `20 (Critical) [1]`, where a line further down begins with the
same sign.

Only a sign that leads such a line is a mark: a person looks for it at the foot of the page or below the table. It is
taken out of the words, as raised figures are (`pdf.raised_figures`), so that it is a part of no number, rating or
status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from risktrail.ingest.layout.footnotes import SETTINGS, is_sure_sign
from risktrail.ingest.layout.lines import Line, body_size, lines_of
from risktrail.ingest.pdf.page import Page, Word

_SIGN = r"[*†‡§]{1,3}|\[\d{1,2}\]"
_MAY_MARK = re.compile(r"[*†‡§\[(](?:(?<=\S[*†‡§])|(?<=\[)\d|(?<=\w\()\d)")  # begins with its signs, to be quick
_MARKED = re.compile(rf"(?P<word>.*\w[^\w\s*†‡§]*?)(?P<sign>{_SIGN}|\(\d{{1,2}}\))(?P<stop>[.,;:]?)")
_BRACKETED = re.compile(r"(?P<word>)(?P<sign>\[\d{1,2}\])(?P<stop>[.,;:]?)")  # apart from the word before it
_LEADING = re.compile(rf"(?P<sign>{_SIGN}|\(\d{{1,2}}\))(?P<rest>.*)")


def with_plain_marks(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages with the plain marks of footnotes taken out of their words, and those before footnotes apart from what
    follows them."""
    if not any(_MAY_MARK.search(" ".join([word[4] for word in page.words])) for page in pages):
        return pages
    lines = [lines_of(page.number, page.words) for page in pages]
    first: dict[str, tuple[int, float]] = {}  # where each sign first ends a word
    for line in (line for of_page in lines for line in of_page):
        for sign in _signs_of(line):
            first.setdefault(sign, (line.page, line.bottom))
    body = body_size(line for of_page in lines for line in of_page)
    leading = [[line for line in of_page if _leads(line, first, body)] for of_page in lines]
    signs = {_sign_before(line) for of_page in leading for line in of_page}
    if not signs:
        return pages
    return [
        _without(page, of_page, of_notes, signs) for page, of_page, of_notes in zip(pages, lines, leading, strict=True)
    ]


def _signs_of(line: Line) -> Iterator[str]:
    """The signs that words of a line end with."""
    for place, word in enumerate(line.words):
        if match := _marked(word, is_first=place == 0):
            yield match["sign"]


def _marked(word: Word, *, is_first: bool) -> re.Match[str] | None:
    return _MARKED.fullmatch(word.text) or (None if is_first else _BRACKETED.fullmatch(word.text))


def _leads(line: Line, first: dict[str, tuple[int, float]], body: float) -> bool:
    """Whether a line is the footnote of a sign: it begins with it, stands below a word with it, and is printed smaller
    than the text, or begins with a sign that leads nothing else."""
    sign = _sign_before(line)
    if sign not in first or first[sign] >= (line.page, line.bottom):
        return False
    return line.size < SETTINGS.smaller * body or is_sure_sign(sign)


def _sign_before(line: Line) -> str:
    match = _LEADING.fullmatch(line.words[0].text)
    return match["sign"] if match and (match["rest"] or len(line.words) > 1) else ""


def _without(page: Page, lines: Sequence[Line], notes: Sequence[Line], signs: set[str]) -> Page:
    words: list[Word] = []
    marks: list[Word] = []
    for line in lines:
        for place, word in enumerate(line.words):
            match = _marked(word, is_first=place == 0)
            if place == 0 and line in notes:
                words += _parted(word)
            elif match and match["sign"] in signs:
                edge = _edge(word, len(match["word"]))
                if text := match["word"] + match["stop"]:
                    words.append(word._replace(x1=edge, text=text))
                marks.append(word._replace(x0=edge, text=match["sign"]))
            else:
                words.append(word)
    return page._replace(words=tuple(words), note_marks=(*page.note_marks, *marks))


def _parted(word: Word) -> list[Word]:
    """The sign that a footnote begins with, and the rest of its word."""
    match = _LEADING.fullmatch(word.text)
    if match is None or not match["rest"]:
        return [word]
    edge = _edge(word, len(match["sign"]))
    return [word._replace(x1=edge, text=match["sign"]), word._replace(x0=edge, text=match["rest"])]


def _edge(word: Word, letters: int) -> float:
    """About where the first letters of a word end."""
    return word.x0 + (word.x1 - word.x0) * letters / len(word.text)
