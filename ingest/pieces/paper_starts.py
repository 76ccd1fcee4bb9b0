"""On which pages of a file its papers begin.

No single sign is trusted: a cover has no number, an appendix may lie on its side, a section may begin with a title. So
the signs of a beginning are counted (`settings` has what each counts and why), and a paper begins where they come to
enough. A number that goes on with the paper's own count speaks against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from risktrail.ingest.pieces.page_signs import PageSigns, PrintedNumber
from risktrail.ingest.pieces.settings import SETTINGS


def paper_starts(pages: Sequence[PageSigns], bookmarks: Collection[int] = (), labels: Sequence[str] = ()) -> list[int]:
    """The numbers of the pages on which papers begin; the first page is always one.

    Args:
        pages: The signs of each page of a file, in order.
        bookmarks: The pages that bookmarks of the first level lead to.
        labels: The label of each page, where the file has any.
    """
    everywhere = _running_everywhere(pages)
    references = _current_references(pages)
    pages = _with_first_numbers(pages)
    starts = [pages[0].number]
    since = [pages[0]]
    for place, (before, page) in enumerate(pairwise(pages), 1):
        points = _points_of_numbers(page, since, len(pages))
        points += SETTINGS.another_reference * _is_another(references[before.number], references[page.number])
        points += SETTINGS.another_size * _has_another_size(before, page)
        points += SETTINGS.other_running_lines * _has_other_running_lines(pages, place, everywhere)
        points += SETTINGS.bookmark * (page.number in bookmarks)
        points += SETTINGS.another_label * _is_another_label(labels, place)
        if points >= SETTINGS.begins or (points + SETTINGS.another_title >= SETTINGS.begins and page.title is not None):
            starts.append(page.number)
            since = []
        since.append(page)
    return starts


def _with_first_numbers(pages: Sequence[PageSigns]) -> list[PageSigns]:
    """The pages, with the number 1 for those without any that stand before a page 2: many papers do not print it."""
    numbered = list(pages)
    for place, (page, following) in enumerate(pairwise(pages)):
        second = {written: printed for written, printed in following.numbers.items() if printed.number == 2}
        if second and not page.numbers:
            first = {written: printed._replace(number=1) for written, printed in second.items()}
            numbered[place] = page._replace(numbers=first)
    return numbered


def _points_of_numbers(page: PageSigns, since: Sequence[PageSigns], pages: int) -> int:
    """What the printed numbers of a page say, after those of the paper's pages before it. `pages` are all of a file."""
    before = since[-1]
    next_ones = [
        printed
        for written, printed in page.numbers.items()
        if (last := before.numbers.get(written)) is not None and printed.number == last.number + 1
    ]
    if any(_is_own_count(printed, page.number, pages) for printed in next_ones):
        return SETTINGS.numbers_go_on
    points = SETTINGS.last_page_before * any(_is_last(printed, pages) for printed in before.numbers.values())
    first = [
        printed
        for written, printed in page.numbers.items()
        if printed.number == 1 and not _stands_still(printed, before.numbers.get(written))
    ]
    if not first or next_ones:
        return points + (SETTINGS.numbers_of_file if next_ones else 0)
    if any(each.numbers for each in since) or any(_ends_within(printed, page.number, pages) for printed in first):
        return points + SETTINGS.numbers_restart
    return points + (SETTINGS.numbers_begin if len(since) > SETTINGS.front_pages else 0)


def _stands_still(printed: PrintedNumber, before: PrintedNumber | None) -> bool:
    """Whether a page says `Page 1 of 2` as the page before does: nobody counts so."""
    return printed == before and (printed.last or 0) > printed.number


def _ends_within(printed: PrintedNumber, page: int, pages: int) -> bool:
    """Whether a page 1 says that its paper ends before the file does: a cover without a number has none behind."""
    return printed.last is not None and page + printed.last - 1 < pages


def _is_own_count(printed: PrintedNumber, page: int, pages: int) -> bool:
    """Whether a number counts the pages of one paper of the file, rather than all of the file's."""
    return printed.number != page or (printed.last is not None and printed.last < pages)


def _is_last(printed: PrintedNumber, pages: int) -> bool:
    return printed.last is not None and printed.number == printed.last < pages


def _current_references(pages: Sequence[PageSigns]) -> dict[int, frozenset[str]]:
    """The reference of the paper that each page belongs to, as far as the pages up to it give one."""
    current: frozenset[str] = frozenset()
    found = {}
    for page in pages:
        if page.references:
            current = current & page.references or page.references
        found[page.number] = current
    return found


def _is_another(before: frozenset[str], after: frozenset[str]) -> bool:
    return bool(before and after and not before & after)


def _has_another_size(before: PageSigns, page: PageSigns) -> bool:
    pairs = ((before.width, page.width), (before.height, page.height))
    return any(abs(one - other) > SETTINGS.same_size for one, other in pairs)


def _running_everywhere(pages: Sequence[PageSigns]) -> set[str]:
    """The running lines of the whole file: those of who put it together."""
    counts = Counter(key for page in pages for key in page.running)
    return {key for key, count in counts.items() if count == len(pages)}


def _has_other_running_lines(pages: Sequence[PageSigns], place: int, everywhere: set[str]) -> bool:
    """Whether lines that ran up to the page before are gone, and others run from this page on."""
    if not 1 < place < len(pages) - 1:
        return False
    earlier, before, page, following = (each.running - everywhere for each in pages[place - 2 : place + 2])
    ran, runs = earlier & before, page & following
    return bool(ran and runs) and not ran & page and not runs & before


def _is_another_label(labels: Sequence[str], place: int) -> bool:
    """Whether a page's label does not go on from the one before."""
    if not labels or not labels[place - 1] or not labels[place]:
        return False
    (before, number), (after, following) = (_parted(label) for label in (labels[place - 1], labels[place]))
    if number is None or following is None:
        return (number is None) != (following is None)
    return before != after or following != number + 1


def _parted(label: str) -> tuple[str, int | None]:
    """A label without the number that it ends with, and that."""
    prefix = label.rstrip("0123456789")
    return prefix, int(label[len(prefix) :]) if prefix != label else None
