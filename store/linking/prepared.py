"""An action's text taken apart for being compared: who is to do what, to what, and what is only remarked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from risktrail.store.linking.deeds import deed_of, order_of
from risktrail.store.linking.stems import stem
from risktrail.store.linking.tables import tables
from risktrail.store.linking.verbs import Verb, clause_verbs, head
from risktrail.store.linking.words import Kind, Word, words_of
from risktrail.store.text_keys import text_key

_ASIDE = re.compile(r"^\s*\[[^\]]*\]\s*|\s*\[[^\]]*\]\s*$")  # [Not started]
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=;)\s+")
_DEFINED = re.compile(r"\s*\(([^()\s]{2,9})\)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Prepared:
    """An action's text taken apart."""

    owners: tuple[str, ...]
    owner_stems: frozenset[str]
    verb: Verb
    clause_verbs: tuple[Verb, ...]
    """The further verbs of the deed."""
    words: tuple[Word, ...]
    """The words of the deed in order, without the verb and without those that tell nothing."""
    spoken: tuple[Word, ...]
    """The same with those that tell nothing, for finding what letters stand for."""
    keys: frozenset[str]
    """The keys of the words."""
    acronyms: tuple[Word, ...]
    sentences: tuple[str, ...]
    """The keys of all sentences."""
    remarks: frozenset[str]
    """The keys of the words of the sentences that only remark something."""
    negated: bool
    """Whether it is not to be done."""
    may_be_order: bool
    """Whether what was taken for a name may be a verb and its object."""
    turns: frozenset[tuple[str, str]]
    """Words that have an opposite and else tell nothing, each with the key of what follows: (before, instal)."""

    @property
    def repeats(self) -> frozenset[str]:
        """Words that say that such a thing was done before: a second plan, but not the first and the second."""
        told = {word.text.casefold() for word in self.words}
        return frozenset() if tables().first in told else tables().again & told


@lru_cache(maxsize=2_000)  # more than the reworded actions of one register; each takes some five kilobytes
def prepared(text: str, *, as_order: bool = False) -> Prepared:
    """Take an action's text apart for being compared; `as_order` where its first words are no name."""
    sentences = _SENTENCE_END.split(_without_definitions(_ASIDE.sub("", text)))
    deeds = [deed_of(sentence) for sentence in sentences]
    at = min(range(len(deeds)), key=lambda each: (deeds[each].rank, each))
    deed = order_of(sentences[at]) if as_order else deeds[at]
    spoken = words_of(deed.text)
    verb, begins = head(spoken)
    rest = spoken[begins:]
    words = _telling(rest)
    others = (word for i, each in enumerate(sentences) if i != at for word in _telling(words_of(each)))
    return Prepared(
        owners=tuple(filter(text_key, deed.owners)),
        owner_stems=frozenset(stem(word.text) for owner in deed.owners for word in words_of(owner)),
        verb=verb,
        clause_verbs=tuple(clause_verbs(rest)),
        words=words,
        spoken=rest,
        keys=frozenset(word.key for word in words),
        acronyms=tuple(word for word in words if word.kind is Kind.CODE and word.is_acronym),
        sentences=tuple(map(text_key, sentences)),
        remarks=frozenset(word.key for word in others),
        negated=deed.negated,
        may_be_order=deed.may_be_order,
        turns=frozenset(_turns(rest)),
    )


def _telling(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.kind is not Kind.STOP)


def _without_definitions(text: str) -> str:
    """The text without the letters in brackets behind what they stand for: Service Improvement Plan (SIP)."""

    def kept(found: re.Match[str]) -> str:
        letters = [letter.casefold() for letter in found[1] if letter.isupper()]
        before = _LETTERS.findall(text[: found.start()])[-2 * len(letters) :]
        initials = [word[0].casefold() for word in before if word.casefold() not in tables().stop]
        return "" if len(letters) > 1 and initials[-len(letters) :] == letters else found[0]

    return _DEFINED.sub(kept, text)


def _turns(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(words):
        told = word.text.casefold()
        if word.kind is Kind.STOP and told in tables().turned:
            following = next(iter(_telling(words[at + 1 :])), None)
            if following and following.kind not in (Kind.WHEN, Kind.PERIOD):
                yield stem(told), following.key
