"""The words of a page, where a PDF's letters, their spacing and their shapes are out of the ordinary."""

from __future__ import annotations

import pytest

from risktrail.ingest.errors import DamagedPdfError, TooComplexError
from risktrail.ingest.layout.lines import lines_of
from risktrail.ingest.layout.unmapped_glyphs import lost_letters
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.engines import engine as engine_of
from risktrail.ingest.pdf.page import DocumentLimits, Page
from risktrail.ingest.pdf.pdfium_engine import _Reader
from risktrail.ingest.pdf.pdfium_paths import View
from risktrail.ingest.pdf.shapes import Ink
from tests.generators.pdf_objects import Parts, put_together

_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <41> <D83DDE00> <42> <200B> endbfchar endcmap end end"""
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding"
engines = pytest.mark.parametrize("engine", EngineName)


def pdf_of(content: str, kids: str = "3 0 R", part: str = "") -> bytes:
    """A PDF with this content on its page. `/F` is a plain font; in `/Odd`, A is an emoji and B has no width;
    `/Part Do` draws `part`, which may draw itself."""
    resources = f"<</Font<</F {_FONT}>>/Odd {_FONT}/ToUnicode 5 0 R>>>>/XObject<</Part 6 0 R/Inner 7 0 R>>>>"
    form = f"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources {resources}"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources {resources}>>"
    streams = {4: ("<<", content), 6: (form, part), 7: (form, "90 480 m 300 480 l S")}
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {kids.count('R')}>>".encode(),
        3: page.encode(),
        5: b"<</Length %d>>stream\n%b\nendstream\n" % (len(_MAP), _MAP),
    }
    for number, (begin, text) in streams.items():
        objects[number] = f"{begin}/Length {len(text)}>>stream\n{text}\nendstream\n".encode()
    return put_together(Parts(objects, b"/Root 1 0 R"))


def page_of(content: str, engine: EngineName = EngineName.PDFIUM, part: str = "") -> Page:
    """Such a page as it is read."""
    (page,) = engine_of(engine)(pdf_of(content, part=part), DocumentLimits()).pages
    return page


def line(*operators: str) -> str:
    """What prints a line of text at 100, 700."""
    return f"BT /F 10 Tf 100 700 Td {' '.join(operators)} ET"


def texts(page: Page) -> list[str]:
    """The page's words."""
    return [word.text for word in page.words]


@pytest.mark.parametrize("spacing", [0.5, 1, 1.2, 1.5])
@pytest.mark.parametrize("words", [["STAVA,", "NEW"], ["LEVEL", "TA."], ["HAVA"], ["AVAILABLE"], ["(AVA)"]])
def test_letters_set_apart_are_one_word(words: list[str], spacing: float) -> None:
    printed = " ".join(words).replace("(", r"\(").replace(")", r"\)")
    assert texts(page_of(line(f"{spacing} Tc ({printed}) Tj"))) == words


@pytest.mark.parametrize("after", ["A", "A plan", "A, later", "Act now"])
def test_white_between_two_letters_parts_words_without_a_space_in_the_text(after: str) -> None:
    assert texts(page_of(line(f"[(LTV)-150({after})] TJ"))) == ["LTV", *after.split()]


@pytest.mark.parametrize(("white", "words"), [(60, ["LTVAct"]), (150, ["LTV", "Act"])])
def test_narrow_white_between_two_letters_parts_nothing(white: int, words: list[str]) -> None:
    assert texts(page_of(line(f"[(LTV)-{white}(Act)] TJ"))) == words


def test_letters_beyond_the_first_plane_are_told_as_lost_and_move_no_other_letter() -> None:
    page = page_of(line("(Rated ) Tj /Odd 10 Tf (A) Tj /F 10 Tf ( by 20 members) Tj"))
    plain = page_of(line("(Rated ) Tj /F 10 Tf (A) Tj /F 10 Tf ( by 20 members) Tj"))
    assert texts(page) == ["Rated", "\ufffd\ufffd", "by", "20", "members"]
    assert [word.x0 for word in page.words] == [word.x0 for word in plain.words]
    assert [number for number, _ in lost_letters(lines_of(1, page.words))] == [1]


@engines
def test_a_letter_that_nobody_sees_is_no_word(engine: EngineName) -> None:
    page = page_of(line("(Rated ) Tj /Odd 10 Tf (B) Tj /F 10 Tf ( 20) Tj"), engine)
    assert texts(page) == ["Rated", "20"]


def test_a_figure_raised_in_a_line_that_runs_up_the_page_is_no_mark() -> None:
    page = page_of("BT 0 1 -1 0 300 300 Tm /F 10 Tf (LCB-001) Tj 3.5 Ts /F 6 Tf (1) Tj ET")
    assert (texts(page), page.note_marks) == (["LCB-001", "1"], ())


def test_a_page_that_is_missing_from_the_file_fails_the_paper_and_is_named() -> None:
    with pytest.raises(DamagedPdfError) as caught:
        engine_of(EngineName.PDFIUM)(pdf_of(line("(Risk) Tj"), kids="3 0 R 9 0 R"), DocumentLimits())
    assert caught.value.page == 2


@engines
def test_a_path_that_only_clips_draws_nothing(engine: EngineName) -> None:
    page = page_of(f"q 0 480 600 1 re W n Q 90 300 200 1 re f {line('(Risk) Tj')}", engine)
    assert [[round(number) for number in rule] for rule in page.rules] == [[90, 499, 290, 500]]


def test_drawings_nested_too_deep_fail_the_paper() -> None:
    pdf = pdf_of("/Part Do", part="/Inner Do")
    (page,) = engine_of(EngineName.PDFIUM)(pdf, DocumentLimits(nesting=2)).pages
    assert len(page.rules) == 1
    with pytest.raises(TooComplexError) as caught:
        engine_of(EngineName.PDFIUM)(pdf, DocumentLimits(nesting=1))
    assert (caught.value.page, "more than 1 deep" in str(caught.value)) == (1, True)


def test_a_word_whose_last_letter_has_no_box_is_as_wide_as_its_first() -> None:
    reader = object.__new__(_Reader)  # of a page that is never opened
    reader.view = View(0, 0, 600, 800, 0, 600, 800)
    style = reader.style(None, 0)
    assert (style.bold, style.ink, style.top, style.clip) == (False, Ink.DARK, None, None)
    assert reader.box((72, 700, 80, 690), (0, 0, 0, 0), style) == (72, 100, 80, 110)
