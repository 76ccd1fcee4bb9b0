"""Words that say the same though they are written in another way, and words that do not."""

from __future__ import annotations

import pytest

from risktrail.store.linking.same_word import is_misspelt, is_shortened, is_slip, is_synonym, stands_for
from risktrail.store.linking.words import Word, words_of


def word(text: str) -> Word:
    """A word within a sentence."""
    return words_of(f"see {text}")[1]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("fault", "failure", True), ("Cat", "category", True), ("more", "additional", True), ("fault", "faith", False)],
)
def test_synonyms(left: str, right: str, same: bool) -> None:
    assert is_synonym(word(left), word(right)) is same
    assert is_synonym(word(right), word(left)) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Admin", "Administrator", True),
        ("Comms", "Communications", True),
        ("FW", "firmware", True),
        ("FR", "firmware", True),
        ("FX", "firmware", False),
        ("Ad", "Administrator", False),  # two letters are too few
        ("comm", "commit", False),  # and leaves out two letters only
        ("part", "partner", False),  # an English word
    ],
)
def test_shortened_words(left: str, right: str, same: bool) -> None:
    assert is_shortened(word(left), word(right)) is same
    assert is_shortened(word(right), word(left)) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("supply", "suply", True),
        ("crescent", "cresent", True),
        ("form", "from", False),  # four letters
        ("trial", "trail", True),  # the same letters
        ("contact", "contract", False),  # two English words
        ("coordinator", "cordinnator", True),  # two slips in a long word
        ("supply", "supplly", True),
        ("supply", "suplly", True),  # two letters that changed places count once
        ("plans", "clans", False),
        ("moniter", "monatir", False),  # two slips in a short word
    ],
)
def test_slips_of_the_pen(left: str, right: str, same: bool) -> None:
    assert is_slip(left, right) is same


def test_names_are_misspelt_only_where_one_is_a_word() -> None:
    assert is_misspelt(word("Cresent"), word("Crescent"))
    assert not is_misspelt(word("Thornbyx"), word("Thornbys"))
    assert not is_misspelt(word("DP096"), word("DP096x"))


@pytest.mark.parametrize(
    ("letters", "words", "found"),
    [
        ("SIP", "a service improvement plan", range(1, 4)),
        ("EHCP", "an education, health and care plan", range(1, 6)),
        ("QOS", "the quality of service", range(1, 4)),
        ("H&S", "health and safety", range(3)),
        ("SIP", "a service plan", None),
        ("S", "a service", None),
    ],
)
def test_letters_stand_for_words(letters: str, words: str, found: range | None) -> None:
    assert stands_for(word(letters), words_of(words)) == found
