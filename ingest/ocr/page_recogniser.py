"""Recognises the pages of a paper that are pictures.

The recognisers are loaded when the first such page is met, once a process: loading takes half a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from risktrail.ingest.errors import PaperError
from risktrail.ingest.ocr.mode import OcrMode, is_installed
from risktrail.ingest.ocr.page_choice import may_be_picture, printed_words, wants_recognition
from risktrail.ingest.pdf.page import Document, Page, Word
from risktrail.ingest.pdf.pages_on_demand import PagesOnDemand
from risktrail.ingest.pdf.pdfium_document import open_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from risktrail.ingest.ocr.pages import RecognisedPage
    from risktrail.ingest.ocr.recognise import Readers, RecognisedPicture

page_done: ContextVar[Callable[[int], None] | None] = ContextVar("page_done", default=None)
"""Called with a page's number each time one has been recognised: it takes seconds, and somebody may be waiting."""


class RecognisedPaper(NamedTuple):
    """A paper with its recognised pages in place of the pictures, and more on each of these by number."""

    document: Document
    pages: dict[int, RecognisedPage]


class PageRecogniser:
    """Recognises pages of one paper, each once, however often the paper is read.

    Args:
        content: The PDF.
        mode: Which pages are recognised.
    """

    def __init__(self, content: bytes, mode: OcrMode) -> None:
        self.content, self.mode = content, mode
        self._pictures: dict[int, tuple[RecognisedPicture | None, Sequence[Word]]] = {}

    def recognised(self, document: Document) -> RecognisedPaper:
        """A paper as an engine has read it, with its pictures recognised; unchanged where none is to be. Of pages that
        are read when they are asked for, those that a glance does not tell are read."""
        if isinstance(document.pages, PagesOnDemand):
            unsure = [document.pages[place] for place, glance in enumerate(document.glances) if glance is None]
            some = self.recognised(document._replace(pages=unsure))
            document.pages.known.update((page.number, page) for page in some.document.pages)
            return RecognisedPaper(document, some.pages)
        if self.mode is OcrMode.NEVER or not is_installed() or not any(map(may_be_picture, document.pages)):
            return RecognisedPaper(document, {})
        try:
            opened = open_document(self.content)
        except PaperError:  # what pdfium cannot open, the other engine may read, but nothing can draw
            return RecognisedPaper(document, {})
        try:
            wanted = [page for page in document.pages if wants_recognition(page, self.mode, opened)]
            for page in wanted:
                self._recognise(page, opened)
        finally:
            opened.close()
        return self._put_in(document, wanted) if wanted else RecognisedPaper(document, {})

    def _recognise(self, page: Page, opened: Any) -> None:
        if page.number in self._pictures:
            return
        try:
            from risktrail.ingest.ocr.pictures import render
            from risktrail.ingest.ocr.recognise import recognise

            readers = _readers()
        except ImportError as error:  # the packages are there, but a limit on memory keeps a library from being loaded
            raise MemoryError(str(error)) from error
        drawn = render(opened, page.number - 1)
        picture = recognise(drawn, readers) if drawn is not None else None
        self._pictures[page.number] = picture, printed_words(page, opened)
        if (tell := page_done.get()) is not None:
            tell(page.number)

    def _put_in(self, document: Document, wanted: Sequence[Page]) -> RecognisedPaper:
        from risktrail.ingest.ocr.pages import as_pages

        found = {page.number: (page, *self._pictures[page.number]) for page in wanted}
        pages = as_pages({n: (page, picture, words) for n, (page, picture, words) in found.items() if picture})
        put_in = [
            pages[page.number].page
            if page.number in pages
            else page._replace(recognised=False)
            if page.number in found and not page.words
            else page
            for page in document.pages
        ]
        return RecognisedPaper(document._replace(pages=put_in), pages)


@cache
def _readers() -> Readers:
    from risktrail.ingest.ocr.recognise import Readers
    from risktrail.ingest.ocr.second_reader import SecondReader
    from risktrail.ingest.ocr.tesseract import Tesseract

    return Readers(Tesseract(), SecondReader())
