"""The register of `tests.generators.cut_register` set by Typst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.generators import cut_register as register
from tests.generators.cut_register import Cut, Form, Risk

_COLUMNS = {
    "wide": "(9fr, 26fr, 12fr, 22fr, 31fr)",
    "spanned": "(14fr, 16fr, 52fr, 18fr)",
    "spanned-all": "(14fr, 16fr, 52fr, 18fr)",
}
_SETUP = """
#set page(width: {width}pt, height: {height}pt, margin: {margin}pt,
  header: text(8pt)[{running}], footer: context align(center, text(8pt)[Page #counter(page).display()]))
#set text(size: {size}pt, font: ("Liberation Sans", "Libertinus Serif"), lang: "en",
  costs: (orphan: {alone}%, widow: {alone}%))
#set par(leading: {gap}pt, spacing: {between}pt)
#set list(indent: 4pt, spacing: {between}pt)
#set table(inset: (x: 4pt, y: 3pt), stroke: {stroke}, align: left + top)
#show heading: set block(sticky: false)
"""


class Typst:
    """Prints with Typst, where its Python package is installed."""

    name = "Typst"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None if find_spec("typst") else "the Python package typst"

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        """The papers' PDFs."""
        import typst

        with TemporaryDirectory() as folder:
            source = Path(folder, "paper.typ")
            for cut in cuts:
                source.write_text(markup_of(cut), encoding="utf-8")
                content: bytes = typst.compile(str(source))
                yield content


def markup_of(cut: Cut) -> str:
    """The paper in Typst's markup."""
    gap = register.LEADING - 0.7 * register.SIZE  # Typst counts from the baseline above to the letters' tops
    setup = _SETUP.format(
        width=cut.form.width,
        height=cut.height,
        margin=register.MARGIN,
        running=register.RUNNING_HEAD,
        size=register.SIZE,
        gap=gap,
        between=gap + 4,
        alone=100 if cut.form.lines_alone > 1 else 0,
        stroke="none" if cut.form.layout == "aligned" else "0.75pt",
    )
    front = [_heading(register.TITLE), *(_paragraph(text) for text in register.FRONT)]
    front += [_heading("1. Purpose"), _paragraph(register.PURPOSE)]
    space = f"#pagebreak()\n#block(height: {cut.spacer}pt, above: 0pt, below: 0pt)\n"
    end = _heading("3. Recommendations") + _paragraph("The Council is requested to:") + _list(register.REQUESTS)
    return "\n".join([setup, *front, space, _heading(f"2. {register.SECTION}"), *_register(cut.form), end])


def _register(form: Form) -> Iterator[str]:
    if form.layout == "wide":
        rows = [cell for risk in register.RISKS for cell in (*_row(risk), _impact(risk), _actions(risk))]
        yield _table(form, [_text(name) for name in (*register.HEADS, register.IMPACT, register.ACTIONS)], rows)
    elif form.layout == "spanned-all":
        yield _table(form, _spanned_head(), [cell for risk in register.RISKS for cell in _spanned(risk)])
    elif form.layout == "spanned":
        yield from (_table(form, _spanned_head(), _spanned(risk)) for risk in register.RISKS)
    else:
        for risk in register.RISKS:
            yield _table(form, [_text(name) for name in register.HEADS], _row(risk))
            yield _label(register.IMPACT) + _impact(risk)
            yield _label(register.ACTIONS) + _actions(risk)


def _table(form: Form, head: Sequence[str], cells: Sequence[str]) -> str:
    columns = _COLUMNS.get(form.layout, "(16fr, 64fr, 20fr)")
    named = ", ".join(cell if cell.startswith("table.cell") else f"strong[{cell}]" for cell in head)
    body = ", ".join(cell if cell.startswith("table.cell") else f"[{cell}]" for cell in cells)
    return f"#table(columns: {columns}, table.header(repeat: {str(form.repeats).lower()}, {named}), {body})\n"


def _spanned_head() -> list[str]:
    number, description, rating = (_text(name) for name in register.HEADS)
    return [number, f"table.cell(colspan: 2)[*{description}*]", rating]


def _spanned(risk: Risk) -> list[str]:
    number, description, rating = _row(risk)
    return [
        f"table.cell(rowspan: 3, breakable: true)[{number}]",
        f"table.cell(colspan: 2)[{description}]",
        f"table.cell(rowspan: 3, breakable: true)[{rating}]",
        *(_text(register.IMPACT), _impact(risk), _text(register.ACTIONS), _actions(risk)),
    ]


def _row(risk: Risk) -> list[str]:
    return [_text(risk.number), _text(risk.description), "#linebreak()".join(_text(line) for line in risk.rating)]


def _impact(risk: Risk) -> str:
    return "".join(_paragraph(text) for text in risk.impact)


def _actions(risk: Risk) -> str:
    return _list([action.bullet for action in risk.actions])


def _list(texts: Sequence[str]) -> str:
    return "\n" + "".join(f"- {_text(text)}\n" for text in texts)


def _heading(text: str) -> str:
    return f"= {_text(text)}\n"


def _label(text: str) -> str:
    return f"*{_text(text)}*\n\n"


def _paragraph(text: str) -> str:
    return f"{_text(text)}\n\n"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'
