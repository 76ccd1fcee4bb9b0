"""Whether two wordings are one action, and how sure that is.

The rules, in the order in which they are asked:

1. Two actions: the verb or a word is turned into its opposite; the verb is another step of one work; a code, a stage or
   a month that the work is about is replaced by another; other words stand where words of the object stood.
2. One action, surely: what one side says is contained in what the other says, and is enough to know it by.
3. One action, for a person to confirm: most words are shared, but words of both sides have no counterpart; or the verb
   says what english.toml does not know; or other owners are to do it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from risktrail.store.linking.aligned import Alignment, Slot, aligned, opposites, turned_round
from risktrail.store.linking.owners import adds_owners, same_owner
from risktrail.store.linking.prepared import Prepared, prepared
from risktrail.store.linking.same_word import is_slip, stands_for
from risktrail.store.linking.settings import settings
from risktrail.store.linking.tables import LIGHT, tables
from risktrail.store.linking.words import Kind, Word

_OBJECT = frozenset((Kind.WORD, Kind.NAME, Kind.CODE))
_DIFFERENT = 0.7
"""What the similarity of two actions is multiplied by: they stay candidates, and are never linked."""
_FAR = 4
"""A wording of which not one word in so many is in the other is another action, whatever they say."""
_TAIL = 3  # words that end both wordings, from which on they are a remark and not the object


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


_TWO_ACTIONS = frozenset(
    (Reason.OPPOSITE, Reason.OTHER_STEP, Reason.OTHER_CODE, Reason.OTHER_PERIOD, Reason.OTHER_OBJECT, Reason.SUCCESSOR)
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of two wordings."""

    similarity: float
    """From 0 to 1, and how sure the link is: see trails.toml."""
    reasons: frozenset[Reason]
    says_less: bool
    """Whether the later wording says nothing that the earlier does not, and leaves some of the object or owners out."""
    says_more: bool
    """Whether the earlier says nothing that the later does not, and some of the object or owners is added."""
    same_words: bool
    """Whether both say the same, dates and measures too."""

    @property
    def is_two(self) -> bool:
        """Whether they are surely two actions."""
        return not self.reasons.isdisjoint(_TWO_ACTIONS)


@lru_cache(maxsize=100_000)
def judge(before: str, after: str) -> Judgement:
    """Judge the wordings of an action of one month and of one of a later month."""
    left, right = prepared(before), prepared(after)
    if _is_sentence_of(left, right) or _is_sentence_of(right, left):
        more = len(left.sentences) - len(right.sentences)
        return Judgement(1.0, frozenset(), says_less=more > 0, says_more=more < 0, same_words=not more)
    if _are_far(left, right):
        return Judgement(0.0, frozenset((Reason.OTHER_OBJECT,)), says_less=False, says_more=False, same_words=False)
    found = aligned(left, right)
    left_only, right_only = _told(found.left, found.left_only, right), _told(found.right, found.right_only, left)
    reasons = frozenset(
        filter(
            None,
            (
                relation(left, right),
                _objects(found, left_only, right_only, _further_verbs(left, right)),
                Reason.OPPOSITE if left.negated is not right.negated or turned_round(left, right) else None,
                Reason.OTHER_PERIOD if _other_period(found) else None,
                _repeated(left, right),
            ),
        )
    )
    shared, ours, theirs = _weights(found, left, right, left_only, right_only)
    likeness = _likeness(shared, ours, theirs)
    if left_only and right_only:
        reasons |= {Reason.BOTH_CHANGED}
    if shared < settings().enough and (left_only or right_only):
        reasons |= {Reason.LITTLE_SHARED}
    owner = same_owner(left, right)
    if not owner and (left_only or right_only or left.verb != right.verb):
        reasons |= {Reason.OTHER_OWNER}
    return Judgement(
        _confidence(likeness, reasons, _handicap(found, left, right, same=owner)),
        reasons,
        says_less=not right_only and (bool(left_only) or adds_owners(right, left)),
        says_more=not left_only and (bool(right_only) or adds_owners(left, right)),
        same_words=not found.left_only and not found.right_only and left.verb == right.verb,
    )


def _handicap(found: Alignment, left: Prepared, right: Prepared, *, same: bool) -> float:
    """What is taken off so that of several like actions the right one goes on: the same body's, what was asked first."""
    told = settings()
    begins = left.verb.says_same(right.verb)
    first = found.pair_of_left.get(0) == found.pair_of_right.get(0)
    return (0 if same else told.other_owner) + (0 if begins else told.later_part) + (0 if first else told.later_word)


def _are_far(left: Prepared, right: Prepared) -> bool:
    """Whether so few words are shared that nothing else need be asked."""
    shared = len(left.keys & right.keys)
    least = min(len(left.keys), len(right.keys))
    return _FAR * shared < least and not any(
        code.key not in other.keys and stands_for(code, other.spoken)
        for one, other in ((left, right), (right, left))
        for code in one.acronyms
    )


def _is_sentence_of(one: Prepared, other: Prepared) -> bool:
    """Whether all that one says stands word for word in the other, as a sentence of its own."""
    return len(one.sentences) == 1 and one.sentences[0] in other.sentences and bool(one.words)


def _confidence(likeness: float, reasons: frozenset[Reason], handicap: float) -> float:
    """The similarity of a link: below `similar` for two actions, below `sure` where a doubt is left."""
    told = settings()
    if reasons & _TWO_ACTIONS:
        value = min(likeness, 1.0) * _DIFFERENT
    elif reasons:
        value = min(likeness, told.sure - 0.001 - (0.05 if len(reasons) > 1 else 0))
    else:
        value = told.sure + handicap + (1 - told.sure - handicap) * likeness if likeness >= told.similar else likeness
    return round(max(0.0, value - handicap), 4)


def _likeness(shared: float, ours: float, theirs: float) -> float:
    if not ours or not theirs:
        return 0.0 if ours or theirs else 1.0
    part = settings().contained
    return part * min(1.0, shared / min(ours, theirs)) + (1 - part) * 2 * shared / (ours + theirs)


def _weights(
    found: Alignment, left: Prepared, right: Prepared, left_only: Sequence[Word], right_only: Sequence[Word]
) -> tuple[float, float, float]:
    """The weight of what both share, and of all that each has."""
    pairs = range(found.pairs)
    ours = {at: _weigh([w for i, w in enumerate(found.left) if found.pair_of_left.get(i) == at]) for at in pairs}
    theirs = {at: _weigh([w for i, w in enumerate(found.right) if found.pair_of_right.get(i) == at]) for at in pairs}
    verb = settings().weight["verb"]
    shared = sum(min(ours[at], theirs[at]) for at in pairs)
    same_verb = verb if relation(left, right) is None else 0.0
    lost = (_weigh(only) + sum(_light(words, pair)) for only, words, pair in (
        (left_only, found.left, found.pair_of_left), (right_only, found.right, found.pair_of_right)
    ))
    ours_lost, theirs_lost = lost
    return shared + same_verb, shared + verb + ours_lost, shared + verb + theirs_lost


def _light(words: Sequence[Word], pair_of: dict[int, int]) -> list[float]:
    """The weights of dates and measures that have no counterpart."""
    kinds = (Kind.MEASURE, Kind.WHEN)
    return [word.weight for at, word in enumerate(words) if at not in pair_of and word.kind in kinds]


def _weigh(words: Sequence[Word]) -> float:
    return sum(word.weight for word in words)


def _told(words: Sequence[Word], only: Sequence[int], other: Prepared) -> list[Word]:
    """What one side alone says of the object: without dates and measures, owners, and what the other side remarks."""
    known = other.remarks | other.owner_stems | {stem for verb in (other.verb, *other.clause_verbs) for stem in verb.phrase}
    return [
        words[at]
        for at in only
        if words[at].kind in (*_OBJECT, Kind.PERIOD) and words[at].key not in known
    ]


def relation(left: Prepared, right: Prepared) -> Reason | None:
    """What the verbs of two wordings say: None where they say the same."""
    if left.verb.says_same(right.verb) or _clause_says(left, right) or _clause_says(right, left):
        return None
    groups = left.verb.groups - {LIGHT}, right.verb.groups - {LIGHT}
    crossing = {frozenset((ours, theirs)) for ours in groups[0] for theirs in groups[1]}
    if crossing & tables().opposite_groups:
        return Reason.OPPOSITE
    if crossing:
        return Reason.NEAR_VERB if crossing & tables().near else Reason.OTHER_STEP
    if LIGHT in left.verb.groups | right.verb.groups:
        return Reason.NEAR_VERB
    return None if is_slip(left.verb.text, right.verb.text) else Reason.UNKNOWN_VERB


def _clause_says(left: Prepared, right: Prepared) -> bool:
    """Whether the verb of one is a further one of the other, which does several things."""
    return any(left.verb.says_same(verb) for verb in right.clause_verbs)


def _further_verbs(*sides: Prepared) -> frozenset[int]:
    return frozenset(at for side in sides for verb in side.clause_verbs for at in verb.starts)


def _objects(
    found: Alignment, left_only: Sequence[Word], right_only: Sequence[Word], verbs: Container[int]
) -> Reason | None:
    """Whether the objects are surely two, by the words that only one side has; `verbs` is where further verbs begin."""
    if not left_only or not right_only:
        return None
    if any(opposites(left_only, right_only)):
        return Reason.OPPOSITE
    if all(any(word.kind is Kind.CODE for word in only) for only in (left_only, right_only)):
        return Reason.OTHER_CODE
    ours, theirs = found.slots()
    told = {id(word) for word in (*left_only, *right_only)}
    for slot in ours.keys() & theirs.keys():
        sides = [[word for word in words if id(word) in told] for words in (ours[slot], theirs[slot])]
        if _replaced(slot, *sides) and not any(word.start in verbs for word in sides[0] + sides[1]):
            return Reason.OTHER_OBJECT
    return None


def _replaced(slot: Slot, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether words of the object stand where other words of it stood; long ends of both are remarks."""
    if not ours or not theirs:
        return False
    return slot[1] >= 0 or min(len(ours), len(theirs)) < _TAIL


def _other_period(found: Alignment) -> bool:
    """Whether both say of which month the work is, and no month is the same."""
    periods = [
        {word.key for word in words if word.kind is Kind.PERIOD} for words in (found.left, found.right)
    ]
    return all(periods) and not periods[0] & periods[1]


def _repeated(left: Prepared, right: Prepared) -> Reason | None:
    return Reason.SUCCESSOR if right.repeats - left.repeats else None
