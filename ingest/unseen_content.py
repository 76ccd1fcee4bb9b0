"""Warnings of what stands on a page and was not read: words that nobody sees, pictures among the words, and lines drawn
across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from risktrail.ingest.pdf.page import Page, Word
from risktrail.ingest.struck_out import risk_around
from risktrail.ingest.tabular.fills import colour_name
from risktrail.schema.report import BBox, ReadingWarning, Report, Risk


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Which pictures may hold words. In points."""

    width: float = 30.0
    """A narrower one is a sign rather than a line of text."""
    height: float = 6.0
    """A lower one is a rule."""


@dataclass(frozen=True, slots=True)
class CrossSettings:
    """When slanting lines may cross words out."""

    most: int = 50
    """On one page: more are a drawing."""
    core: float = 0.25
    """Of a word's height: a line that runs this far within its top and bottom runs across it."""


SETTINGS = PictureSettings()
CROSS = CrossSettings()


def unseen_warnings(pages: Iterable[Page], report: Report) -> Iterator[ReadingWarning]:
    """A warning of the words of each risk that something is painted over, or that are on a layer that is switched off,
    and of each picture among a risk's words.

    Of words it does not say what they are: that is not known.
    """
    for page in pages:
        for boxes, how in ((page.covered, "painted over"), (page.off, "on a layer that is switched off")):
            counts = Counter(risk_around(page.number, box, report) for box in boxes)
            for risk_id, count in counts.items():
                yield ReadingWarning(code="hidden_text", message=_unseen(risk_id, count, how), page=page.number)
        for picture in page.pictures:
            risk_id = risk_around(page.number, picture, report)
            if risk_id and _may_hold_words(picture, page):
                message = f"{risk_id}: a picture among its words was not read: look whether it shows text"
                yield ReadingWarning(code="picture_in_text", message=message, page=page.number)


def crossed_warnings(pages: Iterable[Page], report: Report) -> Iterator[ReadingWarning]:
    """A warning of each risk across whose words slanting lines are drawn, which were read all the same."""
    for page in pages:
        if not 0 < len(page.slants) <= CROSS.most:
            continue
        crossed = [word[:4] for word in page.words if any(_runs_across(line, word) for line in page.slants)]
        for risk_id in dict.fromkeys(risk_around(page.number, box, report) for box in crossed):
            if risk_id is not None:
                message = (
                    f"{risk_id}: lines are drawn across its words, which were read: look whether they cross them out"
                )
                yield ReadingWarning(code="crossed_out", message=message, page=page.number)


def with_colours_told(report: Report, pages: Iterable[Page]) -> Report:
    """A report whose warnings of risks without a rating name the colour that an empty cell of the risk's row has."""
    by_number = {page.number: page for page in pages if page.fills}
    colours = {
        f"{risk.risk_id}: no rating": told
        for risk in report.risks
        if by_number and risk.score is None and risk.band is None and (told := _colour_of(risk, by_number))
    }
    warnings = [
        warning.model_copy(update={"message": f"{warning.message}; {told}"})
        if warning.code == "no_rating" and (told := colours.get(warning.message[: warning.message.find(" rating") + 7]))
        else warning
        for warning in report.warnings
    ]
    return report.model_copy(update={"warnings": tuple(warnings)}) if colours else report


def _colour_of(risk: Risk, pages: Mapping[int, Page]) -> str | None:
    """The colour of an empty cell beside a risk's description."""
    for source in risk.description_source:
        page = pages.get(source.page)
        beside = [fill for fill in page.fills if _is_beside(fill.box, source.bbox, page)] if page else []
        if beside:
            code = "#{:02x}{:02x}{:02x}".format(*beside[-1].colour)
            named = colour_name(beside[-1].colour)
            return f"an empty cell of its row is filled with {named.lower() + ', ' if named else ''}{code}"
    return None


def _is_beside(box: BBox, text: BBox, page: Page) -> bool:
    """Whether a filled box without words stands beside a text."""
    x0, top, x1, bottom = box
    level = top <= (text[1] + text[3]) / 2 <= bottom and (x0 >= text[2] or x1 <= text[0])
    return level and not any(
        x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom for word in page.words
    )


def _unseen(risk_id: str | None, count: int, how: str) -> str:
    where = f"{risk_id}: " if risk_id else ""
    if count == 1:
        return f"{where}1 word is {how}, so that a reader cannot see it; it was neither read nor kept"
    return f"{where}{count} words are {how}, so that a reader cannot see them; they were neither read nor kept"


def _runs_across(line: BBox, word: Word) -> bool:
    """Whether a line from one point to another runs through a word, and not only past its top or bottom."""
    core = CROSS.core * (word.bottom - word.top)
    x0, y0, x1, y1 = line if line[1] <= line[3] else (line[2], line[3], line[0], line[1])
    top, bottom = max(y0, word.top + core), min(y1, word.bottom - core)
    if top > bottom:
        return False
    slope = (x1 - x0) / (y1 - y0)
    ends = (x0 + slope * (top - y0), x0 + slope * (bottom - y0))
    return max(ends) >= word.x0 and min(ends) <= word.x1


def _may_hold_words(picture: BBox, page: Page) -> bool:
    """Whether a picture is large enough for a line of text, and no text stands on it, as on a background or a scan."""
    x0, top, x1, bottom = picture
    if x1 - x0 < SETTINGS.width or bottom - top < SETTINGS.height:
        return False
    return not any(
        x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom for word in page.words
    )
