"""Risk numbers: prefixes, separators, padding, numbers wrapped over lines, and risks that a sentence names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktrail.ingest.fields.risk_number import RiskNumber, identifiers, is_start_of_number, mentioned, read_number
from risktrail.ingest.profile import load_profile

PROFILE = load_profile()

PREFIXES = st.sampled_from(["OPSG", "TABASC", "SSC", "CR", "R", "PMA", "FIN", "SMKI-PMA", "Risk"])
SEPARATORS = st.sampled_from(["-", "", " ", "_", "/", "."])
DASHES = st.sampled_from(["-", "–", "‑", "−", "- ", " - ", "-\n"])
VALUES = st.integers(1, 999)


def numbers(*texts: str) -> list[RiskNumber]:
    """The texts as risk numbers."""
    return [number for text in texts if (number := read_number(text, PROFILE))]


@given(PREFIXES, SEPARATORS, VALUES, st.integers(1, 5))
def test_a_number_of_any_family(prefix: str, separator: str, value: int, width: int) -> None:
    found = read_number(f"{prefix}{separator}{value:0{width}d}", PROFILE)
    assert found == RiskNumber(prefix, separator, f"{value:0{width}d}", "")


@given(PREFIXES, DASHES, VALUES)
def test_a_number_wrapped_at_its_hyphen_or_with_another_dash(prefix: str, dash: str, value: int) -> None:
    found = read_number(f" {prefix}{dash}{value:03d} ", PROFILE)
    assert found == RiskNumber(prefix, "-", f"{value:03d}", "")


@pytest.mark.parametrize("text", ["OPSG-006 (new)", "OPSG-006*", "OPSG-006 †", "OPSG-006 NEW", "OPSG-006 ↑"])
def test_what_stands_behind_a_number_is_no_part_of_it(text: str) -> None:
    assert read_number(text, PROFILE) == RiskNumber("OPSG", "-", "006", "")


@pytest.mark.parametrize(("text", "prefix", "separator"), [("DCC Risk 4", "DCC Risk", " "), ("#4", "", "")])
def test_a_number_by_the_word_risk_or_a_sign(text: str, prefix: str, separator: str) -> None:
    assert read_number(text, PROFILE) == RiskNumber(prefix, separator, "4", "")


@given(VALUES)
def test_digits_alone(value: int) -> None:
    assert read_number(f"{value}.", PROFILE) == RiskNumber("", "", str(value), "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OPSG-",
        "Risk Number",
        "20 (Critical)",
        "OPSG-001 and OPSG-002",
        "n/a",
        "12 May 2021",
        "MP122)",
        "MP122 (stage 2))",
    ],
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text, PROFILE) is None


@pytest.mark.parametrize("text", ["Wednesday 14", "December 14"])
def test_a_day_is_no_number(text: str) -> None:
    assert read_number(text, PROFILE) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [("TABASC-", True), ("OPSG", True), ("SMKI-", True), ("The", False), ("OPSG-001", False), ("", False)],
)
def test_the_first_line_of_a_wrapped_number(text: str, begins: bool) -> None:
    assert is_start_of_number(text, PROFILE) is begins


@given(st.lists(VALUES, min_size=1, max_size=20, unique=True), st.integers(1, 5), PREFIXES)
def test_numbers_padded_alike_stay_as_they_are(values: list[int], width: int, prefix: str) -> None:
    texts = [f"{prefix}-{value:0{width}d}" for value in values]
    assert identifiers(numbers(*texts)) == texts


def test_a_number_padded_otherwise_is_written_as_most_are() -> None:
    mixed = numbers("OPSG-001", "OPSG-12", "OPSG-013", "OPSG 4", "OPSG-020")
    assert identifiers(mixed) == ["OPSG-001", "OPSG-012", "OPSG-013", "OPSG-004", "OPSG-020"]


@given(st.lists(VALUES, min_size=1, max_size=5, unique=True), st.booleans())
def test_the_risks_a_sentence_names(values: list[int], whole: bool) -> None:
    ids = [f"OPSG-{value:03d}" for value in values]
    named = ids if whole else [f"{value:03d}" for value in values]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    text = f"ENDORSE the escalation of {'risk' if len(ids) == 1 else 'risks'} {listed} to the Panel"
    assert mentioned(text, ids, numbers(*ids), PROFILE) == tuple(ids)


def test_a_risk_of_another_paper_is_written_as_those_of_this_one() -> None:
    ids = ["OPSG-001", "OPSG-002"]
    assert mentioned("ENDORSE the escalation of risk 17", ids, numbers(*ids), PROFILE) == ("OPSG-017",)


@pytest.mark.parametrize(
    "text", ["NOTE the contents of this paper", "PROVIDE views by 12 May", "AGREE a risk of 20% or more"]
)
def test_sentences_that_name_no_risk(text: str) -> None:
    assert mentioned(text, ["OPSG-001"], numbers("OPSG-001"), PROFILE) == ()


def test_long_words_in_capitals_are_told_at_once_from_a_number() -> None:
    assert read_number("ENVIRONMENTAL HEALTH AND SAFETY OF ALL WHO LIVE THERE" * 20, load_profile()) is None
