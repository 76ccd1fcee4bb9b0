"""From a paper to a first profile of it: the PDF opened, its heads guessed, the TOML written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from risktrail.ingest.errors import NotARegisterError, PaperError
from risktrail.ingest.layout.watermarks import without_stamps
from risktrail.ingest.ocr.mode import OcrMode
from risktrail.ingest.ocr.page_recogniser import PageRecogniser
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.profile import load_profile
from risktrail.ingest.profile_files import profiles_for
from risktrail.ingest.reader import opened
from risktrail.ingest.table_profile import TableProfile
from risktrail.ingest.tabular.draft import GuessedHead, draft_profile, guessed_heads
from risktrail.ingest.tabular.paper import TabularPaper, laid_out
from risktrail.ingest.tabular.table_words import HeadsByGuess, left_as_lines, refusal
from risktrail.ingest.unread_content import without_text
from risktrail.schema.file_places import PageRange

_BASE = "council"


class Draft(NamedTuple):
    """A first profile as TOML, and the heads that it was made from."""

    text: str
    heads: tuple[GuessedHead, ...]


def draft_of(
    content: bytes, name: str, engine_name: EngineName = EngineName.PDFIUM, pages: PageRange | None = None
) -> Draft:
    """Make a first profile from a paper.

    Args:
        content: The paper's bytes.
        name: The profile's name.
        engine_name: What opens the PDF.
        pages: The paper's pages in its file; all of them unless given.

    Raises:
        PaperError: The file cannot be opened, or has no text, or no table with heads.
        UsageError: The file does not have these `pages`.
    """
    document = opened(content, engine_name, DocumentLimits(), pages)
    read = PageRecogniser(content, OcrMode.AUTO).recognised(document).document.pages
    if not any(page.words for page in read):
        raise without_text(read)
    known = [each for each in profiles_for(None).all if isinstance(each, TableProfile)]
    base = next(each for each in known if each.name == _BASE)
    paper = TabularPaper(laid_out(without_stamps(read)), base, load_profile())
    heads = guessed_heads(paper, known)
    if not heads:
        raise _no_heads(paper, known)
    return Draft(draft_profile(name, heads, _BASE), tuple(heads))


def _no_heads(paper: TabularPaper, known: Sequence[TableProfile]) -> PaperError:
    """Why no profile can be made of a paper: its table is one that none reads, or it has none."""
    unread = left_as_lines(paper.blocks, HeadsByGuess(known, are_numbered=False))
    if unread:
        return refusal(unread)
    error = NotARegisterError("no table whose heads look like a register's was found in it")
    error.remedy = (
        "Check that this is the risk paper. Where it is, write its profile by hand: `docs/profiles.md` shows how."
    )
    return error
