"""What stands on a page besides its content is read where it stands, or told: fields, text boxes, reviewers' marks."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.engines import engine as engine_of
from risktrail.ingest.pdf.page import Document, DocumentLimits, Note
from tests.ingest.pdf.pages import pdf_of, printed, stream, texts

engines = pytest.mark.parametrize("engine", EngineName)
WORDS = printed("quick brown fox")  # in Helvetica of 10 points on a baseline 700 above the page's foot
BROWN = "125.5 697.5 154 708.5"
LOOK = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def look(words: str, rect: str = "100 640 300 660") -> str:
    """An appearance that shows words in a rectangle."""
    x0, y0, x1, y1 = map(float, rect.split())
    return stream(printed(words, 2, 5), f"/Type/XObject/Subtype/Form/BBox[0 0 {x1 - x0} {y1 - y0}]{LOOK}")


def read(engine: EngineName, annotation: str, *others: str, form: str = "") -> Document:
    """A page with three words and an annotation (object 5), and further objects from 6 on."""
    whole = f"<</Type/Annot{annotation}>>"
    pdf = pdf_of(WORDS, "/MediaBox[0 0 600 800]/Annots[5 0 R]", "", form, (whole, *others))
    return engine_of(engine)(pdf, DocumentLimits())


FORM = "/AcroForm<</Fields[5 0 R]/DA(/F 10 Tf 0 g)/DR<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>{}>>"
FIELD = "/Subtype/Widget/Rect[100 640 300 660]/T(rating)/DA(/F 10 Tf 0 g)/F 4"


@engines
@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("/FT/Tx/V(20 High)/AP<</N 6 0 R>>", ["20", "High"]),
        ("/FT/Ch/Ff 131072/Opt[(20 High)(15 High)]/V(20 High)/AP<</N 6 0 R>>", ["20", "High"]),
        ("/FT/Ch/Ff 131072/Opt[[(a)(20 High)][(b)(15 High)]]/V(a)/AP<</N 6 0 R>>", ["20", "High"]),
    ],
    ids=["text", "list to choose from", "list with other values"],
)
def test_a_filled_in_field_is_read_where_it_stands(field: str, shown: list[str], engine: EngineName) -> None:
    found = read(engine, FIELD + field, look("20 High"), form=FORM.format(""))
    (page,) = found.pages
    assert texts(page) == ["quick", "brown", "fox", *shown]
    assert [round(word.bottom) for word in page.words if word.text == "20"] == [157]  # 800 - 645, and a fifth of 10
    assert (found.form_pages, found.filled_pages) == ((), (1,))
    assert page.notes == ()


@engines
def test_a_field_without_a_look_gets_one_where_the_file_asks_for_it(engine: EngineName) -> None:
    found = read(engine, FIELD + "/FT/Tx/V(20 High)", form=FORM.format("/NeedAppearances true"))
    assert texts(found.pages[0]) == ["quick", "brown", "fox", "20", "High"]
    assert found.form_pages == ()


@engines
def test_a_field_that_cannot_be_drawn_is_told(engine: EngineName) -> None:
    found = read(engine, FIELD + "/FT/Tx/V(20 High)", form=FORM.format(""))
    assert texts(found.pages[0]) == ["quick", "brown", "fox"]
    assert found.form_pages == (1,)


@engines
def test_a_field_whose_look_shows_something_else_is_told(engine: EngineName) -> None:
    found = read(engine, FIELD + "/FT/Tx/V(20 High)/AP<</N 6 0 R>>", look("15 Low"), form=FORM.format(""))
    assert texts(found.pages[0]) == ["quick", "brown", "fox", "15", "Low"]
    assert found.form_pages == (1,)


@engines
@pytest.mark.parametrize(("flags", "is_read"), [(4, True), (0, True), (2, False), (32, False)])
def test_a_text_box_is_read_where_it_stands_and_told(flags: int, is_read: bool, engine: EngineName) -> None:
    box = f"/Subtype/FreeText/Rect[100 640 300 660]/Contents(jumps over)/F {flags}/AP<</N 6 0 R>>"
    (page,) = read(engine, box, look("jumps over")).pages
    assert texts(page) == ["quick", "brown", "fox", *(["jumps", "over"] if is_read else [])]
    assert page.notes == ((Note("jumps over", is_read=True),) if is_read else ())


QUADS = "/QuadPoints[125.5 708.5 154 708.5 125.5 697.5 154 697.5]"


@engines
@pytest.mark.parametrize("quads", [QUADS, "/QuadPoints[125.5 697.5 154 697.5 154 708.5 125.5 708.5]"])
@pytest.mark.parametrize("note", ["", "Delete it"])
def test_words_that_a_reviewer_struck_out_are_struck(quads: str, note: str, engine: EngineName) -> None:
    mark = f"/Subtype/StrikeOut/Rect[{BROWN}]/C[1 0 0]/Contents({note}){quads}"
    (page,) = read(engine, mark).pages
    assert texts(page) == ["quick", "fox"]
    assert [word.text for word in page.struck] == ["brown"]
    assert page.notes == ((Note(note, is_read=False),) if note else ())
    assert page.rules == ()


@engines
@pytest.mark.parametrize(
    ("mark", "told"),
    [
        (f"/Subtype/Highlight/Rect[{BROWN}]/C[1 1 0]/Contents(Which one?){QUADS}", "Which one?"),
        ("/Subtype/Text/Rect[300 690 320 710]/Contents(See the minutes)", "See the minutes"),
        (f"/Subtype/Caret/Rect[{BROWN}]/Contents(very)", "very"),
        (f"/Subtype/Underline/Rect[{BROWN}]{QUADS}", None),
        (f"/Subtype/Highlight/Rect[{BROWN}]/C[1 1 0]{QUADS}", None),
        ("/Subtype/Stamp/Rect[300 690 400 720]/Name/Draft", "a stamp"),
        ("/Subtype/Ink/Rect[100 690 160 710]/InkList[[100 700 160 702]]", "something drawn by hand"),
        (f"/Subtype/Link/Rect[{BROWN}]/Contents(a link)", None),
    ],
    ids=["highlight", "note", "insertion", "underline", "plain highlight", "stamp", "ink", "link"],
)
def test_other_marks_change_no_word_and_what_they_say_is_told(mark: str, told: str | None, engine: EngineName) -> None:
    (page,) = read(engine, mark).pages
    assert texts(page) == ["quick", "brown", "fox"]
    assert page.notes == ((Note(told, is_read=False),) if told else ())


@engines
def test_words_under_a_box_that_a_reviewer_drew_are_hidden(engine: EngineName) -> None:
    box = f"/Subtype/Square/Rect[{BROWN}]/IC[0 0 0]/C[0 0 0]/BS<</W 0>>/AP<</N 6 0 R>>"
    black = stream("0 g 0 0 28.5 11 re f", "/Type/XObject/Subtype/Form/BBox[0 0 28.5 11]")
    (page,) = read(engine, box, black).pages
    assert texts(page) == ["quick", "fox"]
    assert len(page.covered) == 1
