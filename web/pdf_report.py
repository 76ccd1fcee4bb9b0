"""The report as a PDF: the page of html_report.py on sheets, tagged, with bookmarks and page numbers.

WeasyPrint sets it, which the extra `pdf` installs. It is given the page alone, and may fetch nothing.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from typing import TYPE_CHECKING, cast

from risktrail.importing.extras import install_command
from risktrail.schema.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

VARIANT = "pdf/ua-1"
"""The PDF for all: tagged, with its language and its title, as ISO 14289-1 has it."""
UNLABELLED = "sign"
"""For the signs of a key, which the words beside them explain: a figure of such a PDF must have a text."""
_VARIABLE = re.compile(r"(--[\w-]+):\s*([^;]+);")
_RULE = re.compile(r"^([^{}@/]+)\{([^{}]*)\}", re.MULTILINE)
_USE = re.compile(r"var\((--[\w-]+)\)")
_DRAWS = re.compile(r"\b(?:fill|stroke)\s*:")
_LABEL = re.compile(r'aria-label="([^"]*)"')
_SVG = re.compile(r"<svg\b[^>]*>")


def pdf_report(page: str) -> bytes:
    """A report as a PDF.

    Args:
        page: The report as `html_report` makes it.

    Raises:
        UsageError: WeasyPrint, or a library of the system that it needs, is not installed.
    """
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=_with_drawn_colours(page), url_fetcher=nothing)
    return cast("bytes", document.write_pdf(pdf_variant=VARIANT))


def _weasyprint() -> ModuleType:
    """The library. What it prints itself where a library of the system is missing is left out."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint
    except ModuleNotFoundError as error:
        raise UsageError(f"a PDF needs WeasyPrint: install it with `{install_command('pdf')}`.") from error
    except OSError as error:
        raise UsageError(
            "a PDF needs the system's library Pango, which was not found. Install it (on Debian and Ubuntu:"
            " `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`), or write report.html and"
            " print that from a browser."
        ) from error
    return cast("ModuleType", weasyprint)


def _with_drawn_colours(page: str) -> str:
    """The page with the rules for its drawings inside each: WeasyPrint draws an SVG by the rules in it alone, without
    those of the page around it. A stroke behind letters is left out: it knows no `paint-order`, and would hide them."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    colours = dict(_VARIABLE.findall(style.partition("}")[0]))
    rules = []
    for selectors, said in _RULE.findall(style):
        inner = [each.strip().removeprefix(".calendar ") for each in selectors.split(",")]
        if _DRAWS.search(said) and "paint-order" not in said and not any(" " in each for each in inner):
            rules.append(f"{','.join(inner)}{{{_USE.sub(lambda found: colours[found[1]], said)}}}")
    return _SVG.sub(lambda found: f"{found[0]}{_title(found[0])}<style>{''.join(rules)}</style>", page)


def _title(opening: str) -> str:
    """What a tagged PDF says in place of a drawing that has no title of its own; its `aria-label` is not looked at."""
    if "aria-labelledby" in opening:
        return ""
    label = _LABEL.search(opening)
    return f"<title>{label[1] if label else UNLABELLED}</title>"
