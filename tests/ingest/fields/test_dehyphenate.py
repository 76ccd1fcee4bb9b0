"""Lines joined to running text: what a line end has cut is mended, and the author's own hyphens stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.ingest.fields.dehyphenate import Joiner, plain
from risktrail.ingest.layout.lines import Line, lines_of
from risktrail.ingest.pdf.page import Word
from risktrail.ingest.profile import load_profile

CUT = [
    ("transfor-", "mation", "transformation"),
    ("imple-", "mentation", "implementation"),
    ("gov-", "ernance", "governance"),
]
KEPT = [("on-", "site", "on-site"), ("end-to-", "end", "end-to-end"), ("half-", "hourly", "half-hourly")]


def lines(*texts: str) -> list[Line]:
    """Lines of text under one another."""
    return [_line(text, 14.0 * number) for number, text in enumerate(texts)]


def _line(text: str, top: float) -> Line:
    words = [Word(50.0 * n, top, 50.0 * n + 40, top + 10, word) for n, word in enumerate(text.split())]
    (line,) = lines_of(1, words)
    return line


def joined(*texts: str, beside: tuple[str, ...] = ()) -> tuple[str, list[tuple[int, str]]]:
    """The running text of lines, in a paper that has other lines too, and the doubts about it."""
    made = lines(*texts)
    joiner = Joiner([*made, *lines(*beside)], load_profile().hyphens)
    return joiner.join(made), joiner.doubts


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\u2010"])
@pytest.mark.parametrize(("left", "right", "whole"), CUT)
def test_a_word_cut_at_a_line_end_is_whole_again(left: str, right: str, whole: str, hyphen: str) -> None:
    assert joined(f"the {left[:-1]}{hyphen}", f"{right} of the estate") == (f"the {whole} of the estate", [])


@pytest.mark.parametrize(("left", "right", "whole"), KEPT)
def test_an_authors_hyphen_stays(left: str, right: str, whole: str) -> None:
    assert joined(f"work {left}", f"{right} as planned")[0] == f"work {whole} as planned"


def test_a_soft_hyphen_is_never_the_authors() -> None:
    assert joined("work on\u00ad", "site")[0] == "work onsite"


def test_the_papers_own_words_decide_first() -> None:
    assert joined("the re-", "plan", beside=("a replan is due",)) == ("the replan", [])
    assert joined("the re-", "plan", beside=("a re-plan is due",)) == ("the re-plan", [])


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("in 2024-", "25 and", "in 2024-25 and"),
        ("for ESI/", "GSME loads", "for ESI/GSME loads"),
        ("about £60–", "£90 each", "about £60–£90 each"),
        ("the CSP-", "North region", "the CSP-North region"),
        ("plan –", "Ongoing", "plan – Ongoing"),
        ("plan -", "Completed", "plan - Completed"),
        ("a plan", "of work", "a plan of work"),
        ("the £60–", "90 each", "the £60–90 each"),
        ("either/", "or", "either/or"),
        ("either /", "or", "either / or"),
        ("see DCC–", "Users", "see DCC– Users"),
        ("see DCC–", "led work", "see DCC–led work"),
        ("the -", "word", "the - word"),
        ("an X-", "ray", "an X-ray"),
        ("in v2-", "beta", "in v2-beta"),
    ],
)
def test_dashes_numbers_and_slashes_at_a_line_end(left: str, right: str, whole: str) -> None:
    assert joined(left, right) == (whole, [])


def test_a_typographic_hyphen_is_the_authors_only_where_the_paper_writes_it_within_words() -> None:
    assert joined("the pre\u2010", "payment of") == ("the prepayment of", [])
    found, doubts = joined("the pre\u2010", "payment of", beside=("a short\u2010term plan",))
    assert (found, doubts) == ("the pre-payment of", [(1, "pre-payment")])


def test_the_papers_own_words_are_known_in_either_number_and_any_case() -> None:
    assert joined("a meter-", "reading plan", beside=("Meterreadings, of all",)) == ("a meterreading plan", [])
    assert joined("the change-", "overs now", beside=("(a change-over)",)) == ("the change-overs now", [])


def test_a_word_that_a_line_end_has_cut_tells_nothing_of_another() -> None:
    assert joined("the xq-", "zvt plan", beside=("again xq-", "zvt"))[1] == [(1, "xq-zvt")]


def test_a_hyphen_that_waits_for_its_second_half() -> None:
    assert joined("a short-", "to medium-term plan")[0] == "a short- to medium-term plan"


def test_a_cut_that_can_be_read_either_way_is_told() -> None:
    text, doubts = joined("the xq-", "zvt plan")
    assert text in {"the xq-zvt plan", "the xqzvt plan"}
    assert doubts == [(1, "xq-zvt")]


CUT_ELSEWHERE = ("the imple-", "mentation of it")  # shows that the paper hyphenates


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("high-", "rise", "high-rise"),  # hardly known as one word
        ("out-", "side", "outside"),
        ("pre-", "payment", "prepayment"),
        ("rol-", "lout", "rollout"),  # known to no list, but no author parts it there
        ("multi-", "dwelling", "multi-dwelling"),
        ("TA-", "BASC", "TA-BASC"),
    ],
)
def test_where_the_paper_hyphenates(left: str, right: str, whole: str) -> None:
    text, doubts = joined(f"the {left}", f"{right} of it", beside=CUT_ELSEWHERE)
    assert text == f"the {whole} of it"
    assert doubts == [(1, f"{left}{right}")]


def test_where_it_does_not_an_unknown_word_keeps_its_hyphen() -> None:
    assert joined("a cyber-", "attack of it")[0] == "a cyber-attack of it"


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [("news-", "paper", "newspaper"), ("out-", "side", "out-side"), ("stand-", "by", "stand-by")],
)
def test_where_it_does_not_a_word_that_is_one_and_two_is_told(left: str, right: str, whole: str) -> None:
    assert joined(f"the {left}", f"{right} of it") == (f"the {whole} of it", [(1, f"{left}{right}")])


def test_every_doubt_of_a_paper_is_told() -> None:
    text, doubts = joined("the out-", "side and a news-", "paper of it")
    assert text == "the out-side and a newspaper of it"
    assert doubts == [(1, "out-side"), (1, "news-paper")]


def test_the_papers_own_words_tell_capitals_too() -> None:
    assert joined("with TA-", "BASC now", beside=("TABASC to act", *CUT_ELSEWHERE)) == ("with TABASC now", [])


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(1, 5))
def test_words_without_hyphens_come_through_any_breaking(words: list[str], width: int) -> None:
    rows = [" ".join(words[start : start + width]) for start in range(0, len(words), width)]
    assert joined(*rows) == (" ".join(words), [])


@given(st.text(alphabet="ab \u00a0\u202f\u2011\u00ad\n", max_size=30))
def test_plain_text_has_ordinary_spaces_and_hyphens(text: str) -> None:
    found = plain(text)
    assert set(found) <= set("ab -")
    assert found == plain(found)
