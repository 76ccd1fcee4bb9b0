"""Warnings of what stands on a page and was not read: words that nobody sees, and pictures among the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from risktrail.ingest.pdf.page import Page
from risktrail.ingest.struck_out import risk_around
from risktrail.schema.report import BBox, ReadingWarning, Report


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Which pictures may hold words. In points."""

    width: float = 30.0
    """A narrower one is a sign rather than a line of text."""
    height: float = 6.0
    """A lower one is a rule."""


SETTINGS = PictureSettings()


def unseen_warnings(pages: Iterable[Page], report: Report) -> Iterator[ReadingWarning]:
    """A warning of the words of each risk that something is painted over, or that are on a layer that is switched off,
    and of each picture among a risk's words.

    Of words it does not say what they are: that is not known.
    """
    for page in pages:
        for boxes, how in ((page.covered, "painted over"), (page.off, "on a layer that is switched off")):
            counts = Counter(risk_around(page.number, box, "", report) for box in boxes)
            for risk_id, count in counts.items():
                yield ReadingWarning(code="hidden_text", message=_unseen(risk_id, count, how), page=page.number)
        for picture in page.pictures:
            risk_id = risk_around(page.number, picture, "", report)
            if risk_id and _may_hold_words(picture, page):
                message = f"{risk_id}: a picture among its words was not read: look whether it shows text"
                yield ReadingWarning(code="picture_in_text", message=message, page=page.number)


def _unseen(risk_id: str | None, count: int, how: str) -> str:
    where = f"{risk_id}: " if risk_id else ""
    if count == 1:
        return f"{where}1 word is {how}, so that a reader cannot see it; it was neither read nor kept"
    return f"{where}{count} words are {how}, so that a reader cannot see them; they were neither read nor kept"


def _may_hold_words(picture: BBox, page: Page) -> bool:
    """Whether a picture is large enough for a line of text, and no text stands on it, as on a background or a scan."""
    x0, top, x1, bottom = picture
    if x1 - x0 < SETTINGS.width or bottom - top < SETTINGS.height:
        return False
    return not any(
        x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom for word in page.words
    )
