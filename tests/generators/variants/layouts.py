"""The layouts of a register: where a risk's row, its impact and its actions stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.generators.variants.content import Risk
from tests.generators.variants.sheet import PADDING, Cells, Sheet
from tests.generators.variants.typesetting import Line, set_text

Layout = Callable[[Sheet, Sequence[Risk]], None]
SHARES = (0.17, 0.65, 0.18)
WIDE_SHARES = (0.11, 0.25, 0.12, 0.26, 0.26)
_INDENT = 22.0


def ruled(sheet: Sheet, risks: Sequence[Risk]) -> None:
    """One ruled table for each risk's row; impact and actions below it."""
    for risk in risks:
        _table_and_text(sheet, risk, SHARES, ruled=True)


def unruled(sheet: Sheet, risks: Sequence[Risk]) -> None:
    """The same without a line: columns by their place alone."""
    for risk in risks:
        _table_and_text(sheet, risk, SHARES, ruled=False)


def wrapped(sheet: Sheet, risks: Sequence[Risk]) -> None:
    """Columns so narrow that numbers and heads break."""
    outer = [_narrowest(sheet, [risk.risk_id for risk in risks], 0), _narrowest(sheet, ["(Moderate)"], 2)]
    shares = (outer[0], 1 - sum(outer), outer[1])
    for risk in risks:
        _table_and_text(sheet, risk, shares, ruled=True)


def merged(sheet: Sheet, risks: Sequence[Risk]) -> None:
    """One table for each risk, with rows of full width for impact and actions."""
    for risk in risks:
        _full_rows(sheet, risk, begins=True)
        sheet.space(sheet.style.gap)


def single(sheet: Sheet, risks: Sequence[Risk]) -> None:
    """One table for all risks; its head is repeated on every page."""
    for index, risk in enumerate(risks):
        _full_rows(sheet, risk, begins=index == 0)
    sheet.space(sheet.style.gap)


def wide(sheet: Sheet, risks: Sequence[Risk]) -> None:
    """One table across a landscape page, a risk a row."""
    widths = _widths(sheet, WIDE_SHARES)
    head = _head(sheet, widths, (*sheet.style.heads, *sheet.style.parts))
    sheet.row(widths, head)
    for risk in risks:
        impact = _paragraphs(sheet, risk.impact, widths[3] - 2 * PADDING)
        cells = [*_row(sheet, risk, widths), impact, _bullets(sheet, risk.bullets, widths[4] - 2 * PADDING)]
        sheet.row(widths, cells, head)
    sheet.space(sheet.style.gap)


LAYOUTS: dict[str, Layout] = {
    "ruled": ruled,
    "unruled": unruled,
    "wrapped": wrapped,
    "merged": merged,
    "single": single,
    "wide": wide,
}


def requests(sheet: Sheet, texts: Sequence[str]) -> list[Line]:
    """The list of what the committee is asked to do."""
    return _list(sheet, texts, sheet.width, sheet.style.request_bullet)


def _table_and_text(sheet: Sheet, risk: Risk, shares: Sequence[float], *, ruled: bool) -> None:
    style, widths = sheet.style, _widths(sheet, shares)
    head = _head(sheet, widths, style.heads)
    sheet.row(widths, head, ruled=ruled, whole=not ruled)
    sheet.row(widths, _row(sheet, risk, widths), head if style.repeat_head else (), ruled=ruled)
    sheet.space(6)
    for label, lines in _parts(sheet, risk, sheet.width):
        sheet.lines([_bold(sheet, label, before=4), *lines])
        sheet.space(4)
    sheet.space(style.gap)


def _full_rows(sheet: Sheet, risk: Risk, *, begins: bool) -> None:
    widths = _widths(sheet, SHARES)
    head = _head(sheet, widths, sheet.style.heads)
    if begins:
        sheet.row(widths, head)
    sheet.row(widths, _row(sheet, risk, widths), head)
    for label, lines in _parts(sheet, risk, sheet.width - 2 * PADDING):
        sheet.row([sheet.width], [[_bold(sheet, label), *lines]])


def _parts(sheet: Sheet, risk: Risk, width: float) -> Iterable[tuple[str, list[Line]]]:
    """A risk's impact and actions under their headings; without either, perhaps the bare heading."""
    style = sheet.style
    if risk.impact or style.bare_headings:
        yield style.parts[0], _paragraphs(sheet, risk.impact, width)
    if risk.bullets or style.bare_headings:
        yield style.parts[1], _bullets(sheet, risk.bullets, width)


def _narrowest(sheet: Sheet, texts: Sequence[str], column: int) -> float:
    """The share of the width a column needs for the longest piece of its words that no line end may cut."""
    pieces = [piece for text in (*texts, sheet.style.heads[column]) for piece in re.findall(r"[^\s-]+-?", text)]
    widest = max(stringWidth(piece, sheet.style.bold, sheet.style.size) for piece in pieces)
    return float(widest + 2 * PADDING + 1) / sheet.width


def _widths(sheet: Sheet, shares: Sequence[float]) -> list[float]:
    return [share * sheet.width for share in shares]


def _head(sheet: Sheet, widths: Sequence[float], names: Sequence[str]) -> Cells:
    plain = _bold(sheet, "")
    return [set_text(name, plain, width - 2 * PADDING) for name, width in zip(names, widths, strict=True)]


def _row(sheet: Sheet, risk: Risk, widths: Sequence[float]) -> list[list[Line]]:
    line, inner = _line(sheet), [width - 2 * PADDING for width in widths]
    return [
        set_text(risk.risk_id, line, inner[0]),
        set_text(risk.description, line, inner[1], sheet.style.hyphen),
        [row for text in risk.rating for row in set_text(text, line, inner[2])],
    ]


def _paragraphs(sheet: Sheet, texts: Sequence[str], width: float) -> list[Line]:
    line = Line("", sheet.style.font, sheet.style.size, before=0.55 * sheet.style.leading)
    return [row for text in texts for row in set_text(text, line, width, sheet.style.hyphen)]


def _bullets(sheet: Sheet, texts: Sequence[str], width: float) -> list[Line]:
    return _list(sheet, texts, width, sheet.style.bullet)


def _list(sheet: Sheet, texts: Sequence[str], width: float, bullet: str) -> list[Line]:
    style, found = sheet.style, []
    for index, text in enumerate(texts):
        mark = {"1.": f"{index + 1}.", "a)": f"{chr(97 + index)})"}.get(bullet, bullet)
        line = Line("", style.font, style.size, x=_INDENT, before=2.0, mark=mark)
        found += set_text(text, line, width, style.hyphen)
    return found


def _line(sheet: Sheet) -> Line:
    return Line("", sheet.style.font, sheet.style.size)


def _bold(sheet: Sheet, text: str, before: float = 0.0) -> Line:
    return Line(text, sheet.style.bold, sheet.style.size, before=before)
