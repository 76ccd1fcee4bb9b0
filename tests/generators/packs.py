"""Packs: files of several papers, as offices put them together, with running lines and page numbers of several kinds.

Four producers set them. Which paper stands on which pages is known, for every page is set by itself.

A pack is a tuple of papers, a paper a tuple of pages, a page a tuple of blocks.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from tests.generators.cut_html import Chromium, browser

WORDS = (
    "The harbour master told the members how the new moorings had stood the winter. Two of them had come loose and were"
    " made fast again within a day.",
    "Members asked when the café on the north quay would open. The tenant has ordered its kitchen and hopes for May.",
    "The clerk read out three letters about the noise of halyards. She will ask the owners to tie them down at night.",
    "There is a risk that the dredger comes late, and the members agreed to ask for a second offer.",
)


class Heading(NamedTuple):
    """A heading of a section."""

    text: str


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Bullets(NamedTuple):
    """A list."""

    items: tuple[str, ...]


class Grid(NamedTuple):
    """A ruled table: its heads and its rows, and how wide its columns are, as shares."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


Block = Heading | Text | Bullets | Grid


@dataclass(frozen=True)
class Sheets:
    """One paper of a pack. `head` runs above its pages; `foot` below them, with `{n}` for the page of the paper, `{of}`
    for how many it has, and `{all}` for the page of the pack. `risks` are the numbers and scores of a register."""

    title: str
    pages: tuple[tuple[Block, ...], ...]
    head: str = ""
    foot: str = ""
    turned: bool = False
    risks: tuple[tuple[str, int], ...] = ()
    number_on_first: bool = True

    def foot_of(self, page: int, of_pack: int) -> str:
        """The running foot of a page, counted from 1 in the paper."""
        if page == 1 and not self.number_on_first:
            return ""
        return self.foot.format(n=page, of=len(self.pages), all=of_pack)


def prose(pages: int, *, first: int = 0) -> tuple[tuple[Block, ...], ...]:
    """Pages of prose, none like the one before."""
    return tuple(
        tuple(Text(WORDS[(first + page + line) % len(WORDS)]) for line in range(3 + (first + page) % 3))
        for page in range(pages)
    )


def finance(pages: int) -> tuple[tuple[Block, ...], ...]:
    """Pages of a table of money."""
    heads = ("Line of the budget", "Planned", "Spent")
    return tuple(
        (
            Grid(
                heads,
                tuple((f"Line {9 * page + row}", str(410 + row), str(402 + 3 * row)) for row in range(9)),
                (6, 2, 2),
            ),
        )
        for page in range(pages)
    )


def project(pages: int) -> tuple[tuple[Block, ...], ...]:
    """A project's paper, with a small table of its own risks."""
    rows = (("1", "The crane is not there in time", "Medium", "Ask a second firm"), ("2", "Rain", "Low", "Wait"))
    table = Grid(("Ref", "Risk", "Likelihood", "Mitigation"), rows, (1, 4, 2, 3))
    first: tuple[Block, ...] = (Text(WORDS[1]), Heading("Risks of the project"), table)
    return (first, *prose(pages - 1, first=2))


def register(
    front: Sequence[str], risks: Sequence[tuple[str, int, str]], closing_lines: Sequence[str] = ()
) -> tuple[tuple[Block, ...], ...]:
    """The pages of a register: a page for its front and the first risk, one for each of the others.

    `risks` are numbers, scores and bands.
    """
    pages: list[list[Block]] = [[*map(Text, front), Heading("1. Current Risks")]]
    for place, (number, score, band) in enumerate(risks):
        if place:
            pages.append([])
        description = f"There is a risk that the quay wall at berth {place + 3} gives way before it has been mended."
        pages[-1] += [
            Grid(
                ("Risk Number", "Risk Description", "Severity Rating"),
                ((number, description, f"{score} ({band})"),),
                (3, 9, 3),
            ),
            Heading("Impact"),
            Text(f"Berth {place + 3} would be closed, and its ferries would have to use the outer harbour."),
            Heading("Mitigation Actions"),
            Bullets(
                (
                    f"Engineer to look at berth {place + 3} each week – Ongoing.",
                    "Clerk to write to the ferries – Completed.",
                )
            ),
        ]
    pages[-1] += map(Text, closing_lines)
    return tuple(map(tuple, pages))


def ids(risks: Iterable[tuple[str, int, str]]) -> tuple[tuple[str, int], ...]:
    """The numbers and scores of risks."""
    return tuple((number, score) for number, score, _ in risks)


HARBOUR = (("HTB-002", 20, "Critical"), ("HTB-005", 12, "Moderate"), ("HTB-001", 9, "Moderate"))
PILOTS = (("PIL-004", 16, "High"), ("PIL-001", 6, "Low"))

BOARD_PACK = (
    Sheets("Harbour Trust Board: papers for 9 May 2024", prose(1)),
    Sheets("Minutes of the meeting of 11 April 2024", prose(3, first=1), foot="Minutes {n}"),
    Sheets("Finance to the end of April", finance(2), foot="Finance – page {n}", turned=True),
    Sheets(
        "HTB Risk Register",
        register(("Paper Reference: HTB_14_0905_06", "Date: 2 May 2024"), HARBOUR),
        head="Harbour Trust Board, Meeting 14",
        foot="Page {n} of {of}",
        risks=ids(HARBOUR),
        number_on_first=False,
    ),
    Sheets("The slipway: where the work stands", project(2), foot="Page {n} of {of}"),
    Sheets(
        "PIL Risk Register",
        register(("Paper Reference: PIL_9_0905_07", "Date: 30 April 2024"), PILOTS),
        head="Pilots’ Committee",
        foot="{n}",
        risks=ids(PILOTS),
    ),
    Sheets("Annex: letters to the Board", prose(3, first=3), foot="{n}"),
)
"""Papers of several offices: what one prints at its foot, another prints otherwise, or leaves out on its first page."""

ONE_OFFICE = (
    Sheets("Agenda of the Trust", prose(2), head="Agenda"),
    Sheets("Notes of the last meeting", prose(2, first=2), head="Notes of the meeting of 4 June 2024"),
    Sheets(
        "Register of the Trust’s risks",
        register(("HTB Risk Register", "Meeting 15", "Date: 1 July 2024"), HARBOUR),
        head="HTB – Register of risks",
        risks=ids(HARBOUR),
    ),
    Sheets("The new ferry", project(2), head="Ferry project"),
)
"""No page has a number: titles, running heads and bookmarks tell the papers apart."""

NUMBERED_THROUGH = (
    Sheets("Agenda", prose(1), head="HTB_16_0808_01", foot="Papers of 8 August 2024 – {all}"),
    Sheets("Minutes", prose(2, first=1), head="HTB_16_0808_02", foot="Papers of 8 August 2024 – {all}"),
    Sheets(
        "HTB Risk Register",
        register(("Date: 1 August 2024",), HARBOUR),
        head="HTB_16_0808_05",
        foot="Papers of 8 August 2024 – {all}",
        risks=ids(HARBOUR),
    ),
    Sheets("Money", finance(2), head="HTB_16_0808_06", foot="Papers of 8 August 2024 – {all}", turned=True),
    Sheets("The slipway", project(1), head="HTB_16_0808_07", foot="Papers of 8 August 2024 – {all}"),
)
"""Whoever put the pack together numbered all of its pages; each paper has its reference at its head."""

TITLES_ONLY = (
    Sheets("Agenda of the Harbour Trust", prose(1)),
    Sheets("Minutes of the meeting of 11 April 2024", prose(2, first=1)),
    Sheets(
        "HTB Risk Register",
        register(("Paper Reference: HTB_14_0905_06", "Date: 2 May 2024"), HARBOUR),
        risks=ids(HARBOUR),
    ),
    Sheets("The slipway: where the work stands", project(2)),
    Sheets("PIL Risk Register", register(("Date: 30 April 2024",), PILOTS), risks=ids(PILOTS)),
    Sheets("Annex: letters to the Board", prose(2, first=3)),
)
"""No page has a number or a running line: each paper begins with its title on a page of its own."""


def truth(pack: Sequence[Sheets]) -> dict[tuple[int, int], tuple[tuple[str, int], ...]]:
    """The risks of each register in a pack, by its first and last page."""
    found, begun = {}, 1
    for paper in pack:
        if paper.risks:
            found[begun, begun + len(paper.pages) - 1] = paper.risks
        begun += len(paper.pages)
    return found


def merged(files: Iterable[bytes]) -> bytes:
    """PDFs put together, page behind page."""
    whole = pdfium.PdfDocument.new()
    for content in files:
        part = pdfium.PdfDocument(content)
        whole.import_pages(part)
        part.close()
    buffer = io.BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def _begins(pack: Sequence[Sheets]) -> Iterator[tuple[Sheets, int]]:
    """Each paper with the page of the pack that it begins on."""
    begun = 1
    for paper in pack:
        yield paper, begun
        begun += len(paper.pages)


# --- ReportLab --------------------------------------------------------------------------------------------------------

_TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=6)
_TITLE = ParagraphStyle("title", _TEXT, fontName="Times-Bold", fontSize=17, leading=22)
_HEADING = ParagraphStyle("heading", _TEXT, fontName="Times-Bold", leading=16)


class ReportLab:
    """Each paper is a PDF of its own; they are put together afterwards."""

    name = "ReportLab"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None

    def print(self, pack: Sequence[Sheets]) -> bytes:
        """The pack's PDF."""
        return merged(self._paper(paper, begun) for paper, begun in _begins(pack))

    def _paper(self, paper: Sheets, begun: int) -> bytes:
        def running(canvas: Any, _: Any) -> None:
            page = canvas.getPageNumber()
            width, height = canvas._pagesize
            canvas.setFont("Times-Roman", 9)
            canvas.drawString(60, height - 40, paper.head)
            canvas.drawCentredString(width / 2, 36, paper.foot_of(page, begun + page - 1))

        size = landscape(A4) if paper.turned else A4
        flow: list[Flowable] = [Paragraph(paper.title, _TITLE)]
        for place, page in enumerate(paper.pages):
            flow += [PageBreak()] if place else []
            flow += [self._block(block, size[0] - 120) for block in page]
        buffer = io.BytesIO()
        document = SimpleDocTemplate(buffer, pagesize=size, leftMargin=60, rightMargin=60, invariant=1)
        document.build(flow, onFirstPage=running, onLaterPages=running)
        return buffer.getvalue()

    def _block(self, block: Block, width: float) -> Flowable:
        match block:
            case Heading(text):
                return Paragraph(text, _HEADING)
            case Text(text):
                return Paragraph(text, _TEXT)
            case Bullets(items):
                return Paragraph("<br/>".join(f"• {item}" for item in items), _TEXT)
            case Grid(heads, rows, shares):
                cells = [[Paragraph(text, _TEXT) for text in row] for row in (heads, *rows)]
                widths = [width * share / sum(shares) for share in shares]
                return Table(
                    cells, widths, style=[("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
                )


# --- Typst ------------------------------------------------------------------------------------------------------------


class Typst:
    """The pack is one document; each paper has a heading of the first level, which becomes a bookmark."""

    name = "Typst"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None if find_spec("typst") else "the Python package typst"

    def print(self, pack: Sequence[Sheets]) -> bytes:
        """The pack's PDF."""
        import typst

        with TemporaryDirectory() as folder:
            source = Path(folder, "pack.typ")
            source.write_text(
                "\n".join(chain.from_iterable(self._paper(*each) for each in _begins(pack))), encoding="utf-8"
            )
            content: bytes = typst.compile(str(source))
        return content

    def _paper(self, paper: Sheets, begun: int) -> Iterator[str]:
        yield '#set text(size: 10.5pt, font: ("Libertinus Serif"))\n#show heading.where(level: 1): set text(size: 18pt)'
        for place, page in enumerate(paper.pages, 1):
            foot = paper.foot_of(place, begun + place - 1)
            flipped = "true" if paper.turned else "false"
            yield (
                f'#set page("a4", flipped: {flipped}, margin: 60pt, header: text(8pt)[{_markup(paper.head)}],'
                f" footer: align(right, text(8pt)[{_markup(foot)}]))"
            )
            if place == 1:
                yield f"= {_markup(paper.title)}"
            for block in page:
                yield self._block(block)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(text):
                return f'\n#block(text(weight: "bold")[{_markup(text)}])\n'
            case Text(text):
                return f"\n{_markup(text)}\n"
            case Bullets(items):
                return "\n" + "\n".join(f"- {_markup(item)}" for item in items) + "\n"
            case Grid(heads, rows, shares):
                columns = ", ".join(f"{share}fr" for share in shares)
                cells = ", ".join(f"[{_markup(text)}]" for row in (heads, *rows) for text in row)
                return f"\n#table(columns: ({columns}), stroke: 0.5pt, {cells})\n"


def _markup(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "#[]*_$@<>\\`~" else letter for letter in text)


# --- Chromium and WeasyPrint ------------------------------------------------------------------------------------------

_STYLE = """
@page {{ size: {size}; margin: 60pt 50pt; @top-center {{ content: "{head}"; font: 8pt sans-serif; }} }}
{feet}
body {{ margin: 0; font: 10pt/14pt 'Liberation Sans', Arial, sans-serif; }}
h1 {{ font: bold 16pt/20pt 'Liberation Sans', Arial, sans-serif; margin: 0 0 6pt 0; }}
h2 {{ font-size: 10pt; margin: 6pt 0 3pt 0; }} p, ul {{ margin: 0 0 5pt 0; }}
section {{ break-before: page; }} section.first {{ break-before: auto; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; }}
td, th {{ border: 0.75pt solid black; padding: 3pt; text-align: left; vertical-align: top; }}
"""


class Browser:
    """Each paper is a web page, printed by Chromium; they are put together afterwards."""

    name = "Chromium"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return Chromium().missing()

    def print(self, pack: Sequence[Sheets]) -> bytes:
        """The pack's PDF."""
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
            with closing(started) as opened:
                page = opened.new_page()

                def printed(paper: Sheets, begun: int) -> bytes:
                    page.set_content(_web_page(paper, begun))
                    return page.pdf(prefer_css_page_size=True)

                return merged([printed(*each) for each in _begins(pack)])


class WeasyPrint:
    """Each paper is a web page, printed by WeasyPrint."""

    name = "WeasyPrint"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None if find_spec("weasyprint") else "the Python package weasyprint"

    def print(self, pack: Sequence[Sheets]) -> bytes:
        """The pack's PDF."""
        import weasyprint

        write: Callable[[str], bytes] = lambda text: weasyprint.HTML(string=text).write_pdf()  # noqa: E731
        return merged([write(_web_page(*each)) for each in _begins(pack)])


def _web_page(paper: Sheets, begun: int) -> str:
    names = [f"page{place}" for place in range(1, len(paper.pages) + 1)]
    feet = "\n".join(
        f"@page {name} {{ @bottom-right {{ font: 8pt sans-serif;"
        f' content: "{paper.foot_of(place, begun + place - 1)}"; }} }}'
        f" .{name} {{ page: {name}; }}"
        for place, name in enumerate(names, 1)
    )
    size = "A4 landscape" if paper.turned else "A4"
    sections = "".join(
        f'<section class="{name}{" first" if name == names[0] else ""}">'
        + (f"<h1>{escape(paper.title)}</h1>" if name == names[0] else "")
        + "".join(map(_element, page))
        + "</section>"
        for name, page in zip(names, paper.pages, strict=True)
    )
    style = _STYLE.format(size=size, head=paper.head, feet=feet)
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>{style}</style>{sections}</html>'


def _element(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Text(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
        case Grid(heads, rows, shares):
            columns = "".join(f'<col style="width: {100 * share / sum(shares):.1f}%">' for share in shares)
            head = "".join(f"<th>{escape(text)}</th>" for text in heads)
            body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
            return f"<table><colgroup>{columns}</colgroup><tr>{head}</tr>{body}</table>"


PRODUCERS = (ReportLab(), Typst(), Browser(), WeasyPrint())
PACKS = {"board": BOARD_PACK, "one_office": ONE_OFFICE, "numbered_through": NUMBERED_THROUGH, "titles": TITLES_ONLY}
