"""What a reader of a report should know of the paper as a whole: tables, pages and letters that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from risktrail.ingest.layout.lines import Line
from risktrail.ingest.layout.unmapped_glyphs import lost_letters
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.register.unread_tables import UnreadTable
from risktrail.ingest.unread_content import is_picture
from risktrail.schema.report import ReadingWarning, Report


def paper_warnings(
    report: Report, pages: Sequence[Page], lines: Iterable[Line], unread: Sequence[UnreadTable]
) -> Iterator[ReadingWarning]:
    """The warnings of a paper as a whole. `lines` are those of its text, `unread` the tables not understood."""
    for table in unread:
        yield ReadingWarning(code="unread_table", message=str(table), page=table.first_page)
    for number, text in lost_letters(lines):
        message = f"the PDF does not tell all letters of {text}"
        yield ReadingWarning(code="letters_lost", message=message, page=number)
    if report.period is None:
        yield ReadingWarning(code="no_date", message="no date of the meeting or the report was found")
    if not report.risks:
        yield ReadingWarning(code="no_risks", message="no risk was found in this paper")
    for page in pages:
        yield from _page_warnings(page)


def _page_warnings(page: Page) -> Iterator[ReadingWarning]:
    if page.hidden:
        text = " ".join(word.text for word in page.hidden)
        yield ReadingWarning(code="hidden_text", message=f"text a reader cannot see: “{text}”", page=page.number)
    if is_picture(page):
        message = "the page is a picture, and nothing on it was read: install risktrail[ocr] and import it with --force"
        if page.recognised is False:
            message = "nothing on the page, a picture, could be recognised as text: look at it, or scan it again"
        yield ReadingWarning(code="page_without_text", message=message, page=page.number)
    if page.cut:
        message = "the page has too many lines and shapes for all to be looked at: compare its tables with the paper"
        yield ReadingWarning(code="drawing_cut", message=message, page=page.number)
