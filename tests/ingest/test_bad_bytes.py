"""Bytes that are no readable register: a code, a reason in one line, and what to do; never an exception."""

from __future__ import annotations

import io
import pickle

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from risktrail.ingest import errors
from risktrail.ingest.pdf.engines import EngineName
from risktrail.ingest.pdf.page import DocumentLimits
from risktrail.ingest.reader import Result, read_paper
from tests.ingest.papers import SAMPLES


def pdf(*lines: str, password: str | None = None) -> bytes:
    """A PDF of one page that has these lines, and perhaps a password."""
    file = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, invariant=True, encrypt=encryption)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


SAMPLE = SAMPLES[0].read_bytes()
BAD = {
    "empty": (b"", "not_a_pdf", "empty"),
    "text": (b"Risk register, July 2021\n", "not_a_pdf", "no PDF"),
    "header far down": (b" " * 5000 + SAMPLE, "not_a_pdf", "no PDF"),
    "header alone": (b"%PDF-1.7\n", "damaged_pdf", "open"),
    "truncated": (SAMPLE[: len(SAMPLE) // 3], "damaged_pdf", "open"),
    "password": (pdf("OPSG Risk Register", password="secret"), "password_protected", "password"),
    "blank": (pdf(), "empty", "its only page is empty"),
    "letter": (pdf("Dear Sir,", "thank you for the flowers."), "not_a_register", "no table of risks"),
}


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_line(name: str, engine: EngineName) -> None:
    content, code, reason = BAD[name]
    result = read_paper(content, engine)
    assert (result.report, result.code) == (None, code)
    assert result.reason is not None
    assert reason in result.reason
    assert "\n" not in result.reason
    assert result.remedy


@pytest.mark.parametrize("engine", EngineName)
def test_a_paper_beyond_the_limits_is_refused(engine: EngineName) -> None:
    result = read_paper(SAMPLE, engine, DocumentLimits(pages=2))
    assert (result.report, result.code) == (None, "too_large")
    assert "limit of 2" in str(result.reason)


@pytest.mark.parametrize("engine", EngineName)
def test_a_page_beyond_the_limits_is_named(engine: EngineName) -> None:
    result = read_paper(SAMPLE, engine, DocumentLimits(characters_per_page=10))
    assert (result.report, result.code) == (None, "too_large")
    assert str(result.reason).startswith("page 1: ")


def test_results_travel_between_processes() -> None:
    for content in (SAMPLE, b""):
        result = read_paper(content)
        assert isinstance(result, Result)
        assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301  our own bytes


@pytest.mark.parametrize(
    "error", [errors.NotAPdfError("no"), errors.TooLargeError("much", 3), errors.DamagedPdfError("bad", None)]
)
def test_errors_travel_between_processes(error: errors.PaperError) -> None:
    found = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(found), str(found), found.page) == (type(error), str(error), error.page)


def test_every_error_has_its_code_and_advice() -> None:
    kinds = errors.PaperError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind.remedy.endswith(".") for kind in kinds)
