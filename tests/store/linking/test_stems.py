"""Forms of one word have one stem, and other words another."""

from __future__ import annotations

import pytest

from risktrail.store.linking.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "plan plans planned planning",
        "approve approval approved",
        "fail failure failures",
        "allocate allocation allocated",
        "install installation",
        "analyse analysis",
        "organise organization",
        "supply supplies supplied",
        "write written",
        "move moving",
        "site site's sites",
        "publish publication",
    ],
)
def test_forms_of_one_word(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words",
    ["nation nature", "north south", "string strong", "report reporter", "supply supplier", "internal external"],
)
def test_other_words(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


def test_what_has_digits_stays_as_it_is() -> None:
    assert stem("SMETS1") == "smets1"
