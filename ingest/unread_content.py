"""What of a file was not read, and the reason that gives where no paper could be read from it."""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.ingest.errors import (
    AttachedPapersError,
    EmptyPaperError,
    FormFieldsError,
    NoTextError,
    NotLegibleError,
    PaperError,
)
from risktrail.ingest.pdf.page import Document, Page
from risktrail.schema.report import ReadingWarning

_SHOWN = 5
_NOTE = "a reviewer's note, which is no part of the paper: “{}”"
_NOTE_READ = "a text box was put on the page and read where it stands: “{}”"


def is_picture(page: Page) -> bool:
    """Whether a page is a picture without text; one that was found blank is none."""
    return not page.words and page.images > 0 and not page.recognised


def without_text(pages: Sequence[Page]) -> PaperError:
    """The reason why pages without a word that can be seen are no paper."""
    only = len(pages) == 1
    if any(page.recognised is False for page in pages):
        which = "its only page" if only else f"any of its {len(pages)} pages"
        return NotLegibleError(f"nothing on {which} could be recognised as text")
    if any(is_picture(page) or page.rules or page.marks or page.slants for page in pages):
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
    """The reason why no risk was read from a file that is not text alone: filled-in form fields, pages that are
    pictures beside others, or attached files; None where it has none of these."""
    pictures = [page.number for page in document.pages if is_picture(page)]
    if document.filled_pages:
        where = named_pages(document.filled_pages)
        return FormFieldsError(f"no risk could be read: text on {where} stands in form fields")
    if pictures and any(page.words for page in document.pages):
        verb = "is a picture" if len(pictures) == 1 else "are pictures"
        if all(page.recognised is False for page in document.pages if is_picture(page)):
            message = f"no table of risks was found, and nothing on {named_pages(pictures)} could be recognised as text"
            return NotLegibleError(message)
        return NoTextError(f"no table of risks was found, and {named_pages(pictures)} {verb} without text")
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
    """Warnings of form fields and boxes to tick that were not read, and of what reviewers have written."""
    found = [
        ReadingWarning(
            code="reviewer_note",
            message=_NOTE_READ.format(note.text) if note.is_read else _NOTE.format(note.text),
            page=page.number,
        )
        for page in document.pages
        for note in page.notes
    ]
    for page in document.pages:
        if page.has_ticks:
            message = (
                "which of the form's boxes are ticked was not read: compare what stands beside them with the paper"
            )
            found.append(ReadingWarning(code="form_fields", message=message, page=page.number))
    if document.form_pages:
        where = named_pages(document.form_pages)
        message = f"form fields on {where} are filled in and were not read: print the form into a new PDF, import that"
        found.append(ReadingWarning(code="form_fields", message=message, page=document.form_pages[0]))
    return tuple(found)


def named_pages(numbers: Sequence[int]) -> str:
    """`page 3`, `pages 3, 4 and 7`, or `pages 1 to 8`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [text for run in runs for text in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"
