"""The report as a PDF: tagged, with bookmarks and page numbers, drawn in colour; and what is said without it."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pypdfium2
import pytest

from risktrail.importing.extras import install_command
from risktrail.schema.errors import UsageError
from risktrail.store import open_reader
from risktrail.web.html_report import html_report
from risktrail.web.pdf_report import pdf_report
from tests.cli.command_line import Cli
from tests.generators.register_builders import action, report, risk, store_of

DUE = action("Write <the> plan", owners=("Head of Parks",), due="2021-02-01")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    """The report on a register of four months, with due dates and with what stands still."""
    months = [report(f"2021-0{at}", risk("A-1", 9 + 3 * at, DUE, title="Trees")) for at in range(1, 5)]
    with open_reader(store_of(tmp_path_factory.mktemp("pdf") / "s.duckdb", months)) as reader:
        page = html_report(reader, None)
    try:
        return pypdfium2.PdfDocument(pdf_report(page))
    except UsageError as error:
        if "Pango" not in str(error):
            raise
        pytest.skip("there is no Pango here; tests/web/install_browser.sh installs it")


def test_it_is_tagged_and_has_a_title(document: pypdfium2.PdfDocument) -> None:
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == "ABC risk register, April 2021"


def test_it_has_bookmarks(document: pypdfium2.PdfDocument) -> None:
    found = [(each.level, each.get_title()) for each in document.get_toc()]
    assert found[:3] == [
        (0, "ABC risk register, April 2021"),
        (1, "Before you read"),
        (1, "What moved since March 2021"),
    ]
    assert (2, "Overdue by owner") in found


def test_the_first_page_is_by_itself_and_pages_are_numbered(document: pypdfium2.PdfDocument) -> None:
    texts = [page.get_textpage().get_text_range() for page in document]
    assert "What is doubtful" in texts[0]
    assert "Ratings" not in texts[0]
    assert [f"page {at} of {len(texts)}" in text for at, text in enumerate(texts, 1)] == [True] * len(texts)


def test_what_is_folded_on_a_screen_is_there(document: pypdfium2.PdfDocument) -> None:
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "Write <the> plan" in text
    assert "Head of Parks" in text
    assert "ABC_2021-04.pdf, p. 1" in text


def test_the_drawings_have_their_colours(document: pypdfium2.PdfDocument) -> None:
    late, still = (0xB3, 0x26, 0x1E), (0x1D, 0x4F, 0x6E)
    seen = set()
    for page in document:
        picture = page.render(scale=1).to_pil().convert("RGB")
        seen |= {colour for _, colour in picture.getcolors(1 << 24)}
    assert {late, still} <= seen


def test_without_the_package_the_remedy_is_one_line(
    cli: Cli, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    done = cli("report", "--db", sample_store, "-o", "report.pdf")
    assert done.code == 2
    assert done.line == f"risktrail: a PDF needs WeasyPrint: install it with `{install_command('pdf')}`."
    assert list(Path().iterdir()) == []


def test_without_the_systems_library_the_remedy_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Missing(MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                print("a page of advice")  # noqa: T201
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [each for each in sys.modules if each.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(UsageError, match=r"needs the system's library Pango, .* `apt-get install libpango"):
        pdf_report("")
    assert capsys.readouterr().out == ""
