"""The words of a statement on the pages of its paper, for the page that highlights them."""

from __future__ import annotations

from dataclasses import dataclass

from risktrail.store import PageReader
from risktrail.store.page_rows import NamedRisk, PageBox

IN_DOUBT = {"unplaced": "text that found no place", "doubtful": "words that were read with doubt"}


@dataclass(frozen=True)
class Highlight:
    """The texts of one part of a paper, and the boxes of their words on one page or several."""

    kind: str
    texts: list[str]
    boxes: list[PageBox]
    risks: list[NamedRisk]
    """The risks that the part is about."""

    @property
    def label(self) -> str:
        """What kind of part it is, in words."""
        return IN_DOUBT.get(self.kind, self.kind)

    @property
    def is_doubt(self) -> bool:
        """Whether it is what `check` lists, and no part of a risk."""
        return self.kind in IN_DOUBT

    def on_page(self, page: int) -> list[PageBox]:
        """The boxes on one page."""
        return [box for box in self.boxes if box.page == page]

    def pages(self) -> list[int]:
        """The pages that have boxes."""
        return sorted({box.page for box in self.boxes})


def highlight(reader: PageReader, report_id: str, mark: str) -> Highlight:
    """The words that a mark such as `rating:OPSG-006` names; none where the paper has no such part."""
    kind, _, key = mark.partition(":")
    places = reader.text_places(report_id, kind, key)
    risks = reader.risks_of_part(report_id, kind, key) if places else []
    return Highlight(kind, [place.text for place in places], [box for place in places for box in place.boxes], risks)
