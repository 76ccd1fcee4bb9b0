"""A whole made-up paper from a layout's name and a seed: its bytes, and what a reader must find in it."""

from __future__ import annotations

from random import Random
from typing import Any

from reportlab.lib.pagesizes import A4, landscape

from tests.generators.variants.content import SECTIONS, Paper, Risk, make_paper
from tests.generators.variants.layouts import LAYOUTS, requests
from tests.generators.variants.sheet import Sheet
from tests.generators.variants.style import draw_style
from tests.generators.variants.typesetting import Line, set_text
from tests.generators.variants.words import PURPOSE

AUTHOR = "Secretariat Team"


def make(layout: str, seed: int) -> tuple[bytes, dict[str, Any]]:
    """A paper's PDF and its facts, the same every time."""
    random = Random(f"{layout}/{seed}")  # noqa: S311  nothing secret about it
    paper = make_paper(draw_style(random), random)
    return typeset(paper, layout).finish(), truth(paper)


def typeset(paper: Paper, layout: str) -> Sheet:
    """The paper all but finished: its last page is still open."""
    return _set(paper, layout, _set(paper, layout, 0).page)


def truth(paper: Paper) -> dict[str, Any]:
    """The facts in the shape of `risktrail parse --format json`."""
    return {
        "title": title_of(paper),
        "committee": paper.style.committee,
        "paper_reference": paper.reference,
        "meeting_number": paper.meeting_number,
        "meeting_date": paper.meeting_date.isoformat(),
        "report_date": paper.report_date.isoformat(),
        "period": f"{paper.meeting_date:%Y-%m}",
        "author": AUTHOR,
        "risks": [{**_facts(risk), "standing": standing.value} for standing, risks in paper.sections for risk in risks],
        "recommendations": [
            {"verb": text.split()[0], "text": text, "risk_ids": list(named)} for text, named in paper.requests
        ],
        "unplaced": [],
    }


def _facts(risk: Risk) -> dict[str, Any]:
    return {
        "risk_id": risk.risk_id,
        "score": risk.score,
        "band": risk.band,
        "description": risk.description,
        "impact": list(risk.impact),
        "actions": [
            {"text": each.text, "status": each.status, "status_text": each.status_text, "note": each.note}
            for each in risk.actions
        ],
        "remarks": list(risk.remarks),
    }


def title_of(paper: Paper) -> str:
    """The paper's title."""
    return f"{paper.style.committee} Risk Register – Progress Report"


def _set(paper: Paper, layout: str, pages: int) -> Sheet:
    """The paper set once. `pages` is how many its footers say there are."""
    style = paper.style
    size = landscape(A4) if layout == "wide" else A4
    sheet = Sheet(style, size, lambda page: margins_of(paper, page, pages))
    _text(sheet, title_of(paper), 1.5 * style.size, style.bold)
    if style.header != "reference":
        _text(sheet, f"Paper Reference: {paper.reference}")
    _heading(sheet, 1, "Purpose")
    for text in PURPOSE:
        _text(sheet, text)
    for number, (standing, risks) in enumerate(paper.sections, start=2):
        _heading(sheet, number, SECTIONS[standing])
        _text(sheet, "The entries of this section follow, each with its rating.")
        LAYOUTS[layout](sheet, risks)
    _heading(sheet, len(paper.sections) + 2, "Recommendation & Next Steps")
    _close(sheet, paper)
    return sheet


def printed_requests(paper: Paper) -> list[str]:
    """The requests with the commas of one long sentence."""
    last = len(paper.requests) - 1
    return [text + {last: "", last - 1: ", and"}.get(n, ",") for n, (text, _) in enumerate(paper.requests)]


def _close(sheet: Sheet, paper: Paper) -> None:
    _text(sheet, f"The {paper.style.committee} is requested to:")
    sheet.lines(requests(sheet, printed_requests(paper)))
    sheet.space(2 * paper.style.leading)
    _text(sheet, AUTHOR)
    _text(sheet, date_of(paper))


def _heading(sheet: Sheet, number: int, text: str) -> None:
    sheet.space(8)
    style = sheet.style
    _text(sheet, f"{number}. {text}" if style.numbered_headings else text, 1.2 * style.size, style.bold)


def _text(sheet: Sheet, text: str, size: float | None = None, font: str | None = None) -> None:
    line = Line("", font or sheet.style.font, size or sheet.style.size)
    sheet.lines(set_text(text, line, sheet.width, "" if font else sheet.style.hyphen))
    sheet.space(0.6 * sheet.style.leading)


def date_of(paper: Paper) -> str:
    """The date it is signed with, as it is printed."""
    date = paper.report_date
    th = "th" if 10 < date.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(date.day % 10, "th")
    return paper.style.date.format(
        day=date.day, th=th, month=f"{date:%B}", number=date.month, year=date.year, weekday=f"{date:%A}"
    )


def margins_of(paper: Paper, page: int, pages: int) -> tuple[str, str]:
    """The header and footer of one of its pages."""
    style = paper.style
    headers = {
        "meeting": f"{style.committee} Meeting {paper.meeting_number}" if page > 1 else "",
        "title": f"{title_of(paper)}",
        "classified": "OFFICIAL – Members Only",
        "reference": f"Paper Reference: {paper.reference}",
        "": "",
    }
    return headers[style.header], style.footer.format(page=page, pages=pages)
