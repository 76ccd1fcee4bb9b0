"""What the tags of a file say of the texts of a page (ISO 32000-1, 14.7 and 14.8), read when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from risktrail.schema.report import BBox

Path = tuple[int, ...]
"""Where an element stands in the tree, from its root: an element on several pages has one path on all of them."""


class TagPlace(NamedTuple):
    """Where in the tags a text stands: the innermost list item (`is_list_item`), or else paragraph or heading, and the
    innermost cell, row and table around that; None where there is none."""

    item: Path | None = None
    is_list_item: bool = False
    cell: Path | None = None
    row: Path | None = None
    table: Path | None = None


class TaggedText(NamedTuple):
    """A text as it is drawn: its box as a reader sees it, in points, and its place; None where no element has it, as
    with running lines."""

    box: BBox
    place: TagPlace | None


class PageTags:
    """The tags of one page. `read` gives its texts, but for blank ones; it is called once, and only if they are wanted:
    most pages leave nothing to ask of their tags, and reading these takes more than half the time of reading a page."""

    def __init__(self, read: Callable[[], Sequence[TaggedText]]) -> None:
        self._read = read

    @cached_property
    def texts(self) -> Sequence[TaggedText]:
        """The texts of the page, in the order in which they are drawn."""
        return self._read()

    @cached_property
    def has_items_of_lines(self) -> bool:
        """Whether some list item, paragraph or heading has several lines. Where none has, each line may have one."""
        return self._are_of_lines((place.item, box) for box, place in self.texts if place is not None)

    @cached_property
    def has_cells_of_lines(self) -> bool:
        """The same of cells, and so of rows."""
        return self._are_of_lines((place.cell, box) for box, place in self.texts if place is not None)

    @staticmethod
    def _are_of_lines(texts: Iterable[tuple[Path | None, BBox]]) -> bool:
        """Whether of the texts of some element one stands below another."""
        bottoms: dict[Path, float] = {}
        lows: dict[Path, float] = {}
        for element, (_, top, _, bottom) in texts:
            if element is not None:
                bottoms[element] = min(bottom, bottoms.get(element, bottom))
                lows[element] = max(top, lows.get(element, top))
        return any(low > bottoms[element] for element, low in lows.items())
