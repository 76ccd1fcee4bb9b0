"""Which words of two wordings say the same, and which only one of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise, product

from risktrail.store.linking.prepared import Prepared
from risktrail.store.linking.same_word import is_misspelt, is_shortened, is_synonym, stands_for
from risktrail.store.linking.words import Kind, Word

Slot = tuple[int, int]
"""What stands before and behind words that only one side has, as numbers of the pairs; -1 is the beginning and end."""
_END = -1


@dataclass
class Alignment:
    """The words of two wordings, those that say the same as pairs."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    pair_of_left: dict[int, int] = field(default_factory=dict)
    pair_of_right: dict[int, int] = field(default_factory=dict)
    pairs: int = 0
    changed: bool = False
    """Whether a pair is of words that are not forms of one."""

    def pair(self, lefts: Iterable[int], rights: Iterable[int], *, changed: bool = True) -> None:
        """Say that these words of one side say the same as those of the other."""
        self.pair_of_left |= dict.fromkeys(lefts, self.pairs)
        self.pair_of_right |= dict.fromkeys(rights, self.pairs)
        self.pairs += 1
        self.changed |= changed

    @property
    def left_only(self) -> list[int]:
        """Where the words stand that only the left side has."""
        return [at for at in range(len(self.left)) if at not in self.pair_of_left]

    @property
    def right_only(self) -> list[int]:
        """Where the words stand that only the right side has."""
        return [at for at in range(len(self.right)) if at not in self.pair_of_right]

    def slots(self) -> tuple[dict[Slot, list[Word]], dict[Slot, list[Word]]]:
        """The words that only one side has, by what stands before and behind them."""
        return _slots(self.left, self.pair_of_left), _slots(self.right, self.pair_of_right)


def aligned(left: Prepared, right: Prepared) -> Alignment:
    """Pair the words of two wordings: equal ones first, then what is another way to write or say them."""
    found = Alignment(left.words, right.words)
    _pair_in_order(found)
    _pair_words(found, _is_equal, changed=False)
    _pair_words(found, is_synonym)
    _pair_verbs(found, left, right)
    _pair_codes(found, left, right)
    _pair_joined(found)
    _pair_words(found, is_shortened)
    _pair_words(found, is_misspelt)
    return found


def _pair_in_order(found: Alignment) -> None:
    """Pair equal words that stand in the same order, the longest runs of them first."""
    ours, theirs = ([(word.key, word.kind is Kind.CODE) for word in words] for words in (found.left, found.right))
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for at in range(block.size):
            found.pair([block.a + at], [block.b + at], changed=False)


def _pair_verbs(found: Alignment, left: Prepared, right: Prepared) -> None:
    """Pair further verbs that say the same: to monitor, to keep track of."""
    lefts = {word.start: at for at, word in enumerate(found.left)}
    rights = {word.start: at for at, word in enumerate(found.right)}
    for ours, theirs in product(left.clause_verbs, right.clause_verbs):
        places = [lefts[at] for at in ours.starts if at in lefts], [rights[at] for at in theirs.starts if at in rights]
        free = all(set(each) <= {*only} for each, only in zip(places, (found.left_only, found.right_only), strict=True))
        if all(places) and free and ours.says_same(theirs):
            found.pair(*places)


def _is_equal(left: Word, right: Word) -> bool:
    return left.key == right.key and (left.kind is Kind.CODE) is (right.kind is Kind.CODE)


def _pair_words(found: Alignment, same: Callable[[Word, Word], bool], *, changed: bool = True) -> None:
    free = found.right_only
    for at in found.left_only if free else ():
        alike = [other for other in free if same(found.left[at], found.right[other])]
        if alike:
            before = found.pair_of_left.get(at - 1)
            chosen = next((each for each in alike if found.pair_of_right.get(each - 1) == before), alike[0])
            found.pair([at], [chosen], changed=changed)
            free.remove(chosen)


def _pair_codes(found: Alignment, left: Prepared, right: Prepared) -> None:
    """Pair letters with the words that they stand for, which the other side spells out."""
    for at in found.left_only:
        run = _spelled_out(found.left[at], right, found.right_only, found.right)
        if run:
            found.pair([at], run)
    for at in found.right_only:
        run = _spelled_out(found.right[at], left, found.left_only, found.left)
        if run:
            found.pair(run, [at])


def _spelled_out(code: Word, other: Prepared, free: list[int], words: tuple[Word, ...]) -> list[int]:
    """Where the words stand that a code's letters stand for, if none of them says something else."""
    if code.kind is not Kind.CODE:
        return []
    at_start = {word.start: at for at, word in enumerate(words)}
    for open_words in _runs(other.spoken, {words[at].start for at in free}):
        run = stands_for(code, open_words)
        if run:
            return [at_start[open_words[at].start] for at in run if open_words[at].kind is not Kind.STOP]
    return []


def _runs(spoken: tuple[Word, ...], free: set[int]) -> Iterator[list[Word]]:
    """Runs of words that are free or tell nothing."""
    run: list[Word] = []
    for word in spoken:
        if word.kind is Kind.STOP or word.start in free:
            run.append(word)
        else:
            yield run
            run = []
    yield run


def _pair_joined(found: Alignment) -> None:
    """Pair one word with two that it is joined of: changeover, change over."""
    for at, two in _joined(found.left, found.left_only, found.right, found.right_only):
        found.pair([at], two, changed=False)
    for at, two in _joined(found.right, found.right_only, found.left, found.left_only):
        found.pair(two, [at], changed=False)


def _joined(
    words: tuple[Word, ...], only: list[int], others: tuple[Word, ...], free: list[int]
) -> Iterator[tuple[int, list[int]]]:
    joined = {
        others[at].text.casefold() + others[at + 1].text.casefold(): [at, at + 1]
        for at, after in pairwise(free)
        if after == at + 1
    }
    for at in only:
        two = joined.pop(words[at].text.casefold(), None)
        if two:
            yield at, two


def _slots(words: tuple[Word, ...], pair_of: dict[int, int]) -> dict[Slot, list[Word]]:
    found: dict[Slot, list[Word]] = {}
    for at, word in enumerate(words):
        if at not in pair_of:
            before = next((pair_of[each] for each in range(at - 1, -1, -1) if each in pair_of), _END)
            behind = next((pair_of[each] for each in range(at + 1, len(words)) if each in pair_of), _END)
            found.setdefault((before, behind), []).append(word)
    return found
