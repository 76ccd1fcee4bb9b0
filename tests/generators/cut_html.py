"""The register of `tests.generators.cut_register` as a web page, printed by WeasyPrint or Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from html import escape
from importlib.util import find_spec

from tests.generators import cut_register as register
from tests.generators.cut_register import Cut, Form, Risk

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_STYLE = """
@page {{ size: {width}pt {height}pt; margin: {margin}pt;
  @top-left {{ content: "{running}"; font: 8pt {family}; }}
  @bottom-center {{ content: "Page " counter(page); font: 8pt {family}; }} }}
* {{ orphans: {alone}; widows: {alone}; break-inside: auto; break-after: auto; }}
body {{ margin: 0; font: {size}pt/{leading}pt {family}; }}
h1 {{ font-size: 13pt; line-height: 18pt; }} h2 {{ font-size: 11pt; line-height: 14pt; }}
h1, h2, p, ul {{ margin: 0 0 4pt 0; }} ul {{ padding-left: 16pt; }} .label {{ font-weight: bold; }}
.overleaf {{ break-before: page; height: {spacer}pt; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 6pt 0; }}
thead {{ display: {head}; }} th {{ text-align: left; vertical-align: middle; }} td {{ vertical-align: top; }}
td, th {{ padding: 2pt 4pt; border: {border}; }}
"""
_WIDTHS = {"wide": (9, 26, 12, 22, 31), "spanned": (14, 16, 52, 18), "spanned-all": (14, 16, 52, 18)}


def page_of(cut: Cut) -> str:
    """The paper as a web page."""
    style = _STYLE.format(
        width=cut.form.width,
        height=cut.height,
        margin=register.MARGIN,
        running=register.RUNNING_HEAD,
        family="'Liberation Sans', Arial, sans-serif",
        size=register.SIZE,
        leading=register.LEADING,
        spacer=cut.spacer,
        alone=cut.form.lines_alone,
        head="table-header-group" if cut.form.repeats else "table-row-group",
        border="none" if cut.form.layout == "aligned" else "0.75pt solid black",
    )
    front = "".join(_tag("p", text) for text in register.FRONT)
    body = [
        _tag("h1", register.TITLE) + front + _tag("h2", "1. Purpose") + _tag("p", register.PURPOSE),
        f'<div class="overleaf"></div>{_tag("h2", f"2. {register.SECTION}")}',
        *_register(cut.form),
        _tag("h2", "3. Recommendations") + _tag("p", "The Council is requested to:") + _list(register.REQUESTS),
    ]
    title = escape(register.TITLE)
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{style}</style>' + (
        "".join(body) + "</html>"
    )


class WeasyPrint:
    """Prints with WeasyPrint, where it is installed."""

    name = "WeasyPrint"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        return None if find_spec("weasyprint") else "the Python package weasyprint"

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        """The papers' PDFs."""
        import weasyprint

        for cut in cuts:
            content: bytes = weasyprint.HTML(string=page_of(cut)).write_pdf()
            yield content


class Chromium:
    """Prints with Chromium, driven by Playwright."""

    name = "Chromium"

    def missing(self) -> str | None:
        """What this machine lacks for it; None where nothing."""
        if not find_spec("playwright"):
            return "the Python package playwright"
        return None if browser() else "Chromium (tests/web/install_browser.sh)"

    def print(self, cuts: Sequence[Cut]) -> Iterator[bytes]:
        """The papers' PDFs."""
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
            with closing(started) as opened:
                page = opened.new_page()
                for cut in cuts:
                    page.set_content(page_of(cut))
                    yield page.pdf(prefer_css_page_size=True)


def browser() -> str | None:
    """The browser that is there; None where none is."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def _register(form: Form) -> Iterator[str]:
    if form.layout == "wide":
        heads = (*register.HEADS, register.IMPACT, register.ACTIONS)
        yield _table(form, _head(heads), "".join(_wide_row(risk) for risk in register.RISKS))
    elif form.layout == "spanned-all":
        yield _table(form, _spanned_head(), "".join(_spanned_rows(risk) for risk in register.RISKS))
    elif form.layout == "spanned":
        yield from (_table(form, _spanned_head(), _spanned_rows(risk)) for risk in register.RISKS)
    else:
        for risk in register.RISKS:
            row = "<tr>" + "".join(_tag("td", text) for text in (risk.number, risk.description)) + _rating(risk)
            yield _table(form, _head(register.HEADS), f"{row}</tr>")
            yield _label(register.IMPACT) + _paragraphs(risk) + _label(register.ACTIONS) + _actions(risk)


def _table(form: Form, head: str, rows: str) -> str:
    widths = _WIDTHS.get(form.layout, (16, 64, 20))
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _head(names: Sequence[str]) -> str:
    return "".join(_tag("th", name) for name in names)


def _spanned_head() -> str:
    number, description, rating = register.HEADS
    return f'{_tag("th", number)}<th colspan="2">{description}</th>{_tag("th", rating)}'


def _spanned_rows(risk: Risk) -> str:
    first = f'<td rowspan="3">{risk.number}</td><td colspan="2">{escape(risk.description)}</td>{_rating(risk, 3)}'
    impact = f"{_tag('td', register.IMPACT)}<td>{_paragraphs(risk)}</td>"
    actions = f"{_tag('td', register.ACTIONS)}<td>{_actions(risk)}</td>"
    return f"<tr>{first}</tr><tr>{impact}</tr><tr>{actions}</tr>"


def _wide_row(risk: Risk) -> str:
    first = _tag("td", risk.number) + _tag("td", risk.description) + _rating(risk)
    return f"<tr>{first}<td>{_paragraphs(risk)}</td><td>{_actions(risk)}</td></tr>"


def _rating(risk: Risk, rows: int = 1) -> str:
    return f'<td rowspan="{rows}">{"<br>".join(risk.rating)}</td>'


def _paragraphs(risk: Risk) -> str:
    return "".join(_tag("p", text) for text in risk.impact)


def _actions(risk: Risk) -> str:
    return _list([action.bullet for action in risk.actions])


def _list(texts: Sequence[str]) -> str:
    return "<ul>" + "".join(_tag("li", text) for text in texts) + "</ul>"


def _label(text: str) -> str:
    return f'<p class="label">{text}</p>'


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"
