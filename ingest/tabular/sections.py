"""The sections of a register of tables: groups of risks, and those whose risks are closed, new or candidates.

A section begins with a row across the table, or with a heading above it. What its words say of the risks in it is
told as for the first family, and by the words for closed risks that all families share.
"""

from __future__ import annotations

from collections.abc import Iterator

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile, folded, without_numbering
from risktrail.ingest.register.collected_lines import RISK_SECTIONS
from risktrail.ingest.register.headings import is_heading_like
from risktrail.ingest.register_words import register_words
from risktrail.ingest.tabular.settings import SETTINGS
from risktrail.schema.report import Standing


class RegisterSections:
    """Where in the register the next risk stands: `category` is the row that names its group, `heading` the row or line
    that says how it and the others below stand (`standing`), `register` the last title of a register above it, `quoted`
    the heading that says that it is another register's; None where nothing does."""

    def __init__(self, base: Profile, body: float) -> None:
        self._base, self._body = base, body
        self.category: Line | None = None
        self.register: Line | None = None
        self.heading: Line | None = None
        self.quoted: Line | None = None
        self.standing = Standing.ACTIVE
        self._is_row = False  # the heading
        self._groups: set[str] = set()
        self._ended: tuple[Line, Line] | None = None  # by which line which heading's section was taken to end
        self._doubts: list[tuple[Line, Line]] = []

    def row(self, line: Line) -> None:
        """Take the row across a table that names a group of risks."""
        if not self._begins(line, is_row=True):
            if self._is_row and folded(line.text) not in self._groups:
                self._end(line)
            self._groups.add(folded(line.text))
            self.category = line

    def line(self, line: Line) -> None:
        """Take a line between the tables."""
        if line.is_larger_than(self._body) and self._base.paper["title_pattern"].search(line.text.casefold()):
            self.register = line
        if is_heading_like(line, self._body):
            self.quoted = line if register_words().quoted.search(line.text) else None
        if not is_heading_like(line, self._body) or self._begins(line, is_row=False) or self.heading is None:
            return
        if self._is_row or self._is_no_lower(line, self.heading):
            self._end(line)

    def risk_begins(self) -> None:
        """Say that a risk begins: where a section was taken to have ended is in doubt from now on."""
        if self._ended is not None:
            self._doubts.append(self._ended)
            self._ended = None

    @property
    def doubts(self) -> Iterator[tuple[str, int]]:
        """What a person should look at, each with its page."""
        for heading, line in self._doubts:
            message = (
                f"the risks below “{line.text}” were taken to stand outside of “{heading.text}”, which is before it"
            )
            yield message, line.page

    def _begins(self, line: Line, *, is_row: bool) -> bool:
        """Begin the section that a line names, where its words say how the risks in it stand."""
        kind = self._base.section(line.text)
        standing = RISK_SECTIONS.get(kind) if kind else None
        if register_words().closed.fullmatch(without_numbering(line.text)):
            standing = Standing.CLOSED
        if standing is None:
            return False
        is_active = standing is Standing.ACTIVE
        self.heading, self.standing, self._is_row = (None if is_active else line), standing, is_row and not is_active
        self.category = line if is_row and is_active else None
        self._ended = None
        return True

    def _end(self, line: Line) -> None:
        if self.heading is not None:
            self._ended = self.heading, line
        self.heading, self.standing, self._is_row = None, Standing.ACTIVE, False

    def _is_no_lower(self, line: Line, heading: Line) -> bool:
        """Whether a heading is not one below another: as large, and as bold."""
        return line.size >= heading.size - SETTINGS.same_size and (line.bold or not heading.bold)
