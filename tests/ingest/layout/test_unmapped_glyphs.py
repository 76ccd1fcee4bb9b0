"""Letters that a PDF draws but does not tell are noticed."""

from __future__ import annotations

import pytest

from risktrail.ingest.layout.lines import Line, line_of
from risktrail.ingest.layout.unmapped_glyphs import lost_letters
from risktrail.ingest.pdf.page import Word


def line(text: str, page: int = 1) -> Line:
    """A line of these words."""
    return line_of(page, [Word(10 * place, 0, 10 * place + 9, 10, word) for place, word in enumerate(text.split())])


@pytest.mark.parametrize(
    "text",
    [
        "the \ufffdrst release",
        "Progress \ufffd Report",
        "costs of \ufffd6.2m",
        "the \ue0a3rst release",
        "the con\u6600\u6900dence of members",
        "the cost3benefit analysis",
        "taking into account members9 comments",
        "Issue 4 8Incorrect Certificates",
        "the con\x01dence of members",
        "(cost3benefit)",
        "the Γames of members",
    ],
)
def test_a_line_with_lost_letters_is_told(text: str) -> None:
    assert list(lost_letters([line("All is well"), line(text, page=3)])) == [(3, f"“{text}”")]


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd DCC to order hubs",
        "\uf0b7 DCC to order hubs",
        "20 (Critical) \uf0e9",
        "SMETS1 and PM2 on the 4G network, v2.1 of MP122",
        "in the 1st and 2nd quarter, see page12@example.org",
        "\x01 DCC to order hubs",
        "x.cost3benefit and up2you/cost3benefit",
        "a 5µs delay, café, naïve, ﬁrst",
        "Γιώργος to act; soon\u037e",
    ],
)
def test_bullets_codes_and_other_scripts_are_no_losses(text: str) -> None:
    assert list(lost_letters([line(text)])) == []


def test_three_lines_are_named_and_each_page_has_its_own() -> None:
    lines = [line(f"line {place} \ufffdrst", page) for page in (1, 2) for place in range(2 + page)]
    shown = ", ".join(f"“line {place} \ufffdrst”" for place in range(3))
    assert list(lost_letters(lines)) == [(1, shown), (2, f"{shown} and 1 more")]


def test_a_page_names_the_first_of_many() -> None:
    ((page, text),) = lost_letters([line(f"line {place} \ufffdrst") for place in range(9)])
    assert page == 1
    assert text.endswith("“line 2 \ufffdrst” and 6 more")
