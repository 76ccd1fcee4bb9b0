"""Which form fields hold a text that a person sees: only these are told of as not read."""

from __future__ import annotations

import pytest

from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.pdf.pdfium_engine import read_document
from tests.generators.pdf_objects import Parts, put_together

TEXT_FIELD = "/Subtype/Widget/FT/Tx/T(rating)/V(20 \\(Critical\\))"


def pages_of(*annotations: str, kids: str = "3 0 R") -> tuple[int, ...]:
    """The pages that a form of these annotations on its first page is said to be filled in on."""
    numbers = range(10, 10 + len(annotations))
    listed = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{listed}]>>>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {kids.count('R')}>>".encode(),
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots[99 0 R {listed}]>>".encode(),
    }
    for number, annotation in zip(numbers, annotations, strict=True):
        objects[number] = f"<</Type/Annot/Rect[100 500 300 520]{annotation}>>".encode()
    return read_document(put_together(Parts(objects, b"/Root 1 0 R")), DocumentLimits()).form_pages


@pytest.mark.parametrize(
    "field",
    [
        TEXT_FIELD,
        "/Subtype/Widget/FT/Ch/Ff 131072/T(rating)/Opt[(High)(Critical)]/V(High)",
        "/Subtype/Widget/FT/Tx/T(rating)/F 4/V(1)",
    ],
    ids=["text", "list to choose from", "printed too"],
)
def test_a_field_that_a_text_stands_in_is_told(field: str) -> None:
    assert pages_of(field) == (1,)


@pytest.mark.parametrize(
    "field",
    [
        "/Subtype/Widget/FT/Tx/T(rating)",
        "/Subtype/Widget/FT/Tx/T(rating)/V(  )",
        "/Subtype/Widget/FT/Btn/T(agreed)/V/Yes/AS/Yes",
        TEXT_FIELD + "/F 2",
        TEXT_FIELD + "/F 32",
        "/Subtype/Link/Contents(20 \\(Critical\\))",
    ],
    ids=["empty", "blank", "tick box", "hidden", "not shown", "link"],
)
def test_a_field_without_a_text_that_shows_is_not_told(field: str) -> None:
    assert pages_of(field) == ()
    assert pages_of(field, TEXT_FIELD.replace("rating", "other")) == (1,)


@pytest.mark.parametrize(("before", "pages"), [(4_998, (1,)), (4_999, ())])  # and one more, see `pages_of`
def test_only_so_many_annotations_of_a_page_are_looked_at(before: int, pages: tuple[int, ...]) -> None:
    assert pages_of(*["/Subtype/Link"] * before, TEXT_FIELD) == pages
