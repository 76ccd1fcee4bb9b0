"""The pages of an open PDF, each read when it is first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from risktrail.ingest.pdf.page import Page


class PagesOnDemand(Sequence[Page]):
    """Pages by their place in the file. A slice of them is read no sooner than they are.

    Args:
        read: Reads the page with a number; the file has to be open.
        numbers: The numbers of the pages.
        known: Pages that are read already, by number. It takes in those that are read later.
    """

    def __init__(self, read: Callable[[int], Page], numbers: range, known: dict[int, Page] | None = None) -> None:
        self._read, self._numbers, self.known = read, numbers, {} if known is None else known

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Page: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Page]: ...

    def __getitem__(self, place: int | slice) -> Page | Sequence[Page]:
        """A page, or those at a slice.

        Raises:
            IndexError: There is no such page.
            PaperError: A page cannot be read.
        """
        if isinstance(place, slice):
            return PagesOnDemand(self._read, self._numbers[place], self.known)
        number = self._numbers[place]
        if number not in self.known:
            self.known[number] = self._read(number)
        return self.known[number]
