"""Where a paper speaks of itself: its front, the tables in front of its register, its running lines, its end.

Dates, authors and references are looked for in these texts alone, never in a table's body or in a file's path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import dated_parts
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import folded
from risktrail.ingest.register.collected_lines import PaperDraft, SectionDraft
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.settings import SETTINGS

_ENDING = r"\.(?:docx?|docm|xlsx?|xlsm|pptx?|odt|ods|rtf|pdf)\b"
_PATH = re.compile(rf"^.*{_ENDING}|(?<!\S)(?:[A-Za-z]:[\\/]|\\\\|file:|https?:|/\w+/).*$", re.IGNORECASE)
_TABLES_IN_FRONT = ("front", "appendix")  # a document control table has a heading of its own at times


class FrontTexts(NamedTuple):
    """The texts in which a paper speaks of itself, each list in the paper's order."""

    title: tuple[str, ...]
    opening: tuple[str, ...]
    """Lines of the front other than the title, on the page where it begins and the next."""
    near: tuple[str, ...]
    """Those of them that stand before the front's first table."""
    pairs: tuple[str, ...]
    """Labels in the cells of tables, each with the cell to its right: `Date: 14 May 2024`."""
    margin: tuple[str, ...]
    """Running headers and footers, without the paths and file names in them."""
    closing: tuple[str, ...]
    """What closes the paper, behind its recommendations or at its very end."""


def front_lines(draft: PaperDraft) -> list[Line]:
    """The lines of the paper's front that are prose, each front's on the page where it begins and the next."""
    fronts = [section.lines for section in draft.sections if section.kind == "front" and section.lines]
    return [line for lines in fronts for line in lines if line.page <= lines[0].page + 1]


def front_texts(
    draft: PaperDraft, title_lines: Sequence[Line], closing: Sequence[str], labels: Sequence[str]
) -> FrontTexts:
    """Collect them. `labels` are those that a table's cell may stand behind."""
    lines = [line for line in front_lines(draft) if line not in title_lines]
    near = set(_before_tables(draft))
    tables = [
        table.lines
        for section in sections_before_risks(draft)
        if section.kind in _TABLES_IN_FRONT
        for table in section.tables
    ]
    return FrontTexts(
        title=tuple(plain(line.text) for line in title_lines),
        opening=tuple(plain(line.text) for line in lines),
        near=tuple(plain(line.text) for line in lines if line in near),
        pairs=tuple(pair for table in tables for pair in _label_value_pairs(table, labels)),
        margin=tuple(text for line in draft.furniture if (text := without_path(plain(line.text)))),
        closing=tuple(closing),
    )


def sections_before_risks(draft: PaperDraft) -> list[SectionDraft]:
    """The sections that begin before the first risk."""
    first = min((_page_and_top(line) for risk in draft.risks for line in risk.number), default=None)
    return [
        section
        for section in draft.sections
        if first is None or min(map(_page_and_top, _lines_of(section)), default=first) < first
    ]


def without_path(text: str) -> str:
    """A running line without a file's name or path, which tells of the file and not of the paper."""
    return _PATH.sub("", text).strip()


def label_of(text: str, labels: Iterable[str]) -> str | None:
    """The longest of the labels that a text begins with."""
    phrase = folded(text)
    fitting = [label for label in labels if phrase.startswith(label) and not phrase[len(label) :][:1].isalnum()]
    return max(fitting, key=len, default=None)


def is_led_by(texts: Sequence[str], index: int, pattern: re.Pattern[str], labels: Sequence[str]) -> bool:
    """Whether the line before only names what this one says: `Date of next review:` and, below it, the date."""
    if index == 0:
        return False
    before = texts[index - 1]
    short = len(before.split()) <= SETTINGS.leading_words and not before.endswith(".") and not dated_parts(before)
    return short and (folded(before) in labels or pattern.search(before.casefold()) is not None)


def _page_and_top(line: Line) -> tuple[int, float]:
    return line.page, line.top


def _lines_of(section: SectionDraft) -> Iterator[Line]:
    if section.heading:
        yield section.heading
    yield from section.lines
    for table in section.tables:
        yield from table.lines


def _before_tables(draft: PaperDraft) -> Iterator[Line]:
    """Lines of fronts down to the first line of a table, of the register's or of another."""
    tables = {Place.TABLE_HEAD, Place.OTHER_TABLE, Place.NUMBER}
    for line, place, _ in draft.ledger:
        if place in tables:
            return
        if place is Place.FRONT:
            yield line


def _label_value_pairs(table: Sequence[Line], labels: Sequence[str]) -> Iterator[str]:
    """Labels and the cells beside them, of a table that is a list of these; none of a table with heads and rows."""
    if _count_columns(table) not in (2, 4):
        return
    for row in rows_of(table):
        if any(folded(plain(value.text)) in labels for value in row[1::2]):
            continue  # the head of a table
        for label, value in zip(row[::2], row[1::2], strict=False):
            text, said = plain(label.text), plain(value.text)
            if folded(text) in labels and not (label.bold and value.bold):
                yield f"{text.rstrip(' :')}: {said}"
            else:
                yield from (cell for cell in (text, said) if ":" in cell and label_of(cell, labels) is not None)


def _count_columns(table: Sequence[Line]) -> int:
    """How many columns a table's lines begin at."""
    starts: list[float] = []
    for line in sorted(table, key=lambda line: line.x0):
        if not starts or line.x0 - starts[-1] > SETTINGS.same_column:
            starts.append(line.x0)
    return len(starts)


def rows_of(table: Sequence[Line]) -> list[list[Line]]:
    """A table's lines by their heights, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(table, key=lambda line: (line.page, line.top, line.x0)):
        if rows and rows[-1][0].page == line.page and line.top < rows[-1][0].bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]
