"""Whether two wordings are one action, and how sure that is.

The rules, in the order in which they are asked:

1. Two actions: the verb or a word is turned into its opposite; the verb is another step of one work; a code, a stage or
   a month that the work is about is replaced by another; other words stand where words of the object stood.
2. One action, surely: what one side says is contained in what the other says, and is enough to know it by.
3. One action, for a person to confirm: most words are shared, but words of both sides have no counterpart; or the verb
   says what english.toml does not know; or other owners are to do it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from risktrail.store.linking.aligned import Alignment, aligned
from risktrail.store.linking.objects import Object, only_of, other_object, turned_round
from risktrail.store.linking.owners import adds_owners, same_owner
from risktrail.store.linking.prepared import Prepared, prepared
from risktrail.store.linking.same_word import is_slip, stands_for
from risktrail.store.linking.settings import HAIR, settings
from risktrail.store.linking.tables import LIGHT
from risktrail.store.linking.verbs import Relation, relation
from risktrail.store.linking.words import Kind, Word

_FAR = 4
"""A wording of which not one word in so many is in the other is another action, whatever they say."""


class Reason(StrEnum):
    """Why two wordings are two actions, or may be."""

    OPPOSITE = "opposite"
    OTHER_STEP = "other step"
    OTHER_CODE = "other code"
    OTHER_PERIOD = "other period"
    OTHER_OBJECT = "other object"
    SUCCESSOR = "successor"
    NEAR_VERB = "near verb"
    UNKNOWN_VERB = "unknown verb"
    OTHER_OWNER = "other owner"
    BOTH_CHANGED = "both changed"
    LITTLE_SHARED = "little shared"


TWO_ACTIONS = frozenset(
    (Reason.OPPOSITE, Reason.OTHER_STEP, Reason.OTHER_CODE, Reason.OTHER_PERIOD, Reason.OTHER_OBJECT, Reason.SUCCESSOR)
)
"""The reasons for which two wordings are surely two actions; the others leave a doubt."""
_OF_OBJECT = {
    Object.OPPOSITE: Reason.OPPOSITE,
    Object.OTHER_CODE: Reason.OTHER_CODE,
    Object.OTHER_PERIOD: Reason.OTHER_PERIOD,
    Object.OTHER_WORDS: Reason.OTHER_OBJECT,
}
_OF_VERB = {
    Relation.OPPOSITE: Reason.OPPOSITE,
    Relation.STEP: Reason.OTHER_STEP,
    Relation.NEAR: Reason.NEAR_VERB,
    Relation.UNKNOWN: Reason.UNKNOWN_VERB,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of two wordings."""

    similarity: float
    """From 0 to 1, and how sure the link is: see trails.toml."""
    reasons: frozenset[Reason]
    says_less: bool = False
    """Whether the later wording says nothing that the earlier does not, and leaves some of the object or owners out."""
    says_more: bool = False
    """Whether the earlier says nothing that the later does not, and some of the object or owners is added."""
    same_words: bool = False
    """Whether both say the same, dates and measures too."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two wordings and their words paired."""

    left: Prepared
    right: Prepared
    found: Alignment
    left_only: list[Word]
    right_only: list[Word]
    verbs: Relation
    same_owner: bool

    @property
    def changed(self) -> bool:
        """Whether one side says something of the object that the other does not."""
        return bool(self.left_only or self.right_only)


@lru_cache(maxsize=10_000)
def judge(before: str, after: str) -> Judgement:
    """Judge the wordings of an action of one month and of one of a later month.

    Where one wording can be read in two ways (`Remind Suppliers to return the hubs`), the one counts that is more like.
    """
    left, right = prepared(before), prepared(after)
    readings = [_judge(left, right)]
    if left.may_be_order:
        readings.append(_judge(prepared(before, as_order=True), right))
    if right.may_be_order:
        readings.append(_judge(left, prepared(after, as_order=True)))
    return max(readings, key=lambda found: found.similarity)


def _judge(left: Prepared, right: Prepared) -> Judgement:
    if _is_sentence_of(left, right) or _is_sentence_of(right, left):
        more = len(right.sentences) - len(left.sentences)
        return Judgement(1.0, frozenset(), says_less=more < 0, says_more=more > 0, same_words=not more)
    if _are_far(left, right):
        return Judgement(0.0, frozenset((Reason.OTHER_OBJECT,)))
    pair = _paired(left, right)
    shared, likeness = _shared(pair)
    reasons = frozenset((*_reasons(pair), *_doubts(pair, shared)))
    return Judgement(
        _confidence(likeness, reasons, _handicap(pair)),
        reasons,
        says_less=not pair.right_only and (bool(pair.left_only) or adds_owners(right, left)),
        says_more=not pair.left_only and (bool(pair.right_only) or adds_owners(left, right)),
        same_words=not pair.found.left_only and not pair.found.right_only and left.verb.phrase == right.verb.phrase,
    )


def _is_sentence_of(one: Prepared, other: Prepared) -> bool:
    """Whether all that one says stands word for word in the other, as a sentence of its own."""
    return len(one.sentences) == 1 and one.sentences[0] in other.sentences and bool(one.words)


def _are_far(left: Prepared, right: Prepared) -> bool:
    """Whether so few words are shared that nothing else need be asked; letters may stand for several."""
    shared = len(left.keys & right.keys)
    return _FAR * shared < min(len(left.keys), len(right.keys)) and not any(
        code.key not in other.keys and stands_for(code, other.spoken)
        for one, other in ((left, right), (right, left))
        for code in one.acronyms
    )


def _paired(left: Prepared, right: Prepared) -> _Pair:
    found = aligned(left, right)
    further = _says_further(left, right) or _says_further(right, left)
    return _Pair(
        left,
        right,
        found,
        only_of(found.left, found.left_only, left, right),
        only_of(found.right, found.right_only, right, left),
        Relation.SAME if further else relation(left.verb, right.verb),
        same_owner(left, right),
    )


def _says_further(one: Prepared, other: Prepared) -> bool:
    """Whether the verb of one is a further one of the other; or what a verb that only says that work is done does."""
    if any(one.verb.says_same(verb) for verb in other.clause_verbs):
        return True
    return LIGHT in other.verb.groups and any(is_slip(one.verb.text, word.text) for word in other.words[:1])


def _reasons(pair: _Pair) -> Iterator[Reason]:
    """What says that they are two actions, and what the verbs say."""
    if pair.verbs in _OF_VERB:
        yield _OF_VERB[pair.verbs]
    if turned_round(pair.left, pair.right):
        yield Reason.OPPOSITE
    if pair.right.repeats - pair.left.repeats:
        yield Reason.SUCCESSOR
    further = {at for side in (pair.left, pair.right) for verb in side.clause_verbs for at in verb.starts}
    told = other_object(pair.found, pair.left_only, pair.right_only, further)
    if told is not None:
        yield _OF_OBJECT[told]


def _doubts(pair: _Pair, shared: float) -> Iterator[Reason]:
    """What leaves a doubt, the verbs aside."""
    if pair.left_only and pair.right_only:
        yield Reason.BOTH_CHANGED
    if pair.changed and shared < settings().enough:
        yield Reason.LITTLE_SHARED
    if not pair.same_owner and (pair.changed or pair.left.verb.phrase != pair.right.verb.phrase):
        yield Reason.OTHER_OWNER


def _confidence(likeness: float, reasons: frozenset[Reason], handicap: float) -> float:
    """The similarity of a link: below `similar` for two actions, below `sure` where a doubt is left."""
    told = settings()
    two = reasons & TWO_ACTIONS
    if two:
        return round(likeness * (told.other_object if two == {Reason.OTHER_OBJECT} else told.two), 4)
    if reasons:
        value = min(likeness, told.sure - HAIR - (told.doubts if len(reasons) > 1 else 0))
    else:
        value = told.sure + handicap + (1 - told.sure - handicap) * likeness if likeness >= told.similar else likeness
    return round(max(0.0, value - handicap), 4)


def _handicap(pair: _Pair) -> float:
    """What is taken off so that of like actions the right one goes on: the same body's, what was asked for first."""
    told, found = settings(), pair.found
    owner = 0.0 if pair.same_owner else told.other_owner
    part = 0.0 if pair.left.verb.says_same(pair.right.verb) else told.later_part
    ours, theirs = _leading(found.left, found.pair_of_left), _leading(found.right, found.pair_of_right)
    return owner + part + told.later_word * (1 - min(ours, theirs))


def _leading(words: Sequence[Word], pair_of: dict[int, int]) -> float:
    """The share of the words up to the first that only one side has."""
    leading = next((at for at in range(len(words)) if at not in pair_of), len(words))
    return leading / len(words) if words else 1.0


def _shared(pair: _Pair) -> tuple[float, float]:
    """The weight of what both wordings say, and their likeness: how much of the shorter that is, and of both."""
    verb, found = settings().weight["verb"], pair.found
    ours, theirs = _of_pairs(found.left, found.pair_of_left), _of_pairs(found.right, found.pair_of_right)
    words = sum(min(weight, theirs[at]) for at, weight in ours.items())
    shared = words + (verb if pair.verbs is Relation.SAME else 0.0)
    left = words + verb + _lost(pair.left_only, found.left, found.left_only)
    right = words + verb + _lost(pair.right_only, found.right, found.right_only)
    part = settings().contained
    return shared, part * min(1.0, shared / min(left, right)) + (1 - part) * 2 * shared / (left + right)


def _of_pairs(words: Sequence[Word], pair_of: dict[int, int]) -> dict[int, float]:
    """The weight of each pair on one side."""
    weights: dict[int, float] = {}
    for at, pair in pair_of.items():
        weights[pair] = weights.get(pair, 0.0) + words[at].weight
    return weights


def _lost(only: Sequence[Word], words: Sequence[Word], free: Sequence[int]) -> float:
    """The weight of what one side alone says, with what dates and measures weigh."""
    beside = (words[at].weight for at in free if words[at].kind in (Kind.MEASURE, Kind.WHEN, Kind.PERIOD))
    return sum(word.weight for word in only) + sum(beside)
