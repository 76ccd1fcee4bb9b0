"""The parts of a file: runs of pages that are a paper each, as far as the pages themselves tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from risktrail.ingest.pdf.page import Document, Page
from risktrail.ingest.pieces.page_signs import MayRefer, PageSigns, ReferencesOf, page_signs
from risktrail.ingest.pieces.paper_starts import paper_starts


class FilePart(NamedTuple):
    """A paper of a file: its pages and their signs, as many of the one as of the other."""

    pages: Sequence[Page]
    signs: Sequence[PageSigns]

    @property
    def first(self) -> int:
        """Its first page in the file."""
        return self.signs[0].number

    @property
    def last(self) -> int:
        """Its last page in the file."""
        return self.signs[-1].number

    @property
    def is_without_text(self) -> bool:
        """Whether none of its pages has a word."""
        return not any(
            self.pages[place].words if signs.unread is None else signs.unread.margin_words or signs.unread.text
            for place, signs in enumerate(self.signs)
        )

    @property
    def title(self) -> str | None:
        """The title that it begins with."""
        return self.signs[0].title

    @property
    def references(self) -> set[str]:
        """The references that its pages give for their paper's own."""
        return {reference for page in self.signs for reference in page.references}

    @property
    def running(self) -> set[str]:
        """Its running lines: those that stand on two of its pages, digits aside."""
        seen: set[str] = set()
        found: set[str] = set()
        for page in self.signs:
            found |= page.running & seen
            seen |= page.running
        return found


def parts_of(document: Document, references_of: ReferencesOf, may_refer: MayRefer) -> list[FilePart]:
    """The parts of a document in the order of their pages; one for a file that is one paper, none without pages."""
    if not document.pages:
        return []
    signs = page_signs(document.pages, references_of, may_refer, document.glances)
    starts = paper_starts(signs, document.bookmarks, document.labels)
    return cut(document.pages, signs, starts)


def cut(pages: Sequence[Page], signs: Sequence[PageSigns], starts: Sequence[int]) -> list[FilePart]:
    """Pages as the parts that begin on some of them, given by their numbers."""
    begins = [place for place, page in enumerate(signs) if page.number in starts]
    return [FilePart(pages[begin:end], signs[begin:end]) for begin, end in pairwise([*begins, len(signs)])]
