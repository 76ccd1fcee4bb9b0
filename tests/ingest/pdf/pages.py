"""Pages made of PDF operators, for the tests of the engines."""

from __future__ import annotations

from risktrail.ingest.pdf.engines import EngineName, engine
from risktrail.ingest.pdf.page import DocumentLimits, Page
from tests.generators.pdf_objects import Parts, put_together

_FADE = "<</FunctionType 2/Domain[0 1]/C0[0.1 0.1 0.5]/C1[0.3 0.3 0.9]/N 1>>"
_SHADING = f"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 600 0]/Function {_FADE}/Extend[true true]>>"
_RESOURCES = f"""<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>
/Pattern<</Fading<</PatternType 2/Shading {_SHADING}>>>>>>"""


def drawn(content: str, name: EngineName, *, width: int = 600, height: int = 800) -> Page:
    """A page with this content, as an engine reads it; `/F` is Helvetica, `/Fading` a dark pattern."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R/Resources {_RESOURCES}>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page.encode(),
        4: f"<</Length {len(content)}>>stream\n{content}\nendstream\n".encode(),
    }
    (found,) = engine(name)(put_together(Parts(objects, b"/Root 1 0 R")), DocumentLimits()).pages
    return found


def printed(text: str, x: float = 100, y: float = 700, size: float = 10) -> str:
    """The operators that print a text."""
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET"


def texts(page: Page) -> list[str]:
    """The words that a reader sees."""
    return [word.text for word in page.words]
