"""PDFs that are no registers, read as an import reads them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest.reader import Result
from tests.long_checks import strangers


def _paper(*lines: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 16 * number, line)
    canvas.save()
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    within = tmp_path / "deep"
    within.mkdir()
    (within / "invoice.PDF").write_bytes(_paper("Invoice 17", "Two days of work", "Total 1,463.20"))
    (within / "menu.pdf").write_bytes(_paper("Soup", "Plum cake"))
    (within / "cut.pdf").write_bytes(b"")
    (within / "notes.txt").write_text("Risk Register", encoding="utf-8")
    return tmp_path


def test_refusals_are_counted_by_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert strangers.main([str(folder), "--jobs", "1"]) == 0
    told = capsys.readouterr().out
    assert "3 files, 0 read as reports, 0 of them with a register and a month" in told
    assert (
        "| not_a_register | no table of risks was found, and nothing says that there are no risks | 2 | invoice.PDF |"
        in told
    )
    assert "| not_a_pdf | the file is empty | 1 | cut.pdf |" in told
    assert "Taken for registers" not in told


def test_what_is_taken_for_a_register_is_named(folder: Path, samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = next(samples.glob("*.pdf"))
    shutil.copy(sample, folder)
    assert strangers.main([str(folder), "--jobs", "1"]) == 1
    told = capsys.readouterr().out
    assert "4 files, 1 read as reports, 1 of them with a register and a month" in told
    assert f"- {folder / sample.name}: " in told


def test_figures_do_not_make_two_reasons_of_one(tmp_path: Path) -> None:
    one, other = (
        strangers.Stranger(tmp_path, Result(None, "no_text", f"no text on any of its {pages} pages"))
        for pages in (2, 1_150)
    )
    assert one.kind_of_reason == other.kind_of_reason == ("no_text", "no text on any of its N pages")
