"""What a profile's words, or guesses at heads, tell of tables that no lines part; and what of them is not sure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from risktrail.ingest.errors import UNPARTED, UnreadTableError
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.numbered_tables import SETTINGS as NUMBERED
from risktrail.ingest.layout.numbered_tables import NumberedWords, head_at, shape_of
from risktrail.ingest.layout.tables import Block, Table
from risktrail.ingest.layout.white_columns import Slot, pieces
from risktrail.ingest.profile import folded
from risktrail.ingest.register.collected_lines import OtherTable
from risktrail.ingest.register.unread_tables import UnreadTable
from risktrail.ingest.table_profile import TableProfile, Target
from risktrail.ingest.tabular.cells import is_one_number
from risktrail.ingest.tabular.guesses import DETAIL, HeadAbove, guess_roles
from risktrail.ingest.tabular.kind_ratings import RatingParts, read_parts
from risktrail.ingest.tabular.records import RecordDraft
from risktrail.ingest.tabular.settings import SETTINGS

_NAMES = frozenset({"number", "title", "description"})


class HeadsOfProfile:
    """A profile's answers about tables that only numbers part: see `layout.numbered_tables.NumberedWords`.

    Without `are_numbered` it knows the heads of tables too that have no number, or not in their first column.
    """

    def __init__(self, profile: TableProfile, *, are_numbered: bool = True) -> None:
        self._profile, self._are_numbered = profile, are_numbered

    def is_head(self, heads: Sequence[str]) -> bool:
        if self._are_numbered and self._profile.column(heads[0]) != Target("number"):
            return False
        targets = [self._profile.column(head) or self._profile.action_column(head) for head in heads]
        known = [target for target in targets if target]
        names = any(target.role in _NAMES and not target.of_action for target in known)
        return names and len(known) >= SETTINGS.white_heads and 2 * len(known) >= len(heads)

    def is_key(self, text: str) -> bool:
        return is_one_number(text)


class HeadsByGuess:
    """The same where no profile knows the heads yet: by guesses at what each is for."""

    def __init__(self, profiles: Iterable[TableProfile], *, are_numbered: bool = True) -> None:
        self._profiles, self._are_numbered = list(profiles), are_numbered

    def is_head(self, heads: Sequence[str]) -> bool:
        if any(len(head.split()) > SETTINGS.head_words for head in heads):
            return False
        guesses = guess_roles([HeadAbove("", head, ()) for head in heads], self._profiles)
        known = sum(guess.role != DETAIL for guess in guesses)
        is_numbered = not self._are_numbered or guesses[0].role in ("number", "ref")
        return is_numbered and known >= SETTINGS.white_heads and 2 * known >= len(heads)

    def is_key(self, text: str) -> bool:
        return is_one_number(text)


def may_be_several(records: Iterable[RecordDraft], blocks: Iterable[Block], profile: TableProfile) -> list[UnreadTable]:
    """The risks out of tables that white parts that may be several in one row: what stands under their number is not
    one, or a rating is none as a whole, and one line by line. To be asked before cells are split."""
    found = []
    white = _white_lines(blocks)
    for record in records:
        lines = [line for line in record.values.get("number", ()) if id(line) in white]
        ratings = [own for role, own in record.values.items() if role.startswith("rating") and id(own[0]) in white]
        is_one = not lines or _are_one_number(lines, holds_more="number" in profile.cells)
        if not is_one or any(_are_ratings(own, profile) for own in ratings):
            named = lines or record.values.get("title") or record.lines
            what = f"the row “{plain(' '.join(line.text for line in named))}”, which may tell of several risks,"
            found.append(UnreadTable(named[0].page, named[0].page, (), what))
    return found


def _are_ratings(lines: Sequence[Line], profile: TableProfile) -> bool:
    """Whether lines are a rating each, and none together."""
    texts = [line.text for line in lines]
    return (
        len(lines) > 1
        and read_parts(" ".join(texts), profile) == RatingParts()
        and all(read_parts(text, profile) != RatingParts() for text in texts)
    )


def rows_aside(
    tables: Iterable[OtherTable], blocks: Iterable[Block], records: Iterable[RecordDraft]
) -> list[UnreadTable]:
    """The rows of tables that white parts and that are none of risks, where they have a number like those of the risks
    and of none of them."""
    known, shapes = _numbers(records)
    white = _white_lines(blocks)
    rows = [row for table in tables for row in table.rows if row.filled and id(row.lines[0]) in white]
    firsts = [(row, row.filled[0].text) for row in rows if len(row.filled) >= SETTINGS.cells_of_a_risk]
    what = "the row “{}”, which stands below no head that is known,"
    return [
        UnreadTable(row.page, row.page, (), what.format(plain(first)))
        for row, first in firsts
        if _is_like_one(first, known, shapes)
    ]


def _white_lines(blocks: Iterable[Block]) -> set[int]:
    tables = (block for block in blocks if isinstance(block, Table) and not block.is_ruled)
    return {id(line) for table in tables for row in table.rows for line in row.lines}


def _numbers(records: Iterable[RecordDraft]) -> tuple[set[str], set[str]]:
    """The numbers of records, and the shapes that they have."""
    texts = [text for record in records if (text := record.text("number"))]
    return {folded(text) for text in texts}, {shape_of(text) for text in texts}


def _is_like_one(text: str, known: Collection[str], shapes: Collection[str]) -> bool:
    """Whether a text is a number of the records' kind, with a figure, and of none of them."""
    is_number = is_one_number(text) and any(map(str.isdigit, text))
    return is_number and folded(text) not in known and shape_of(text) in shapes


def _are_one_number(lines: Sequence[Line], *, holds_more: bool) -> bool:
    """Whether a cell has one number; with `holds_more` a title and an owner may stand behind or below it."""
    if not holds_more:
        return is_one_number(" ".join(line.text for line in lines))
    firsts = [shape_of(line.words[0].text) for line in lines]
    return firsts.count(firsts[0]) == 1


def left_as_lines(
    blocks: Sequence[Block], words: NumberedWords, records: Iterable[RecordDraft] = ()
) -> list[UnreadTable]:
    """The tables that no lines part and that were not read, though `words` know their heads; and lines that stand apart
    like a row and begin with a number like those of the records. Lists of the records' numbers are none."""
    known, shapes = _numbers(records)
    found: list[UnreadTable] = []
    place = 0
    while place < len(blocks):
        lines = _lines_from(blocks, place)
        head = head_at(lines[: NUMBERED.head_lines], words)
        if head is not None:
            numbers = [first for first in map(_first, lines[head.lines :]) if is_one_number(first)]
            place += len(lines)
            if not numbers or any(folded(number) not in known for number in numbers):
                named = ", ".join(f"“{text}”" for text in head.texts)
                what = f"the table with the heads {named}, whose rows or columns could not be told apart,"
                found.append(UnreadTable(lines[0].page, lines[-1].page, head.texts, what))
            continue
        if lines and _is_stray(lines[0], known, shapes):
            what = f"the row “{plain(lines[0].text)}”, which stands in no table,"
            found.append(UnreadTable(lines[0].page, lines[0].page, (), what))
        place += 1
    return found


def rows_lost(slots: Iterable[Slot]) -> list[UnreadTable]:
    """What goes on a table that was read, in columns that could not be told."""
    named = [
        (slot.page, f"the row “{plain(slot.lines[0].text)}”, whose columns could not be told apart,") for slot in slots
    ]
    return [UnreadTable(page, page, (), what) for page, what in named]


def refusal(unread: Sequence[UnreadTable]) -> UnreadTableError:
    """Why a paper with these tables is not read. Where they are tables that no profile can read, so does the remedy."""
    error = UnreadTableError("; ".join(map(str, unread)), unread[0].first_page)
    if all(table.what is not None and table.heads for table in unread):
        error.remedy = UNPARTED
    return error


def _lines_from(blocks: Sequence[Block], place: int) -> list[Line]:
    lines: list[Line] = []
    for block in blocks[place:]:
        if not isinstance(block, Line):
            break
        lines.append(block)
    return lines


def _first(line: Line) -> str:
    """The text of a line that stands apart at its beginning; empty where all of it is one."""
    (_, end), *others = pieces(line)
    return " ".join(word.text for word in line.words if word.x1 <= end) if others else ""


def _is_stray(line: Line, known: Collection[str], shapes: Collection[str]) -> bool:
    return len(pieces(line)) >= NUMBERED.least_heads and _is_like_one(_first(line), known, shapes)
