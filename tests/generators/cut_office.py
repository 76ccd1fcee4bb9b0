"""The register of `tests.generators.cut_register` as flat OpenDocument text, printed by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.generators import cut_register as register
from tests.generators.cut_register import Cut, Form, Risk

_OFFICES = ("soffice", "libreoffice")
_BATCH = 60  # papers to one start of the office suite, which takes seconds
_SECONDS = 300
_WIDTHS = {"wide": (9, 26, 12, 22, 31), "spanned": (14, 16, 52, 18), "spanned-all": (14, 16, 52, 18)}
_NAMES = ("office", "style", "text", "table", "fo", "svg")
_SPACES = {"fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"}
_SPACES["svg"] = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
_FONT = '<style:text-properties style:font-name="Sans" fo:font-size="{size}pt"{more}/>'
_STYLES = """
<office:font-face-decls>
 <style:font-face style:name="Sans" svg:font-family="'Liberation Sans'"/>
 <style:font-face style:name="Symbols" svg:font-family="OpenSymbol"/>
</office:font-face-decls>
<office:styles>
 <style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="4pt"
  fo:orphans="{alone}" fo:widows="{alone}" fo:line-height="{leading}pt"/>{plain}</style:style>
 <style:style style:name="Cell" style:family="paragraph"><style:paragraph-properties
  fo:orphans="{alone}" fo:widows="{alone}" fo:line-height="{leading}pt"/>{plain}</style:style>
 <style:style style:name="Head" style:family="paragraph" style:parent-style-name="Cell">{bold}</style:style>
 <style:style style:name="Label" style:family="paragraph" style:parent-style-name="Body">{bold}</style:style>
 <style:style style:name="Title" style:family="paragraph" style:parent-style-name="Body"><style:paragraph-properties
  fo:line-height="normal"/>{large}</style:style>
 <style:style style:name="Space" style:family="paragraph"><style:paragraph-properties fo:break-before="page"
  fo:line-height="{spacer}pt"/><style:text-properties fo:font-size="1pt"/></style:style>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="{width}pt"
  fo:page-height="{height}pt" fo:margin-top="18pt" fo:margin-bottom="18pt" fo:margin-left="{margin}pt"
  fo:margin-right="{margin}pt" style:print-orientation="portrait"/>
  <style:header-style><style:header-footer-properties svg:height="26pt" fo:margin-bottom="14pt"/></style:header-style>
  <style:footer-style><style:header-footer-properties svg:height="26pt" fo:margin-top="14pt"/></style:footer-style>
 </style:page-layout>
 <style:style style:name="Grid" style:family="table"><style:table-properties style:width="{inner}pt"
  table:align="left" fo:margin-bottom="6pt" style:may-break-between-rows="true"/></style:style>
 <style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="auto"/>
 </style:style>
 <style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:padding="3pt"
  fo:border="{border}" style:vertical-align="top"/></style:style>
 {columns}
 <text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
  <style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
  <style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-12pt" fo:margin-left="16pt"/>
  </style:list-level-properties><style:text-properties style:font-name="Symbols"/>
 </text:list-level-style-bullet></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sheet">
 <style:header><text:p text:style-name="Cell">{running}</text:p></style:header>
 <style:footer><text:p text:style-name="Cell">Page <text:page-number/></text:p></style:footer>
</style:master-page></office:master-styles>
"""


class LibreOffice:
    """Prints with LibreOffice, without its window."""

    name = "LibreOffice"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None if _office() else "LibreOffice Writer"

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        """The papers' PDFs."""
        for first in range(0, len(cuts), _BATCH):
            with TemporaryDirectory() as folder:
                yield from _printed(cuts[first : first + _BATCH], Path(folder))


def document_of(cut: Cut) -> str:
    """The paper as flat OpenDocument text."""
    form = cut.form
    inner = form.width - 2 * register.MARGIN
    columns = "".join(
        f'<style:style style:name="Column{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{inner * width / 100}pt"/></style:style>'
        for width in sorted(set(_widths(form)))
    )
    styles = _STYLES.format(
        alone=form.lines_alone if form.lines_alone > 1 else 0,
        leading=register.LEADING,
        plain=_FONT.format(size=register.SIZE, more=""),
        bold=_FONT.format(size=register.SIZE, more=' fo:font-weight="bold"'),
        large=_FONT.format(size=12, more=' fo:font-weight="bold"'),
        spacer=max(cut.spacer, 1),
        width=form.width,
        margin=register.MARGIN,
        height=cut.height,
        inner=inner,
        border="none" if form.layout == "aligned" else "0.75pt solid #000000",
        columns=columns,
        running=register.RUNNING_HEAD,
    )
    spaces = "".join(
        f' xmlns:{name}="{_SPACES.get(name, f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0")}"' for name in _NAMES
    )
    kind = 'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"'
    text = f"<office:body><office:text>{''.join(_body(form))}</office:text></office:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document{spaces} {kind}>{styles}{text}</office:document>'


def _office() -> str | None:
    return next((found for name in _OFFICES if (found := shutil.which(name))), None)


def _printed(cuts: Sequence[Cut], folder: Path) -> Iterator[bytes]:
    sources = [folder / f"{number}.fodt" for number in range(len(cuts))]
    for source, cut in zip(sources, cuts, strict=True):
        source.write_text(document_of(cut), encoding="utf-8")
    profile = f"-env:UserInstallation={folder.as_uri()}/settings"
    command = [_office() or "", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=_SECONDS)
    for source in sources:
        yield source.with_suffix(".pdf").read_bytes()


def _body(form: Form) -> Iterator[str]:
    yield _paragraph(register.TITLE, "Title")
    yield "".join(_paragraph(text) for text in register.FRONT)
    yield _paragraph("1. Purpose", "Title") + _paragraph(register.PURPOSE)
    yield _paragraph("", "Space") + _paragraph(f"2. {register.SECTION}", "Title")
    yield from _register(form)
    yield _paragraph("3. Recommendations", "Title") + _paragraph("The Council is requested to:")
    yield _list(register.REQUESTS)


def _register(form: Form) -> Iterator[str]:
    if form.layout == "wide":
        head = [_cell(_paragraph(name, "Head")) for name in (*register.HEADS, register.IMPACT, register.ACTIONS)]
        yield _table(form, head, "".join(_row([*_first(risk), *_parts(risk)]) for risk in register.RISKS))
    elif form.layout == "spanned-all":
        yield _table(form, _spanned_head(), "".join(_spanned_rows(risk) for risk in register.RISKS))
    elif form.layout == "spanned":
        yield from (_table(form, _spanned_head(), _spanned_rows(risk)) for risk in register.RISKS)
    else:
        for risk in register.RISKS:
            yield _table(form, [_cell(_paragraph(name, "Head")) for name in register.HEADS], _row(_first(risk)))
            yield _paragraph(register.IMPACT, "Label") + _impact(risk)
            yield _paragraph(register.ACTIONS, "Label") + _actions(risk)


def _widths(form: Form) -> tuple[int, ...]:
    return _WIDTHS.get(form.layout, (16, 64, 20))


def _table(form: Form, head: Sequence[str], rows: str) -> str:
    columns = "".join(f'<table:table-column table:style-name="Column{width}"/>' for width in _widths(form))
    first = _row(head)
    if form.repeats:
        first = f"<table:table-header-rows>{first}</table:table-header-rows>"
    return f'<table:table table:style-name="Grid">{columns}{first}{rows}</table:table>'


def _row(cells: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="Row">{"".join(cells)}</table:table-row>'


def _cell(content: str, rows: int = 1, columns: int = 1) -> str:
    spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    covered = "<table:covered-table-cell/>" * (columns - 1)
    return f'<table:table-cell table:style-name="Box" {spans}>{content}</table:table-cell>{covered}'


def _spanned_head() -> list[str]:
    number, description, rating = (_paragraph(name, "Head") for name in register.HEADS)
    return [_cell(number), _cell(description, columns=2), _cell(rating)]


def _spanned_rows(risk: Risk) -> str:
    covered = "<table:covered-table-cell/>"
    number, description, rating = _paragraph(risk.number, "Cell"), _paragraph(risk.description, "Cell"), _rating(risk)
    rows = [[_cell(number, rows=3), _cell(description, columns=2), _cell(rating, rows=3)]]
    for label, content in zip((register.IMPACT, register.ACTIONS), _parts(risk), strict=True):
        rows.append([covered, _cell(_paragraph(label, "Cell")), content, covered])
    return "".join(_row(row) for row in rows)


def _first(risk: Risk) -> list[str]:
    return [_cell(_paragraph(text, "Cell")) for text in (risk.number, risk.description)] + [_cell(_rating(risk))]


def _parts(risk: Risk) -> list[str]:
    return [_cell(_impact(risk)), _cell(_actions(risk))]


def _rating(risk: Risk) -> str:
    return "".join(_paragraph(line, "Cell") for line in risk.rating)


def _impact(risk: Risk) -> str:
    return "".join(_paragraph(text) for text in risk.impact)


def _actions(risk: Risk) -> str:
    return _list([action.bullet for action in risk.actions])


def _list(texts: Sequence[str]) -> str:
    items = "".join(f"<text:list-item>{_paragraph(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="Bullets">{items}</text:list>'


def _paragraph(text: str, style: str = "Body") -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'
