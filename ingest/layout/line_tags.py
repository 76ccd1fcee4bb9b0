"""What the tags of a file say of lines, for readers whom geometry leaves in doubt.

Tags may lie: programs write them from what an author took for a list or a table, or make them up afterwards, one for
each line or one for a whole page. So they are believed where they agree with what is seen: a line stands in one
element, the lines of an element follow one another, none of it stands elsewhere on the page, and lines that surely go
on with one another stand in one. Where only paragraphs are told apart, some paragraph has to have several lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.tables import Row
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pdf.page_tags import PageTags, Path, TaggedText, TagPlace
from risktrail.schema.report import BBox


@dataclass(frozen=True, slots=True)
class LineTagSettings:
    """When tags agree with what is seen of a page."""

    body: float = 0.13
    """Of the page's height, at its top and at its foot: what stands between is the text, and no running line."""
    covered: float = 0.9
    """Of the pieces of that text: so many stand in elements, where what stands in none is no part of the text. Heads
    that are repeated overleaf stand in none."""
    reach: float = 45.0
    """Points that the bullet of a list, or the mark of a note, may stand beside the lines: see `PageSettings`."""


SETTINGS = LineTagSettings()


class LineTags:
    """The tags of a paper's pages. Those of a page are read when one of its lines is first asked for."""

    def __init__(self, pages: Iterable[Page] = ()) -> None:
        tagged = [(page, page.tags) for page in pages if page.tags is not None]
        self._tags = {page.number: tags for page, tags in tagged}
        self._heights = {page.number: page.height for page, _ in tagged}

    def __bool__(self) -> bool:
        """Whether any page has tags."""
        return bool(self._tags)

    def of_list(self, lines: Sequence[Line], goes_on: Callable[[Line, Line], bool]) -> ListTags:
        """What the tags say of the lines of one list or text, in reading order. `goes_on` tells of two lines whether
        the second surely goes on with the first."""
        return ListTags(self, lines, goes_on)

    def are_one_row(self, upper: Row, lower: Row) -> bool | None:
        """Whether two rows, the last of a page and the first of another, are one that a page end has cut; None where
        the tags do not say."""
        above, below = self._place_of_row(upper), self._place_of_row(lower)
        if above is None or below is None or above.table != below.table:
            return None  # some programs write a table anew on each page
        if above.row == below.row:
            return True
        return False if any(tags.has_cells_of_lines for tags in self._from((upper.page, lower.page))) else None

    def is_artifact(self, line: Line) -> bool:
        """Whether a line stands in no element, on a page whose text does."""
        texts = self.texts_in(line.page, line.box)
        return bool(texts) and all(text.place is None for text in texts) and self._covers_text(line.page)

    def is_text(self, line: Line) -> bool:
        """Whether all of a line stands in list items, paragraphs or cells."""
        texts = self.texts_in(line.page, line.box)
        return bool(texts) and all(text.place is not None and (text.place.item or text.place.cell) for text in texts)

    def texts_in(self, page: int, box: BBox) -> list[TaggedText]:
        """The texts of a page whose middle stands in a box; none where it has no tags."""
        return [text for text in self.texts_of(page) if _is_within(text.box, box)]

    def texts_of(self, page: int) -> Sequence[TaggedText]:
        """All texts of a page; none where it has no tags."""
        return self._tags[page].texts if page in self._tags else ()

    def have_items_of_lines(self, pages: Iterable[int]) -> bool:
        """Whether list items or paragraphs somewhere have several lines, where `pages` are looked at first."""
        return any(tags.has_items_of_lines for tags in self._from(pages))

    def _from(self, pages: Iterable[int]) -> Iterator[PageTags]:
        """The tags of some pages, and then those of all others."""
        return (self._tags[page] for page in dict.fromkeys([*pages, *self._tags]) if page in self._tags)

    def _place_of_row(self, row: Row) -> TagPlace | None:
        """The row of a table that a row is, all that it has on its page; None where it is none."""
        places = [text.place for line in row.lines for text in self.texts_in(line.page, line.box)]
        found = {(place.table, place.row) if place else None for place in places}
        table, tagged_row = (found.pop() if len(found) == 1 else None) or (None, None)
        if table is None or tagged_row is None:
            return None
        whole = sum(text.place is not None and text.place.row == tagged_row for text in self.texts_of(row.page))
        return TagPlace(row=tagged_row, table=table) if whole == len(places) else None

    def _covers_text(self, page: int) -> bool:
        top, foot = (share * self._heights[page] for share in (SETTINGS.body, 1 - SETTINGS.body))
        body = [text.place for text in self.texts_of(page) if top < text.box[1] and text.box[3] < foot]
        return len(body) - body.count(None) >= SETTINGS.covered * len(body) > 0


UNTAGGED = LineTags()


class ListTags:
    """What the tags say of lines that belong together: see `LineTags.of_list`."""

    def __init__(self, tags: LineTags, lines: Sequence[Line], goes_on: Callable[[Line, Line], bool]) -> None:
        self._tags, self._lines, self._goes_on = tags, lines, goes_on

    def goes_on(self, index: int) -> bool | None:
        """Whether a line and the one before it stand in one list item or paragraph; None where the tags do not say."""
        return self._are_one(index, self._places)

    def is_in_list_item(self, index: int) -> bool:
        """Whether a line stands in a list item, which may have several paragraphs or broken lines."""
        place = self._places[index]
        return place is not None and place.is_list_item

    @cached_property
    def _places(self) -> Sequence[TagPlace | None]:
        """The place of each line that stands in one item; None of others, and of all where the tags do not agree."""
        places = [self._place_of(line) for line in self._lines]
        return places if any(places) and self._agree(places) else [None] * len(places)

    def _place_of(self, line: Line) -> TagPlace | None:
        places = {text.place for text in self._tags.texts_in(line.page, line.box)}
        place = places.pop() if len(places) == 1 else None
        return place if place is not None and place.item is not None else None

    def _are_one(self, index: int, places: Sequence[TagPlace | None]) -> bool | None:
        before, this = places[index - 1], places[index]
        if before is None or before.item is None or this is None or this.item is None:
            return None
        if before.item == this.item:
            return True
        is_overleaf = self._lines[index - 1].page != self._lines[index].page
        is_in_one_list = before.is_list_item and before.item[:-1] == this.item[:-1]
        is_in_one_table = before.table is not None and before.table == this.table
        return None if is_overleaf and not (is_in_one_list or is_in_one_table) else False

    def _agree(self, places: Sequence[TagPlace | None]) -> bool:
        """Whether the places of the lines agree with what is seen."""
        runs = [place for place, _ in groupby(places) if place is not None]
        if len(runs) != len(set(runs)):
            return False
        for index, (before, line) in enumerate(pairwise(self._lines), 1):
            if self._goes_on(before, line) and self._are_one(index, places) is False:
                return False
        pages = dict.fromkeys(line.page for line in self._lines)
        beyond = {item for page in pages for item in self._items_beyond(page)}
        if any(place.item in beyond for place in runs):
            return False
        return any(place.is_list_item for place in runs) or self._tags.have_items_of_lines(pages)

    def _items_beyond(self, page: int) -> Iterator[Path]:
        """The items of a page that have some text elsewhere than beside the lines."""
        lines = [line for line in self._lines if line.page == page]
        left = min(line.x0 for line in lines) - SETTINGS.reach
        right = max(line.limit or line.x1 + SETTINGS.reach for line in lines)
        around = (left, min(line.top for line in lines), right, max(line.bottom for line in lines))
        for box, place in self._tags.texts_of(page):
            if place is not None and place.item is not None and not _is_within(box, around):
                yield place.item


def _is_within(box: BBox, around: BBox) -> bool:
    """Whether the middle of a box stands in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]
