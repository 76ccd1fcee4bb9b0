"""A paper of tables or forms, read with a profile: what it explains, and the report that comes of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from risktrail.ingest.errors import NotARegisterError, SeveralPapersError
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.fields.lists import paragraphs
from risktrail.ingest.fields.quarters import find_part_of_year
from risktrail.ingest.layout.banded_tables import with_banded_tables
from risktrail.ingest.layout.columns_overleaf import with_columns_overleaf
from risktrail.ingest.layout.furniture import find_furniture, foot_lines
from risktrail.ingest.layout.line_tags import LineTags
from risktrail.ingest.layout.lines import Line, body_size
from risktrail.ingest.layout.numbered_tables import with_numbered_tables
from risktrail.ingest.layout.page_layout import lay_out
from risktrail.ingest.layout.tables import PageLayout, joined, lines_of_pieces
from risktrail.ingest.layout.white_columns import Slot
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.entries import foreign_risk
from risktrail.ingest.register.front_dates import labelled
from risktrail.ingest.register.front_matter import Front, read_front
from risktrail.ingest.register.line_ledger import PROSE, LineLedger, Place
from risktrail.ingest.register.report_context import ReportContext
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.sign_off import signs
from risktrail.ingest.register.sources import sources_of, unplaced_lines
from risktrail.ingest.register.unread_tables import UnreadTable, unread_line, unread_table
from risktrail.ingest.register_words import register_words
from risktrail.ingest.table_profile import TableProfile, key_of
from risktrail.ingest.tabular.fills import colours_of
from risktrail.ingest.tabular.kind_ratings import Order, read_parts, stated_orders
from risktrail.ingest.tabular.records import TEXT_ROLES, RecordReader, split_cells
from risktrail.ingest.tabular.repeated import (
    merged,
    name_by_sections,
    registers_apart,
    second_register,
    take_factors,
    take_groups,
    take_texts,
    without_foreign,
)
from risktrail.ingest.tabular.risks import RiskBuilder
from risktrail.ingest.tabular.table_words import (
    HeadsOfProfile,
    left_as_lines,
    may_be_several,
    refusal,
    rows_aside,
    rows_lost,
)
from risktrail.schema.report import Narrative, ReadingWarning, Report, Risk

_TITLE_PARTS = re.compile(r"\s+[-–—|]\s+|:\s+")
_NAMED = 5  # risks that a message names
_TREATED = {"actions", "controls", "owner", "response"}


class TabularMarginWords:
    """A table profile's answers about lines in a page's margin: see `layout.furniture.MarginWords`."""

    def __init__(self, profile: TableProfile, base: Profile) -> None:
        self._profile, self._base = profile, base

    def is_running(self, text: str) -> bool:
        return self._base.furniture.fullmatch(text.strip()) is not None

    def is_content(self, line: Line) -> bool:
        begins = key_of(line.text)
        return line.mark is not None or any(
            begins.startswith(head) for head in self._profile.head_words if len(head) > 4
        )

    def is_head(self, texts: Sequence[str]) -> bool:
        own = self._profile
        known = sum(any((own.label(text), own.action_column(text))) for text in texts)  # columns' heads are labels too
        return known == len(texts) or (known > 1 and 2 * known >= len(texts))


class LaidOut(NamedTuple):
    """The pages of a paper, their layouts and their tags, which are the same for every profile; and the first rows of
    what could not be told of tables that rules or fills part."""

    pages: Sequence[Page]
    layouts: Sequence[PageLayout]
    tags: LineTags
    lost: Sequence[Slot] = ()


def laid_out(pages: Sequence[Page]) -> LaidOut:
    """Pages with their layouts, words turned upwards or downwards in their cells."""
    whole = with_columns_overleaf([lay_out(page, with_turned=True) for page in pages])
    layouts, lost = with_banded_tables(pages, whole)
    return LaidOut(pages, layouts, LineTags(pages), lost)


class TabularPaper:
    """A paper sorted into records by a profile's heads and labels.

    `base` has the words of the language.
    """

    def __init__(self, paper: LaidOut, profile: TableProfile, base: Profile) -> None:
        pages, layouts, self.tags, self.lost = paper
        self.profile, self.base, self.pages = profile, _with_own_words(base, profile), pages
        furniture = find_furniture(layouts, TabularMarginWords(profile, base), self.tags)
        self.bare = bare = [layout.without(furniture) for layout in layouts]
        self.body = body_size(line for layout in bare for line in layout.lines)
        self.running = sorted(lines_of_pieces(furniture), key=lambda line: (line.page, line.top))
        self.marks = {page.number: page.marks for page in pages}
        self.blocks = list(joined(with_numbered_tables(bare, HeadsOfProfile(profile), self.marks)))
        self.margins = [*self.running, *foot_lines(bare)]
        colours = colours_of(pages, profile.rating.colours)
        self.reader = RecordReader(profile, base, self.margins, self.body, colours, self.tags)
        self.reader.read(self.blocks)
        self.of_several = may_be_several(self.reader.records, self.blocks, profile)
        named = []
        for record in self.reader.records:
            lines = record.all_lines
            split_cells(record, profile)
            if record.all_lines:
                named.append(record)
            else:  # a row that has nothing but the label of a cell is no risk
                self.reader.draft.put(lines, Place.UNPLACED)
        self.reader.records, self.foreign = without_foreign(named)
        for record in self.foreign:
            self.reader.draft.put(record.all_lines, Place.OTHER_TABLE)
        take_factors(self.reader.records)
        take_texts(self.reader.records)
        self.records, self.differing = merged(self.reader.records, profile.identity.by)
        take_groups(self.records, profile.identity.by)
        name_by_sections(self.records, profile.identity.by)

    @property
    def explained(self) -> int:
        """How much of the paper the profile explains: the roles of its risks and actions that have a text which is
        understood, less the texts under heads that it does not know and the risks without a name."""
        records = [record for record in self.records if record.values]
        if not records or not self._is_register():
            return 0
        named = [record for record in records if self.profile.identity.by in record.values]
        known = sum(self._is_read(role, lines) for record in named for role, lines in record.values.items())
        known += sum(len(action.values) for record in named for action in record.actions)
        return known - sum(len(record.details) for record in records) - (len(records) - len(named))

    @property
    def is_of_its_own(self) -> bool:
        """Whether the profile extends another, and most of the paper's heads and labels stand in its own text."""
        known = self.reader.known
        return self.profile.extends is not None and 2 * len(known & self.profile.own_heads) > len(known)

    def _is_read(self, role: str, lines: Sequence[Line]) -> bool:
        """Whether a role's text is understood: that of a rating has to say one."""
        is_rating = role.startswith("rating")
        return not is_rating or read_parts(" ".join(line.text for line in lines), self.profile).says_anything

    def _is_register(self) -> bool:
        """Whether the records say what a register of risks says: what the risk is, a rating, and what is done or by
        whom."""
        records = self.records
        described = sum(bool({"description", "title", "cause"} & record.values.keys()) for record in records)
        rated = sum(any(role.startswith("rating") for role in record.values) for record in records)
        treated = sum(bool(record.actions or _TREATED & record.values.keys()) for record in records)
        return 2 * min(rated, described) >= len(records) and treated > 0

    @property
    def unread(self) -> list[UnreadTable]:
        """The tables that look like a part of a register and that no head of the profile explains."""
        known = {folded(record.text("number") or record.text("title")) for record in self.records}
        found = [*self.reader.of_no_risk, *self._unread_prose(), *self.of_several]
        found += left_as_lines(self.blocks, HeadsOfProfile(self.profile, are_numbered=False), self.records)
        found += rows_aside(self.reader.draft.tables, self.blocks, self.records)
        found += rows_lost(self.lost) if self.records else []
        for table in self.reader.draft.tables:
            firsts = [folded(row.filled[0].text) for row in table.rows if row.filled]
            is_list_of_known = sum(first in known for first in firsts) * 2 > len(firsts)
            if not is_list_of_known and (unread := unread_table(table, self.base)) is not None:
                found.append(unread)
        return sorted(found, key=lambda table: table.first_page)

    def _unread_prose(self) -> Iterator[UnreadTable]:
        """What looks like a part of the register and stands in no table: columns that only white parts, and a label
        among the risks, or that comes with at least half of them."""
        prose = self.reader.draft.ledger.lines(Place.FRONT, Place.NARRATIVE)
        yield from filter(None, (unread_line(line, self.base) for line in prose))
        last_risk = max((_place_of(line) for record in self.records for line in record.all_lines), default=(0, 0.0))
        labels: dict[str, list[Line]] = {}
        above = {id(line) for line, below in pairwise(self.blocks) if isinstance(below, Line)}
        for line in self.reader.draft.ledger.lines(Place.NARRATIVE):
            target = self.profile.label(line.text)
            if target is not None and target.role in TEXT_ROLES and id(line) in above:
                labels.setdefault(key_of(line.text), []).append(line)
        for lines in labels.values():
            if 2 * len(lines) >= len(self.records) or _place_of(lines[0]) < last_risk:
                first, last = lines[0], lines[-1]
                yield UnreadTable(first.page, last.page, (), f"the text below “{plain(first.text)}”")

    @property
    def speaks_of_risks(self) -> bool:
        """Whether the paper's title or running lines say what it is: by the profile's pattern, else by the word."""
        pattern = self.profile.paper.title_pattern or self.base.paper["subject_pattern"]
        lines = [*self.reader.draft.front, *self.running]
        large = [line for line in lines if line.size > self.body or line.bold or line in self.running] or lines
        return any(pattern.search(plain(line.text).casefold()) for line in large) or any(map(_names_register, lines))

    def report(self, *, accept_unread: bool) -> tuple[Report, LineLedger]:
        """The report, and where each line went.

        Raises:
            NotARegisterError: No risk was found under heads that the profile knows.
            UnreadTableError: A table that looks like a part of the register was not understood.
            SeveralPapersError: It holds two registers, each with numbers of its own.
        """
        reader, unread = self.reader, self.unread
        if not self.records and any(table.what for table in unread):
            raise refusal([table for table in unread if table.what])
        if not self.records:
            heads = ", ".join(f"“{head}”" for table in unread for head in table.heads[:8])
            named = f"; it has a table with the heads {heads}" if heads else ""
            raise NotARegisterError(f"the profile “{self.profile.name}” explains no table of risks in it{named}")
        if second := second_register(self.records):
            raise SeveralPapersError(f"“{plain(second.text)}” on page {second.page} begins a second register in it")
        if two := registers_apart(self.records, self.profile.identity.by):
            named = ", ".join(two[:_NAMED])
            raise SeveralPapersError(f"the risks {named} stand in it twice, described in other words: two registers")
        if unread and not accept_unread:
            raise refusal(unread)
        context = ReportContext([line for line, _, _ in reader.draft.ledger], self.base, tags=self.tags)
        risks = RiskBuilder(self.profile, context, self._orders(), reader.firsts).risks(self.records)
        self._warn_of_differing(context)
        self._warn_of_foreign(context)
        for message, page in reader.sections.doubts:
            context.warn("standing_unsure", message, page)
        front = read_front(reader.draft, self._closing(), self.body, self.base)
        for code, message in front.doubts:
            context.warn(code, message, None)
        for head, page in reader.unknown.items():
            message = (
                f"the profile “{self.profile.name}” has no role for the head “{head}”; its text is kept as a detail"
            )
            context.warn("unknown_head", message, page)
        narrative = tuple(self._narrative(front, context))
        context.warn_of_hyphens()
        context.warnings += [
            ReadingWarning(code="unread_table", message=str(table), page=table.first_page) for table in unread
        ]
        return self._report(front, risks, narrative, context), reader.draft.ledger

    def _warn_of_foreign(self, context: ReportContext) -> None:
        for record in self.foreign:
            heading = plain(record.quoted.text) if record.quoted else None
            message = foreign_risk(plain(record.text("number")), heading)
            context.warn("other_register", message, record.all_lines[0].page)

    def _warn_of_differing(self, context: ReportContext) -> None:
        for record, role, other, page in self.differing:
            if self._rate_alike(record.text(role), other):
                continue
            name = plain(record.text("number") or record.text("title"))
            kind = role.split(".")[1]
            message = (
                f"{name}: the {kind} rating is “{plain(record.text(role))}”, and another table prints “{plain(other)}”"
            )
            context.warn("printed_twice", message, page)

    def _rate_alike(self, one: str, other: str) -> bool:
        """Whether two texts of a rating have one score, and bands that do not differ: `4 x 5 = 20` and `20`."""
        first, second = (read_parts(text, self.profile) for text in (one, other))
        bands = {folded(each.band) for each in (first, second) if each.band}
        return first.score is not None and first.score == second.score and len(bands) < 2

    def _report(
        self, front: Front, risks: tuple[Risk, ...], narrative: tuple[Narrative, ...], context: ReportContext
    ) -> Report:
        draft, count = self.reader.draft, len(self.pages)
        organisation = self._organisation(front.title or "")
        return Report(
            title=front.title,
            organisation=organisation,
            committee=self.profile.paper.register_code or front.committee or _initials(organisation),
            paper_reference=front.paper_reference,
            meeting_number=front.meeting_number,
            meeting_date=front.meeting_date,
            report_date=front.report_date,
            period=front.period or self._part_of_year(front.title or ""),
            author=front.author,
            risks=risks,
            narrative=narrative,
            unplaced=unplaced_lines(draft.ledger),
            warnings=tuple(context.warnings),
            leaves_out=tuple(self._leaves_out()),
            page_count=count,
            pages=(self.pages[0].number, self.pages[-1].number),
            profile=self.profile.name,
        )

    def _narrative(self, front: Front, context: ReportContext) -> list[Narrative]:
        found = []
        for section in self.reader.draft.sections:
            lines = [line for line in section.said if line not in front.title_lines]
            if lines:
                parts = tuple(context.joiner.join(group) for group in paragraphs(lines, context.measure))
                found.append(Narrative(paragraphs=parts, source=sources_of(lines)))
        return found

    def _orders(self) -> set[Order]:
        """The orders of a rating's factors that heads, labels and sentences state."""
        heads = (column.head for head in self.reader.heads for column in head.columns)
        return stated_orders([*heads, *(plain(line.text) for line, _, _ in self.reader.draft.ledger), *self._texts()])

    def _closing(self) -> list[str]:
        """The texts that close the paper, above its foot: all where they sign it, else those that give its date."""
        entries = reversed(list(self.reader.draft.ledger))
        lines = [entry.line for entry in takewhile(lambda entry: entry.place in PROSE, entries)]
        above = [line for line in lines if line not in self.margins][: SETTINGS.last_lines]
        texts = [plain(line.text) for line in above[::-1]]
        if any(signs(text, self.base) for text in texts):
            return texts
        labels = self.base.paper["report_date_labels"]
        return [text for text in texts if labelled([text], labels, self.base, but_meetings=True)]

    def _texts(self) -> list[str]:
        return [plain(line.text) for line in [*self.reader.draft.front, *self.margins]]

    def _organisation(self, title: str) -> str | None:
        pattern = self.profile.paper.organisation_pattern
        found = (pattern.search(text) for text in (*self._texts(), title)) if pattern else iter(())
        named = next((match["organisation"].strip() for match in found if match), None)
        return named or _beside_register(title, self.base)

    def _part_of_year(self, title: str) -> str | None:
        """The last month of the quarter or term that the paper's title, front or margins name."""
        is_financial = self.profile.paper.year == "financial"
        found = (find_part_of_year(text, financial=is_financial) for text in (title, *self._texts()))
        return next(filter(None, found), None)

    def _leaves_out(self) -> list[str]:
        texts = [*self._texts(), *(plain(line.text) for line in self.reader.draft.ledger.lines(Place.NARRATIVE))]
        found = (pattern.search(text) for text in texts for pattern in self.profile.paper.leaves_out)
        return list(dict.fromkeys(match[0] for match in found if match))


def best_explained(papers: Iterable[TabularPaper]) -> tuple[TabularPaper | None, list[str]]:
    """Of one paper by several profiles, the one that explains most of it, where it speaks of risks at all.

    Returns:
        The paper, None where no profile explains any of it; and the names of profiles that explain as much and are
        not of the same family: neither extends the other, nor both a third.
    """
    explained = [(paper.explained, paper) for paper in papers if paper.speaks_of_risks]
    most = max((amount for amount, _ in explained), default=0)
    if most <= 0:
        return None, []
    equal = [paper for amount, paper in explained if amount == most]
    best = next((paper for paper in equal if paper.is_of_its_own), equal[0])
    also = [paper.profile for paper in equal if paper is not best]
    return best, [profile.name for profile in also if _family(profile) != _family(best.profile)]


def _family(profile: TableProfile) -> str:
    return profile.extends or profile.name


def _names_register(line: Line) -> bool:
    """Whether a line of any size is no sentence and begins with a register's name: `Risk register reviewed by the
    trustees`."""
    is_short = len(line.words) <= SETTINGS.title_words and not line.text.endswith((".", ",", ";"))
    return is_short and register_words().register_name.match(plain(line.text)) is not None


def _place_of(line: Line) -> tuple[int, float]:
    return line.page, line.top


def _with_own_words(base: Profile, profile: TableProfile) -> Profile:
    labels = tuple(map(folded, profile.paper.date_labels))
    paper = {**base.paper, "report_date_labels": (*labels, *base.paper["report_date_labels"])}
    return dataclasses.replace(base, paper=paper)


def _beside_register(title: str, base: Profile) -> str | None:
    """What stands beside the register's name in a title: `Saltmere Harbour: Register of Risks`."""
    parts = [part.strip() for part in _TITLE_PARTS.split(title)]
    others = [part for part in parts if not base.paper["subject_pattern"].search(part.casefold())]
    return others[0] if len(parts) == 2 and len(others) == 1 and others[0][:1].isupper() else None


def _initials(organisation: str | None) -> str | None:
    """The capitals of an organisation's words: what its register is called where the profile gives no name."""
    letters = "".join(re.findall(r"\b[A-Z]", organisation or ""))
    return letters if len(letters) > 1 else None
