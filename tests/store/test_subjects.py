"""What a risk is about, in a few words beside its number."""

from __future__ import annotations

import pytest

from risktrail.store.subjects import MOST_LETTERS, shortened, subject


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("There is a risk that the pumps fail.", "The pumps fail"),
        ("Because of recent changes, there is a Risk of flooding", "Flooding"),
        ("There is a risk that, when the rollout is at its busiest, the lines fail", "The lines fail"),
        ("Risk: nobody pays", "Nobody pays"),
        ("There is a risk that iDNOs leave", "iDNOs leave"),
        ("A payment is made that nobody approved.", "A payment is made that nobody approved"),
        ("Risky business", "Risky business"),
        ("The pumps fail. There is a risk that no one notices", "The pumps fail. There is a risk that no one …"),
    ],
)
def test_the_first_words_of_a_description_stand_behind_its_lead_in(description: str, words: str) -> None:
    assert subject("A-1", None, description) == words


def test_a_title_goes_before_and_a_number_that_is_one_needs_none() -> None:
    assert subject("A-1", "Trees", "There is a risk that they fall") == "Trees"
    assert subject("Trees", "Trees", "They fall") == ""


def test_it_is_cut_after_a_word() -> None:
    assert shortened("one  two\nthree", 13) == "one two three"
    assert shortened("one two three", 12) == "one two …"
    assert shortened("onetwothree", 5) == "onetw …"
    assert len(subject("A-1", "word " * 30, "")) <= MOST_LETTERS + 2
