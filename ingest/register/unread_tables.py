"""Tables that look like a part of the register and were not understood.

A paper whose register was not read must not become a month without risks: such a table is named, with its heads, and
the paper is not stored. A table looks like a part of the register by its heads (a subject, such as risk or action,
beside what registers say of one, such as a rating, an owner or a date), by its numbering (the register's own, of
risks that were not read), or by its place among the risks. The profile has the words. Lists of risks that stand in
full elsewhere and scales that explain scores are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.rating import read_rating
from risktrail.ingest.fields.risk_number import RiskNumber, read_number
from risktrail.ingest.layout.lines import Line, segments
from risktrail.ingest.layout.tables import Row
from risktrail.ingest.pdf.page import page_range
from risktrail.ingest.profile import Profile, without_numbering
from risktrail.ingest.register.collected_lines import OtherTable, PaperDraft
from risktrail.ingest.register.entries import Entries
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.settings import SETTINGS

_RANGE = re.compile(r"\s*\d{1,3}\s*(?:[-–—]|to)\s*\d{1,3}\s*")
_SHOWN = 14  # heads that a message names


class UnreadTable(NamedTuple):
    """A table that was not understood: its first and last page, and the heads that no column fits.

    `what` names it where it is no table.
    """

    first_page: int
    last_page: int
    heads: tuple[str, ...]
    what: str | None = None

    def __str__(self) -> str:
        if self.what is not None:
            return f"{self.what} on page {self.first_page}"
        heads = ", ".join(f"“{head}”" for head in self.heads[:_SHOWN])
        more = f" and {len(self.heads) - _SHOWN} more" if len(self.heads) > _SHOWN else ""
        named = f" (heads: {heads}{more})" if heads else ""
        return f"the table on {page_range(self.first_page, self.last_page)} could not be understood{named}"


def find_unread_tables(draft: PaperDraft, entries: Entries, profile: Profile) -> list[UnreadTable]:
    """The tables of a paper that look like a part of its register and were not understood, in its order; those with
    the same heads as one."""
    judge = _Judge(entries, profile)
    found = _found(draft, judge)
    if found and not judge.among_actions:
        judge.among_actions = True  # beside an unread table of risks one of actions is theirs
        found = _found(draft, judge)
    return _joined(sorted([*found, *_without_row(draft, judge)], key=lambda table: table.first_page))


def unread_table(table: OtherTable, profile: Profile) -> UnreadTable | None:
    """A table that no head of a profile explains, where it looks like a part of a register by its own heads."""
    return _Judge(Entries((), ()), profile).ruled(table)


def unread_line(line: Line, profile: Profile) -> UnreadTable | None:
    """A line of prose that is the head of a table which only white parts, where that looks like a register's."""
    return _Judge(Entries((), ()), profile).aligned(line)


def is_scale(rows: Sequence[Row], profile: Profile) -> bool:
    """Whether rows explain scores or bands rather than tell of risks: each begins with one."""
    return _Judge(Entries((), ()), profile).is_scale(rows)


def counts_levels(rows: Sequence[Row]) -> bool:
    """Whether the first cells of rows count the levels of a scale, down to 1 or up from it: `5`, `4`, `3`, `2`, `1`."""
    firsts = [_first_text(row).strip() for row in rows]
    counted = [str(level) for level in range(1, len(firsts) + 1)]
    return SETTINGS.fewest_levels <= len(firsts) <= SETTINGS.most_levels and firsts in (counted, counted[::-1])


def _found(draft: PaperDraft, judge: _Judge) -> list[UnreadTable]:
    found = [table for each in draft.tables if (table := judge.ruled(each)) is not None]
    prose = draft.ledger.lines(Place.FRONT, Place.NARRATIVE, Place.UNPLACED)
    return found + [table for line in prose if (table := judge.aligned(line)) is not None]


def _without_row(draft: PaperDraft, judge: _Judge) -> Iterable[UnreadTable]:
    """Risks that stand in no row: under a heading that begins with their number, or told by a second impact behind the
    actions of the risk before."""
    for section in draft.sections:
        if section.heading is not None and judge.names_unread_risk(section.heading):
            heading = section.heading
            yield UnreadTable(heading.page, heading.page, (), f"the risk under the heading “{heading.text}”")
    for line in draft.second_impacts:
        yield UnreadTable(line.page, line.page, (), f"the row of the risk to which the second “{line.text}” belongs")


def _joined(tables: Iterable[UnreadTable]) -> list[UnreadTable]:
    joined: dict[tuple[str | None, tuple[str, ...]], UnreadTable] = {}
    for table in tables:
        before = joined.get((table.what, table.heads), table)
        joined[table.what, table.heads] = before._replace(last_page=max(before.last_page, table.last_page))
    return list(joined.values())


class _Judge:
    """Tells the tables of one paper that look like a part of its register."""

    def __init__(self, entries: Entries, profile: Profile) -> None:
        self.profile = profile
        self.has_entries = self.among_actions = bool(entries.entries)
        numbers, _ = entries.numbered
        self.known = {_key(number) for number in numbers}
        self.prefixes = {number.prefix for number in numbers if number.prefix}

    def ruled(self, table: OtherTable) -> UnreadTable | None:
        """A table with rows, where it looks like a part of the register."""
        heads = self.heads(table.rows)
        numbers = [number for row in table.rows if (number := self.number(_first_text(row))) is not None]
        if not self.is_part(heads, numbers, table):
            return None
        pages = [row.page for row in table.rows]
        return UnreadTable(pages[0], pages[-1], tuple(heads))

    def is_part(self, heads: Sequence[str], numbers: Sequence[RiskNumber], table: OtherTable) -> bool:
        if any(self.is_own_and_unread(number) for number in numbers):
            return True
        if len(table.rows) < 2 or self.is_scale(table.rows[1:]) or self.is_count(table.rows[1:]):
            return False
        if self.has_entries and not table.among_risks:
            lists_known = bool(numbers) and all(map(self.is_known, numbers))
            return not lists_known and table.section != "appendix" and self.speaks_of_risks(heads)
        is_of_actions = table.in_actions and bool(heads) and 2 * sum(map(self.is_word, heads)) >= len(heads)
        return is_of_actions or self.is_of_register(heads)

    def aligned(self, line: Line) -> UnreadTable | None:
        """A line of prose, where it is the head of a table that only white parts, or begins with a number of the
        register's own that stands apart."""
        texts = [segment.text for segment in segments(line)]
        number = self.number(texts[0])
        if number is not None and self.is_own_and_unread(number):
            return UnreadTable(line.page, line.page, ())
        if len(texts) >= SETTINGS.white_columns and not any(map(_is_long, texts)) and self.is_of_register(texts):
            return UnreadTable(line.page, line.page, tuple(texts))
        return None

    def names_unread_risk(self, heading: Line) -> bool:
        """Whether a heading begins with a number of the register's own that was not read as a risk's."""
        words = without_numbering(heading.text).split()
        firsts = (" ".join(words[:count]).rstrip(":;,") for count in (1, 2))
        numbers = (self.number(first) for first in firsts)
        return any(number is not None and self.is_own_and_unread(number) for number in numbers)

    def heads(self, rows: Sequence[Row]) -> list[str]:
        """A table's heads: its first row where that names columns, else the labels that stand in it."""
        first = [cell.text for cell in rows[0].cells if cell.lines]
        known = sum(map(self.is_word, first))
        if len(first) > 1 and not any(map(_is_long, first)) and 2 * known > len(first):
            return first
        texts = (cell.text for row in rows for cell in row.cells if cell.lines)
        return list(dict.fromkeys(text for text in texts if self.is_word(text) and not _is_long(text)))

    def is_word(self, text: str) -> bool:
        """Whether a text may be a head of a register."""
        return any(pattern.search(text) for pattern in self.profile.register_heads)

    def is_of_register(self, heads: Sequence[str]) -> bool:
        """Whether heads name a subject and what a register says of it."""
        risks, actions, attributes = self.profile.register_heads
        subjects = [head for head in heads if risks.search(head) or (self.among_actions and actions.search(head))]
        said = [head for head in heads if attributes.search(head) or actions.search(head)]
        known = sum(map(self.is_word, heads))
        return bool(subjects) and len({*subjects, *said}) > 1 and 2 * known >= len(heads)

    def speaks_of_risks(self, heads: Sequence[str]) -> bool:
        risks, _, _ = self.profile.register_heads
        return self.is_of_register(heads) and any(map(risks.search, heads))

    def is_scale(self, rows: Sequence[Row]) -> bool:
        """Whether rows explain scores or bands rather than tell of risks: each begins with one."""
        return all(self.is_level(_first_text(row)) for row in rows)

    def is_count(self, rows: Sequence[Row]) -> bool:
        """Whether rows count the register's risks and actions rather than tell of them: `Open risks | 3 | 4`."""
        counted = self.profile.paper["counted_pattern"]
        texts = [[cell.text for cell in row.cells if cell.lines] for row in rows]
        return all(
            counted.search(first.casefold()) is not None and bool(figures) and all(map(str.isdigit, figures))
            for first, *figures in texts
        )

    def is_level(self, text: str) -> bool:
        return _RANGE.fullmatch(text) is not None or (
            len(text.split()) <= SETTINGS.level_words and read_rating(text, self.profile).band is not None
        )

    def number(self, text: str) -> RiskNumber | None:
        number = read_number(text, self.profile)
        return number if number is not None and number.prefix else None

    def is_known(self, number: RiskNumber) -> bool:
        return _key(number) in self.known

    def is_own_and_unread(self, number: RiskNumber) -> bool:
        return number.prefix in self.prefixes and not self.is_known(number)


def _key(number: RiskNumber) -> tuple[str, int, str]:
    return number.prefix, number.value, number.suffix.casefold()


def _first_text(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell.lines), "")


def _is_long(text: str) -> bool:
    return len(text.split()) > SETTINGS.head_words or text.endswith(".")
