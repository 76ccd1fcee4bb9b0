"""What a report says of pages that were straightened or recognised: boxes on the page as a person sees it, and what was
read with doubt.

Such a page is laid out straightened; the page itself may lie askew or upside down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.pdf.geometry import Matrix, moved
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.unread_content import named_pages
from risktrail.schema.report import (
    BBox,
    Part,
    ReadingWarning,
    RecognisedWord,
    Report,
    Source,
    StruckText,
    UnplacedLine,
)

if TYPE_CHECKING:
    from risktrail.ingest.ocr.pages import PlacedWord, RecognisedPage

_MILLIMETRES = 25.4 / 72
_ASIDE = frozenset({Place.FURNITURE, Place.FOOTNOTE, Place.NOTE_MARK, Place.HIDDEN})
_DIGIT = re.compile(r"\d")


def with_recognised(
    report: Report, ledger: Sequence[tuple[Line, Place]], pages: Mapping[int, RecognisedPage]
) -> Report:
    """A report with the words that were recognised, and with warnings of what is in doubt.

    Args:
        report: The report, with boxes on the straightened pictures; those of the words are on the pages themselves.
        ledger: Where each line of the paper went.
        pages: The recognised pages by number.
    """
    with_words = sorted(number for number, page in pages.items() if page.page.words)
    if not with_words:
        return report
    warnings = [_recognised(with_words)]
    words: list[RecognisedWord] = []
    for number, page in sorted(pages.items()):
        for word in page.words:
            is_told = word.is_doubtful and _matters(word, number, report, ledger)
            words.append(_stored(word, page.to_page, is_told=is_told))
            if is_told:
                warnings.append(_unsure(words[-1]))
    return report.model_copy(update={"warnings": (*report.warnings, *warnings), "recognised": tuple(words)})


def on_their_pages(report: Report, to_page: Mapping[int, Matrix]) -> Report:
    """A report with its boxes on the pages themselves.

    Args:
        report: The report, with boxes on the straightened pages.
        to_page: By the number of a straightened page: what takes its points to those of the page.
    """
    moved_report: Report = _on_pages(report, to_page) if to_page else report
    return moved_report


def _recognised(numbers: Sequence[int]) -> ReadingWarning:
    one = len(numbers) == 1
    verb, what = ("was", "a picture") if one else ("were", "pictures")
    message = f"{named_pages(numbers)} {verb} recognised from {what}: compare what matters with the paper"
    return ReadingWarning(code="recognised", message=message, page=numbers[0])


def _stored(word: PlacedWord, to_page: Matrix, *, is_told: bool) -> RecognisedWord:
    box = _rounded(moved(word.box, to_page))
    confidence = round(min(max(word.confidence, 0.0), 100.0), 1)
    return RecognisedWord(
        page=word.page, bbox=box, text=word.text, confidence=confidence, other=word.other, unsure=is_told
    )


def _unsure(doubt: RecognisedWord) -> ReadingWarning:
    x0, top, _, _ = doubt.bbox
    where = f"{round(x0 * _MILLIMETRES)} mm from the left, {round(top * _MILLIMETRES)} mm from the top"
    other = f"; it may be “{doubt.other}”" if doubt.other else ""
    return ReadingWarning(
        code="recognised_unsure", message=f"“{doubt.text}” was read with doubt{other} ({where})", page=doubt.page
    )


def _matters(doubt: PlacedWord, number: int, report: Report, ledger: Iterable[tuple[Line, Place]]) -> bool:
    """Whether a doubtful word is a number or a code of the paper's text, or stands in a rating or a status."""
    if _DIGIT.search(f"{doubt.text}{doubt.other or ''}"):
        place = next((place for line, place in ledger if line.page == number and _holds(line.box, doubt.box)), None)
        return place not in _ASIDE or doubt.text in (report.paper_reference or "")
    for risk in report.risks:
        if _is_in(doubt, risk.rating_source) or (
            _is_in(doubt, risk.source) and doubt.text in (risk.risk_id, risk.band)
        ):
            return True
        for action in risk.actions:
            status = (action.status_text or "").split()
            if _is_in(doubt, action.source) and doubt.text.strip(".,;:()") in status:
                return True
    return False


def _is_in(doubt: PlacedWord, sources: Iterable[Source]) -> bool:
    return any(source.page == doubt.page and _holds(source.bbox, doubt.box) for source in sources)


def _holds(box: BBox, inner: BBox) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _on_pages(value: Any, to_page: Mapping[int, Matrix]) -> Any:
    """A part of a report with the boxes on recognised pages moved to where they are on these; itself without any."""
    changed = value
    if isinstance(value, Source | UnplacedLine | StruckText):
        matrix = to_page.get(value.page)
        changed = value if matrix is None else value.model_copy(update={"bbox": _rounded(moved(value.bbox, matrix))})
    elif isinstance(value, RecognisedWord):  # which has its place on the page
        return value
    elif isinstance(value, Part):
        parts = {name: (old, _on_pages(old, to_page)) for name, old in _parts(value)}
        update = {name: new for name, (old, new) in parts.items() if new is not old}
        changed = value.model_copy(update=update) if update else value
    elif isinstance(value, tuple):
        items = tuple(_on_pages(item, to_page) for item in value)
        changed = items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return changed


def _parts(part: Part) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(part, name)) for name in type(part).model_fields)


def _rounded(box: BBox) -> BBox:
    x0, top, x1, bottom = box
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)
