"""Tables whose rows are parted by level rules alone, or by fills: stripes behind every second row, or a fill a row.

Rules and fills as wide as the table tell its rows surely; its columns are parted by white that runs through all rows,
over all pages that it stands on. What is not sure stays the lines that it was: a word across the white, a row that may
be two, a column without a head. Nothing here knows what a register is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from risktrail.ingest.layout.furniture import find_furniture
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.ruled_tables import SETTINGS as RULES
from risktrail.ingest.layout.ruled_tables import Stroke, strokes
from risktrail.ingest.layout.tables import SETTINGS as TABLES
from risktrail.ingest.layout.tables import PageLayout, Row, Table, gathered
from risktrail.ingest.layout.white_columns import SETTINGS as WHITE
from risktrail.ingest.layout.white_columns import Columns, Slot, Span, columns_of, pieces, row_across, row_of
from risktrail.ingest.layout.white_heads import GroupedHead, grouped_head, is_of_one_level
from risktrail.ingest.pdf.page import Page
from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class BandSettings:
    """Which rules and fills part rows. Lengths are in points."""

    least_height: float = 6.0
    """A lower fill is a bar or an underline: no line of print is as low."""
    least_width: float = 0.4
    """Of the page's width: a narrower rule or fill is a cell's or a word's."""
    least_rows: int = 2
    """Rows below the head: one may be a title and its text in a box."""
    least_pieces: int = 3
    """Texts side by side that make a row of a table, rather than a line of text."""
    short_rule: float = 0.15
    """Of the table's width: a rule as long as this within a row, where no words are underlined, parts some of its
    cells."""
    underline: float = 3.0
    """Below and beside words: a rule so near is drawn under them."""
    prose: float = 0.6
    """Of the table's width: a text wider than this is no cell's."""
    lines_above: int = 12
    """Most lines of the head and the first row that stand above the first rule or fill."""
    leading: float = 0.5
    """Of the print's height: lines of one cell's text have less white between them."""
    same_print: float = 0.5
    """By which the heights of print of one size differ at most."""
    rows_apart: float = 2.0
    """Of the print's height: more white lies between no two rows, nor between a row and the rule above it."""
    same_begin: float = 2.0
    """How far the lines of a column's cells begin off each other."""
    near: float = 0.9
    """Of the print's height: lines with more white between them are not of one row, where no rule or fill says so."""


SETTINGS = BandSettings()


class _NoWords:
    """What stands in the margins of pages, by its place alone: see `layout.furniture.MarginWords`."""

    def is_running(self, text: str) -> bool:  # noqa: ARG002
        return False

    def is_content(self, line: Line) -> bool:
        return line.mark is not None

    def is_head(self, texts: Sequence[str]) -> bool:  # noqa: ARG002
        return True


class BandedPages(NamedTuple):
    """Pages with the tables that bands make; and, of tables whose rest could not be told, that rest's first row."""

    layouts: list[PageLayout]
    lost: tuple[Slot, ...]


def with_banded_tables(pages: Sequence[Page], layouts: Sequence[PageLayout]) -> BandedPages:
    """The layouts of pages with those tables as rows of cells whose rows level rules or fills part."""
    bands = [_bands(page, layout) for page, layout in zip(pages, layouts, strict=True)]
    if not any(bands):
        return BandedPages(list(layouts), ())
    margin = {id(line) for line in find_furniture(layouts, _NoWords())}
    both = zip(layouts, bands, strict=True)
    stretches = [each for layout, of_page in both for band in of_page for each in _stretches(layout, band, margin)]
    made: dict[int, list[tuple[Slot, Row]]] = {}
    claimed: set[int] = set()
    lost: list[Slot] = []
    for chain in _chains(stretches):
        found = _longest(chain)
        if found is None or not claimed.isdisjoint(id(line) for slot in found.slots for line in slot.lines):
            continue
        claimed |= {id(line) for slot in found.slots for line in slot.lines}
        for place, slot in enumerate(found.slots):
            marks = pages[slot.page - pages[0].number].marks
            made.setdefault(slot.page, []).extend((slot, row) for row in found.rows(place, marks))
        last = found.slots[-1].page - pages[0].number
        if _is_last(found.slots[-1], layouts[last], margin):
            lost += filter(None, (_unread_rest(layout, found, margin) for layout in layouts[last + 1 : last + 2]))
    return BandedPages([_with_rows(layout, made.get(layout.number, ())) for layout in layouts], tuple(lost))


def _is_last(slot: Slot, layout: PageLayout, margin: set[int]) -> bool:
    """Whether nothing but the page's margin stands below a slot."""
    last = next((block for block in reversed(layout.blocks) if id(block) not in margin), None)
    return any(line is last for line in slot.lines)


def _unread_rest(layout: PageLayout, table: _Rows, margin: set[int]) -> Slot | None:
    """The first line of the page behind a table, where it stands as a row or the rest of a cell would: the table may go
    on without a rule or fill."""
    first = next((block for block in layout.blocks if id(block) not in margin), None)
    if not isinstance(first, Line):
        return None
    slot = Slot(layout.number, first.top, first.bottom, (first,))
    begins = [edge + WHITE.before_words for edge in table.columns.edges[1:-1]]
    is_cell = any(abs(first.x0 - begin) <= SETTINGS.same_begin for begin in begins)
    is_like_row = is_cell or len(pieces(first)) >= SETTINGS.least_pieces
    return slot if is_like_row and table.columns.holds(slot) else None


def _with_rows(layout: PageLayout, made: Sequence[tuple[Slot, Row]]) -> PageLayout:
    if not made:
        return layout
    gone = {id(line) for slot, _ in made for line in slot.lines}
    kept: list[Line | Row | Table] = [block for block in layout.blocks if id(block) not in gone]
    kept += [row for _, row in made]
    kept.sort(key=lambda piece: piece.top)
    return layout._replace(blocks=tuple(gathered(kept, is_ruled=False)))


# -- Bands: levels between the same edges


class _Band(NamedTuple):
    """Levels of a page between the same two edges, from top to bottom."""

    span: Span
    levels: tuple[float, ...]
    short: tuple[Stroke, ...]
    """Rules within the span that are shorter than it."""


def _bands(page: Page, layout: PageLayout) -> list[_Band]:
    """The levels at which rules and fills part a page outside of its ruled tables."""
    least = SETTINGS.least_width * page.width
    flat = [rule for rule in page.rules if rule[2] - rule[0] >= rule[3] - rule[1]]
    level_rules = strokes(flat)[0]
    found = [(each.at, each.start, each.end) for each in level_rules if each.end - each.start >= least]
    for x0, top, x1, bottom in _strips(page, least):
        found += [(top, x0, x1), (bottom, x0, x1)]
    tables = [
        (block.top - RULES.snap, _bottom(block) + RULES.snap) for block in layout.blocks if isinstance(block, Table)
    ]
    groups: list[list[tuple[float, float, float]]] = []
    for level, x0, x1 in sorted(found):
        if any(top <= level <= bottom for top, bottom in tables):
            continue
        home = next((group for group in groups if _are_near(group[0][1:], (x0, x1))), None)
        if home is None:
            groups.append([(level, x0, x1)])
        elif level - home[-1][0] > RULES.snap:
            home.append((level, x0, x1))
    return [_band(group, level_rules) for group in groups]


def _band(group: Sequence[tuple[float, float, float]], rules: Sequence[Stroke]) -> _Band:
    _, x0, x1 = group[0]
    least, most = SETTINGS.short_rule * (x1 - x0), x1 - x0 - 2 * TABLES.same_edge
    short = (rule for rule in rules if x0 - RULES.snap <= rule.start and rule.end <= x1 + RULES.snap)
    parts = tuple(rule for rule in short if least <= rule.end - rule.start <= most)
    return _Band((x0, x1), tuple(level for level, _, _ in group), parts)


def _strips(page: Page, least: float) -> list[BBox]:
    """Fills side by side as one, without those that lie behind several others."""
    rows: dict[tuple[int, int], list[BBox]] = {}
    for box in (*page.shades, *(fill.box for fill in page.fills)):
        if box[3] - box[1] >= SETTINGS.least_height:
            rows.setdefault((round(box[1]), round(box[3])), []).append(box)
    strips = [
        (stroke.start, boxes[0][1], stroke.end, boxes[0][3])
        for boxes in rows.values()
        for stroke in strokes([(x0, 0.0, x1, 0.0) for x0, _, x1, _ in boxes])[0]
        if stroke.end - stroke.start >= least
    ]
    return [strip for strip in strips if sum(_lies_behind(strip, other) for other in strips) < SETTINGS.least_rows]


def _lies_behind(strip: BBox, other: BBox) -> bool:
    is_within = strip[1] - RULES.snap <= other[1] and other[3] <= strip[3] + RULES.snap
    return is_within and other[3] - other[1] < strip[3] - strip[1] - RULES.snap


def _are_near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= TABLES.same_edge for a, b in zip(one, other, strict=True))


def _bottom(table: Table) -> float:
    bottoms = [cell.bottom for row in table.rows for cell in row.cells]
    return max([*bottoms, *(line.bottom for row in table.rows for line in row.lines)])


# -- Stretches: slots of a page that may be rows of one table


class _Stretch(NamedTuple):
    """Slots of one page, one below the other between the same edges, and the lines that stand directly above and below
    them. A single level has no slots: what stands above it may be the last row of a table. `is_first` and `is_last` say
    that no other table and no prose between levels is above or below on the page."""

    span: Span
    slots: tuple[Slot, ...]
    before: Slot
    after: Slot
    is_first: bool
    is_last: bool
    is_cut: bool
    """Whether a rule parts some of a row's cells: then which cells of the next row are its own is not known."""

    def goes_on_with(self, other: _Stretch) -> bool:
        """Whether another stretch may be the rest of its table."""
        is_overleaf = other.before.page == self.before.page + 1
        return is_overleaf and self.is_last and other.is_first and _are_near(self.span, other.span)


def _stretches(layout: PageLayout, band: _Band, margin: set[int]) -> Iterator[_Stretch]:
    edges = (0.0, *band.levels, layout.height)
    slots = [_slot(layout, top, bottom) for top, bottom in pairwise(edges)]
    first, *inner, last = slots
    tables = [block.top for block in layout.blocks if isinstance(block, Table)]
    run: list[Slot] = []
    before, is_first = _without(first, margin), not any(top < band.levels[0] for top in tables)
    for slot in [*inner, None]:
        is_over = (
            slot is None or not _may_be_row(slot, band.span) or any(slot.top < top < slot.bottom for top in tables)
        )
        if not is_over and slot is not None:
            run += [slot] * bool(slot.lines)
            continue
        after = _without(last, margin) if slot is None else slot
        is_last = slot is None and not any(top > band.levels[-1] for top in tables)
        if run or (slot is None and len(band.levels) == 1):
            is_cut = any(_cuts(rule, slot) for rule in band.short for slot in run)
            yield _Stretch(band.span, tuple(run), before, after, is_first, is_last, is_cut)
        run, before, is_first = [], after, False


def _cuts(rule: Stroke, slot: Slot) -> bool:
    """Whether a rule runs through a slot, and not under words."""
    if not slot.top + RULES.snap < rule.at < slot.bottom - RULES.snap:
        return False
    near = [span for line in slot.lines if abs(rule.at - line.bottom) <= SETTINGS.underline for span in pieces(line)]
    return not any(x0 - SETTINGS.underline <= rule.start and rule.end <= x1 + SETTINGS.underline for x0, x1 in near)


def _slot(layout: PageLayout, top: float, bottom: float) -> Slot:
    lines = [block for block in layout.blocks if isinstance(block, Line)]
    return Slot(
        layout.number, top, bottom, tuple(line for line in lines if top <= (line.top + line.bottom) / 2 < bottom)
    )


def _without(slot: Slot, margin: set[int]) -> Slot:
    """A slot at the top or the foot of a page without the page's running lines; a head that is repeated is none."""
    kept = (
        line
        for line in slot.lines
        if id(line) not in margin
        or (len(pieces(line)) >= SETTINGS.least_pieces and slot.bottom - line.bottom <= SETTINGS.near * line.size)
    )
    return slot._replace(lines=tuple(kept))


def _may_be_row(slot: Slot, span: Span) -> bool:
    """Whether lines between two levels may be a row of cells: no paragraph, and nothing beside the table."""
    if any(line.x0 < span[0] - RULES.snap or line.x1 > span[1] + RULES.snap for line in slot.lines):
        return False
    widest = max((x1 - x0 for line in slot.lines for x0, x1 in pieces(line)), default=0.0)
    return widest <= SETTINGS.prose * (span[1] - span[0]) or slot.is_across


# -- Tables: stretches of pages that follow one another, below one head


class _Rows(NamedTuple):
    """The rows of a table as slots, and its columns. The slots in `across` stand across all columns, those in `heads`
    are its head, where that has two levels."""

    slots: tuple[Slot, ...]
    columns: Columns
    across: frozenset[int]
    head: GroupedHead | None = None
    heads: frozenset[int] = frozenset()

    def rows(self, place: int, marks: Sequence[BBox]) -> Sequence[Row]:
        """The rows of cells that a slot makes: two, where it is a head of two levels."""
        slot = self.slots[place]
        if self.head is not None and place in self.heads:
            return self.head.rows(slot)
        return [row_across(slot, self.columns) if place in self.across else row_of(slot, self.columns, marks)]


def _chains(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """Stretches that may be one table each, those with most slots first."""
    chains: list[list[_Stretch]] = []
    for stretch in sorted(stretches, key=lambda each: (each.before.page, each.before.bottom)):
        home = next((chain for chain in chains if chain[-1].goes_on_with(stretch)), None)
        if home is None:
            chains.append([stretch])
        else:
            home.append(stretch)
    return sorted(chains, key=lambda chain: -sum(len(stretch.slots) for stretch in chain))


def _longest(chain: Sequence[_Stretch]) -> _Rows | None:
    """The table that most stretches of a chain make, from its first on."""
    tables = (_read(chain[:count]) for count in range(len(chain), 0, -1))
    return next(filter(None, tables), None)


def _read(chain: Sequence[_Stretch]) -> _Rows | None:
    """The table of some stretches: below the lines above its first level as head, else its first slot, the first two or
    the second."""
    first, last = chain[0], chain[-1]
    if any(stretch.is_cut for stretch in chain):
        return None
    slots = list(first.slots)
    for one, following in pairwise(chain):
        slots += [slot for slot in (one.after, *_rows_above(following.before), *following.slots) if slot.lines]
    heads = [(head, [*rows, *slots]) for head, *rows in _heads_above(first.before)]
    heads += [(slots[0], slots[1:])] if slots else []
    tries = [(_table, *each) for each in heads]
    tries += [(_table_of_groups, *each) for each in heads]
    tries += [(_table_of_groups, _both(head, rows[0]), rows[1:]) for head, rows in heads if rows]
    tries += [(_table, slots[1], slots[2:])] if len(slots) > 1 else []
    tables = (table(head, rows, first.span) for table, head, rows in tries if head.groups >= SETTINGS.least_pieces)
    found = next(filter(None, tables), None)
    return _with_last(found, last.after) if found else None


def _heads_above(before: Slot) -> Iterator[list[Slot]]:
    """What may stand above a table's first level: its head, or its head in bold print and its first row below it."""
    lines = before.lines[-SETTINGS.lines_above :]
    row = list(takewhile(lambda line: not line.bold, reversed(lines)))[::-1]
    bold = lines[: len(lines) - len(row)]
    is_below = bold and row and row[0].top - bold[-1].bottom <= SETTINGS.rows_apart * row[0].size
    if is_below and all(_is_near(a, b) for a, b in pairwise(row)):
        yield [_from(before, _block(bold)), _from(before, row)]
    if lines:
        yield [_from(before, _block(lines))]


def _rows_above(before: Slot) -> list[Slot]:
    """What stands above the first level of a page on which a table goes on: a row, or its head again and a row."""
    head = list(takewhile(lambda line: line.bold, before.lines))
    row = before.lines[len(head) :]
    if not head or not row or any(line.bold for line in row):
        return [before]
    return [_from(before, head), _from(before, row)]


def _block(lines: Sequence[Line]) -> list[Line]:
    """The last of some lines, with those above it that are printed alike and stand as near as lines of one text."""
    block = [lines[-1]]
    for line in reversed(lines[:-1]):
        is_alike = line.bold == block[0].bold and abs(line.size - block[0].size) <= SETTINGS.same_print
        if not is_alike or block[0].top - line.bottom > SETTINGS.leading * line.size:
            break
        block.insert(0, line)
    return block


def _from(before: Slot, lines: Sequence[Line]) -> Slot:
    return before._replace(top=lines[0].top - 1, lines=tuple(lines))


def _table(head: Slot, rows: Sequence[Slot], span: Span) -> _Rows | None:
    """The table of a head of one level and the rows below it, where its columns and rows are sure."""
    columns = columns_of([head], [row for row in rows if not row.is_across], *span)
    if columns is None or not columns.holds(head) or not is_of_one_level(head, columns):
        return None
    return _sure(_Rows((head, *rows), columns, frozenset()))


def _table_of_groups(head: Slot, rows: Sequence[Slot], span: Span) -> _Rows | None:
    """The same of a head of two levels, which is left out, wherever it stands again, when columns are parted."""
    slots, heads = _with_heads(head, rows)
    texts = [slot for place, slot in enumerate(slots) if place not in heads and not slot.is_across]
    found = grouped_head(head, texts, span)
    return _sure(_Rows(slots, found.columns, frozenset(), found, heads)) if found else None


def _sure(table: _Rows) -> _Rows | None:
    """A table with the rows that stand across it told; None where a word crosses the white between its columns, where a
    row may be two, or where there are too few."""
    places = [place for place in range(1, len(table.slots)) if place not in table.heads]
    rows = [table.slots[place] for place in places if not table.slots[place].is_across]
    if sum(row.groups >= SETTINGS.least_pieces for row in rows) < SETTINGS.least_rows:
        return None
    if not all(map(table.columns.holds, rows)) or any(_may_be_two(row, table.columns) for row in rows):
        return None
    across = frozenset(place for place in places if _is_across(table.slots, place, table.columns))
    return table._replace(across=across)


def _with_heads(head: Slot, rows: Sequence[Slot]) -> tuple[tuple[Slot, ...], frozenset[int]]:
    """A table's slots, each repeated head as one, and the places of its heads."""
    texts = _texts([head])
    slots, heads, place = [head], {0}, 0
    while place < len(rows):
        again = next((count for count in (1, 2) if _texts(rows[place : place + count]) == texts), 0)
        heads |= {len(slots)} if again else set()
        slots.append(_both(rows[place], rows[place + again - 1]) if again == 2 else rows[place])
        place += max(again, 1)
    return tuple(slots), frozenset(heads)


def _texts(slots: Sequence[Slot]) -> list[str]:
    return [line.text for slot in slots for line in slot.lines]


def _both(upper: Slot, lower: Slot) -> Slot:
    return upper._replace(bottom=lower.bottom, lines=upper.lines + lower.lines)


def _is_across(slots: Sequence[Slot], place: int, columns: Columns) -> bool:
    """Whether a slot's text stands across the columns. One at the head of a page may be the rest of a cell."""
    slot = slots[place]
    is_overleaf = slots[place - 1].page != slot.page
    return slot.is_across and (
        not columns.holds(slot) or (columns.of(pieces(slot.lines[0])[0]) == 0 and not is_overleaf)
    )


def _may_be_two(row: Slot, columns: Columns) -> bool:
    """Whether a slot may hold two rows: two of its lines stand in every column that has words, or one below white has
    words in the first of them and beside it."""
    places = [{columns.of(span) for span in pieces(line)} for line in row.lines]
    filled = set().union(*places)
    if len(filled) < 2:
        return False
    if sum(each == filled for each in places) > 1:
        return True
    below = zip(pairwise(row.lines), places[1:], strict=True)
    first = min(filled)
    return any(
        line.top - above.bottom > SETTINGS.leading * line.size and first in each and len(each) > 1
        for (above, line), each in below
    )


def _with_last(table: _Rows, after: Slot) -> _Rows | None:
    """The table with the row that stands below its last level, where one begins there and white ends it; None where
    what stands below it may be a part of a row."""
    lines: list[Line] = []
    for line in after.lines:
        is_near = _is_near(lines[-1], line) if lines else line.top - after.top <= SETTINGS.rows_apart * line.size
        if not is_near or not table.columns.holds(after._replace(lines=(line,))):
            break
        lines.append(line)
    end = lines[-1].bottom if lines else after.top
    if any(_may_go_on(line, end, table.columns) for line in after.lines[len(lines) :][:1]):
        return None
    row = Slot(after.page, after.top, end + 1, tuple(lines))
    if row.groups < SETTINGS.least_pieces:
        return None if any(_may_go_on(line, line.top, table.columns) for line in lines) else table
    return None if _may_be_two(row, table.columns) else table._replace(slots=(*table.slots, row))


def _may_go_on(line: Line, end: float, columns: Columns) -> bool:
    """Whether a line a little below a row may be more of it: it stands in other columns than the first."""
    is_near = line.top - end <= SETTINGS.rows_apart * line.size
    return is_near and columns.reach(pieces(line)[-1])[0] > 0 and columns.holds(Slot(line.page, 0.0, 0.0, (line,)))


def _is_near(line: Line, following: Line) -> bool:
    return following.top - line.bottom <= SETTINGS.near * following.size
