"""Papers as web pages, printed by WeasyPrint: a committee's register in one wide table, and a council's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

HEADS = ("Risk Number", "Risk Description", "Severity Rating", "Impact", "Mitigation Actions")
COUNCIL_HEADS = ("Ref", "Risk", "Current score", "Key controls", "Further actions", "Risk owner")
UNRULED = "td, th { border: none }"
_STYLE = """
@page { size: A4 landscape; margin: 15mm; @bottom-right { content: "Page " counter(page); font: 8pt 'DejaVu Sans' } }
body { font: 9pt/12pt 'DejaVu Sans' } h1 { font-size: 16pt } h2 { font-size: 12pt }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
td, th { border: .75pt solid #333; padding: 3pt; vertical-align: top; text-align: left }
ul { margin: 0; padding-left: 12pt } .note { font-size: 7pt; margin: 2pt 0 }
"""


def missing() -> str | None:
    """What this machine lacks to print them; None where nothing."""
    return None if find_spec("weasyprint") else "the Python package weasyprint"


@cache
def printed(page: str) -> bytes:
    """A web page as a PDF."""
    import weasyprint

    content: bytes = weasyprint.HTML(string=page).write_pdf()
    return content


def committee(
    *rows: Sequence[str],
    heads: Sequence[str] = HEADS,
    title: str = "HBC Risk Register – Monthly Report",
    front: str = "<p>Paper Reference: HBC_12_0903_02</p><p>Date: 9 March 2023</p>",
    before: str = "",
    after: str = "",
    style: str = "",
) -> str:
    """A committee's paper with a register of one table.

    Args:
        rows: The cells of each risk, as markup.
        heads: Those of its columns.
        title: The paper's.
        front: What stands below it, as markup.
        before: What stands above the table.
        after: What stands below it.
        style: Further rules of style.
    """
    request = f"<h2>2. Recommendations</h2><p>The Council is requested to:</p>{listed('NOTE how the risks stand.')}"
    body = f"<h1>{title}</h1>{front}<h2>1. Active Risks</h2>{before}{table(heads, *rows)}{after}{request}"
    return f'<html lang="en"><meta charset="utf-8"><style>{_STYLE}{style}</style>{body}</html>'


def council(
    *rows: Sequence[str],
    heads: Sequence[str] = COUNCIL_HEADS,
    front: str = "<p>Updated: 9 March 2023</p>",
    after: str = "",
    style: str = "",
) -> str:
    """A council's register; the arguments are as of `committee`."""
    body = f"<h1>Larchwood Town Council – Corporate Risk Register</h1>{front}{table(heads, *rows)}{after}"
    return f'<html lang="en"><meta charset="utf-8"><style>{_STYLE}{style}</style>{body}</html>'


def table(heads: Sequence[str], *rows: Sequence[str]) -> str:
    """A table with a head."""
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead>{body}</table>"


def listed(*items: str) -> str:
    """A list with bullets."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def notes(*texts: str) -> str:
    """Footnotes, in small print."""
    return "".join(f'<p class="note">{text}</p>' for text in texts)
