"""What one verb is to another."""

from __future__ import annotations

import pytest

from risktrail.store.linking.verbs import Relation, clause_verbs, head, relation
from risktrail.store.linking.words import words_of


def related(left: str, right: str) -> Relation:
    """What the verb of one deed is to that of another."""
    return relation(head(words_of(left))[0], head(words_of(right))[0])


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("provide it", "supply it", Relation.SAME),
        ("monitor it", "keep track of it", Relation.SAME),
        ("recieve it", "receive it", Relation.SAME),
        ("undertake a review of it", "review it", Relation.SAME),
        ("carry on with the review of it", "examine it", Relation.SAME),
        ("hold a review of it", "review it", Relation.SAME),
        ("tell the Panel", "keep the Panel informed", Relation.SAME),
        ("draft it", "approve it", Relation.STEP),
        ("test it", "retest it", Relation.STEP),
        ("check it", "recheck it", Relation.STEP),
        ("hold the review of it", "review it", Relation.STEP),
        ("open it", "shut it", Relation.OPPOSITE),
        ("lock it", "unlock it", Relation.OPPOSITE),
        ("do it", "undo it", Relation.OPPOSITE),
        ("keep it", "take it out of service", Relation.OPPOSITE),
        ("provide it", "report on it", Relation.NEAR),
        ("undertake it", "draft it", Relation.NEAR),
        ("draft it", "doodle it", Relation.UNKNOWN),
    ],
)
def test_relations(left: str, right: str, told: Relation) -> None:
    assert related(left, right) is told
    assert related(right, left) is told


def test_further_verbs() -> None:
    words = words_of("review the plan and publish it, then tell the Panel")
    assert [verb.text for verb in clause_verbs(words)] == ["publish", "tell"]


def test_the_object_begins_behind_the_verb() -> None:
    words = words_of("sign off the plan")
    assert words[head(words)[1]].text == "the"
    assert head(words_of(""))[0].phrase == ()
