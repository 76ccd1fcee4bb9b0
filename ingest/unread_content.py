"""What of a file was not read, and the reason that gives where no paper could be read from it."""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.ingest.errors import AttachedPapersError, EmptyPaperError, FormFieldsError, NoTextError, PaperError
from risktrail.ingest.pdf.page import Document, Page
from risktrail.schema.report import ReadingWarning

_SHOWN = 5


def is_picture(page: Page) -> bool:
    """Whether a page is a picture without text."""
    return not page.words and page.images > 0


def without_text(pages: Sequence[Page]) -> PaperError:
    """The reason why pages without a word that can be seen are no paper."""
    only = len(pages) == 1
    if any(page.images or page.rules or page.marks for page in pages):
        what = (
            "no text on its only page: it is a picture"
            if only
            else f"no text on any of its {len(pages)} pages: they are pictures"
        )
        return NoTextError(what)
    if any(page.hidden for page in pages):
        return EmptyPaperError("the text in it is printed so that no reader sees it")
    return EmptyPaperError("its only page is empty" if only else f"its {len(pages)} pages are empty")


def not_read(document: Document) -> PaperError | None:
    """The reason why no risk was read from a file that holds more than its text: filled-in form fields, pages that are
    pictures beside others, or attached files; None where it has none of these."""
    pictures = [page.number for page in document.pages if is_picture(page)]
    if document.form_pages:
        return FormFieldsError(f"no risk could be read: text on {_pages(document.form_pages)} stands in form fields")
    if pictures and any(page.words for page in document.pages):
        verb = "is a picture" if len(pictures) == 1 else "are pictures"
        return NoTextError(f"no table of risks was found, and {_pages(pictures)} {verb} without text")
    if document.attached:
        return none_attached([each.name for each in document.attached])
    return None


def none_attached(attached: Sequence[str]) -> AttachedPapersError:
    """The reason why a file with PDFs attached to it is no paper, and none of these is one; `attached` names each."""
    count = len(attached)
    named = f"{', '.join(attached[:_SHOWN])}{f' and {count - _SHOWN} more' if count > _SHOWN else ''}"
    found = "the PDF that is attached to it" if count == 1 else f"the {count} PDFs that are attached to it"
    return AttachedPapersError(f"no table of risks was found in the file itself, nor in {found}: {named}")


def file_warnings(document: Document) -> tuple[ReadingWarning, ...]:
    """A warning that a paper's form fields were not read, where some are filled in."""
    if not document.form_pages:
        return ()
    where = _pages(document.form_pages)
    message = f"the form fields on {where} are filled in and were not read: print the form into a new PDF, import that"
    return (ReadingWarning(code="form_fields", message=message, page=document.form_pages[0]),)


def _pages(numbers: Sequence[int]) -> str:
    """`page 3`, or `pages 3, 4 and 7`."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
