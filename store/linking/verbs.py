"""An action's verbs, and what one verb is to another: the same, another step of one work, its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from risktrail.store.linking.same_word import is_slip
from risktrail.store.linking.stems import stem
from risktrail.store.linking.tables import LIGHT, Phrase, tables
from risktrail.store.linking.words import Kind, Word

_MOST_BETWEEN = 12
"""Words of an object that may stand between a verb and what belongs to it."""


class Verb(NamedTuple):
    """What is done: the verb's stems, and the groups of english.toml that it is in; none where it is not listed."""

    phrase: Phrase
    groups: frozenset[str]
    text: str = ""
    """Its first word."""
    starts: tuple[int, ...] = ()
    """Where its words begin in the text."""

    def says_same(self, other: Verb) -> bool:
        """Whether both are one verb, or english.toml says that they say the same."""
        return self.phrase == other.phrase or bool(self.groups & other.groups)


class Relation(StrEnum):
    """What the verb of a later wording is to the verb of an earlier one."""

    SAME = "same"
    NEAR = "near"
    """Secretaries reword one as the other as often as the work moves on."""
    STEP = "step"
    """Both are listed, and no group has both: draft, approve."""
    OPPOSITE = "opposite"
    UNKNOWN = "unknown"
    """At least one is not listed."""


def relation(left: Verb, right: Verb) -> Relation:
    """What one verb is to another."""
    if left.says_same(right):
        return Relation.SAME
    crossing = {frozenset((ours, theirs)) for ours in left.groups - {LIGHT} for theirs in right.groups - {LIGHT}}
    if crossing & tables().opposite_groups or _is_undone(left, right) or _is_undone(right, left):
        return Relation.OPPOSITE
    if crossing:
        return Relation.NEAR if crossing & tables().near else Relation.STEP
    if LIGHT in left.groups | right.groups:
        return Relation.NEAR
    return Relation.SAME if is_slip(left.text, right.text) else Relation.UNKNOWN


def _is_undone(verb: Verb, other: Verb) -> bool:
    """Whether the other is made of the verb by a prefix that turns it round: lock, unlock."""
    return any(other.text.casefold() == prefix + verb.text.casefold() for prefix in tables().opposite_prefixes)


def verb_at(words: Sequence[Word], at: int) -> tuple[Verb, int] | None:
    """The listed verb that begins at a word, and how many words it has; `re-` before a listed verb is another one."""
    if at >= len(words):
        return None
    told, first = tables(), stem(words[at].text)
    near = words[at : at + told.longest.get(first, 1)]
    stems = tuple(stem(word.text) for word in near)
    for count in range(len(near), 0, -1):
        groups = told.verbs.get(stems[:count])
        if groups:
            return Verb(stems[:count], groups, near[0].text, tuple(word.start for word in near[:count])), count
    again = first.removeprefix("re").removeprefix("-") if first.startswith("re") else ""
    if (again,) in told.verbs:
        return Verb((first,), frozenset((f"{again} again",)), near[0].text, (near[0].start,)), 1
    return None


def begins_with_verb(words: Sequence[Word]) -> bool:
    """Whether it is an instruction: `Track defaults`, `Ongoing: track defaults`, but not `A call for bids was made`."""
    first = _first(words)
    return verb_at(words, first) is not None and all(word.text.casefold() in tables().still for word in words[:first])


def head(words: Sequence[Word]) -> tuple[Verb, int]:
    """The verb that the words begin with, those that only say that work is done aside, and where its object begins."""
    at = _first(words) if words and verb_at(words, 0) is None else 0
    found = verb_at(words, at)
    if found is None:
        first = words[at : at + 1]
        return Verb(tuple(stem(word.text) for word in first), frozenset(), first[0].text if first else ""), at + 1
    verb, ends = _parted(words, at) or found[0], at + found[1]
    while LIGHT in verb.groups:
        begins = ends + _first(words[ends:])
        inner = verb_at(words, begins)
        if inner is None:
            break
        verb, ends = _parted(words, begins) or inner[0], begins + inner[1]
    return _with_noun(verb, words, ends), ends


def clause_verbs(words: Sequence[Word]) -> Iterator[Verb]:
    """The further verbs of a deed: review the plan *and publish* it."""
    for at, (before, _) in enumerate(pairwise(words), 1):
        found = verb_at(words, at) if _may_follow(before.text.casefold(), words[at].text) else None
        if found and found[0].groups != {LIGHT}:
            yield _parted(words, at) or found[0]


def _may_follow(joint: str, word: str) -> bool:
    """Whether a word may be a verb behind `and` or `to`: to tell, and told; not to deferred members, nor and Wales."""
    if joint not in tables().clause or not word.islower():
        return False
    return joint != tables().infinitive or not word.endswith(("ed", "ing"))


def _first(words: Sequence[Word]) -> int:
    """Where the first word stands that tells something."""
    return next((at for at, word in enumerate(words) if word.kind is not Kind.STOP), 0)


def _parted(words: Sequence[Word], at: int) -> Verb | None:
    """A verb of several words that its object parts: take the old system *out of service*."""
    candidates = tables().parted.get(stem(words[at].text))
    if not candidates:
        return None
    near = [stem(word.text) for word in words[at + 1 : at + 1 + _MOST_BETWEEN]]
    for phrase in candidates:
        rest = list(phrase[1:])
        if any(near[i : i + len(rest)] == rest for i in range(len(near))):
            return Verb(phrase, tables().verbs[phrase], words[at].text, (words[at].start,))
    return None


def _with_noun(verb: Verb, words: Sequence[Word], ends: int) -> Verb:
    """The verb, and what its object says where that is the work itself: hold *a review of*, provide *training for*."""
    at = ends + (ends < len(words) and words[ends].text.casefold() in tables().articles)
    inner = verb_at(words, at) if verb.phrase[0] in tables().giving else None
    if inner is None or at + inner[1] >= len(words) or words[at + inner[1]].kind is not Kind.STOP:
        return verb
    return verb._replace(groups=verb.groups | inner[0].groups - {LIGHT})
