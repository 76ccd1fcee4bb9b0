"""An action's text taken apart for being compared: who is to do what, to what, and what is only remarked beside that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from risktrail.schema.action_text import names_no_owner, read_action_text
from risktrail.store.linking.stems import stem
from risktrail.store.linking.tables import LIGHT, Phrase, irregular, tables
from risktrail.store.linking.words import Kind, Word, words_of
from risktrail.store.text_keys import text_key

_ASIDE = re.compile(r"^\s*\[[^\]]*\]\s*|\s*\[[^\]]*\]\s*$")  # [Not started]
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=;)\s+")
_DEFINED = re.compile(r"\s*\(([^()\s]{2,9})\)")
_LABEL = re.compile(r"^(?!Ongoing|Continuing)([A-Z][\w&/’'-]*(?:[ ,&]+[\w&/’'-]+){0,5})(?::| –| -)\s+(\w)")
_BOUND = re.compile(
    r"^(.{1,60}?)\s+(?:is|are|has|have|needs?|(?:is|are|was|were|has been|have been)\s+(?:asked|required|requested|due|expected))"
    r"\s+to\s+(?!be\b)"
)
_NEGATED = re.compile(r"^(.{1,60}?)\s+(?:not\s+to|to\s+not|no\s+longer\s+to|to\s+no\s+longer)\s+")
_TO = re.compile(r"\s+(?:to|will|shall|should|must)\s+(?!be\b)(?=[a-z(])")
_PASSIVE = re.compile(
    r"^(?P<object>.+?)\s+(?:(?:is|are)\s+(?:to\s+be|being)|to\s+be|(?:should|must|will|shall|needs?\s+to)\s+be)"
    r"\s+(?P<verb>\w+)\b(?P<rest>.*)$"
)
_UNDER_WAY = re.compile(r"^(?P<who>[A-Z].{1,60}?)\s+(?:is|are)\s+(?P<deed>\w+ing\b.*)$")
_BY = re.compile(r"\s+by\s+(?:the\s+)?(?P<who>[^\W\d][^,.;()]*)")
_WHO_ENDS = frozenset(
    ("in", "on", "at", "before", "after", "by", "for", "to", "from", "with", "once", "when", "as", "until", "during",
     "through", "so", "if", "where", "each", "every")
)  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:,|/|&|\+|\band\b|\bwith\b)\s*")
_MOST_WORDS_OF_OWNERS = 8
_MOST_BETWEEN = 12  # words between a verb and what belongs to it
_CLAUSE = frozenset(("and", "then", "or", "to"))
_UNDER_WAY_WORDS = frozenset(("ongoing", "continuing", "currently", "still"))
_AGAIN = frozenset(("another", "second", "third", "fourth", "fifth", "repeat", "again"))


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


@dataclass(frozen=True)
class Prepared:
    """An action's text taken apart."""

    owners: tuple[str, ...]
    owner_stems: frozenset[str]
    verb: Verb
    clause_verbs: tuple[Verb, ...]
    """Those behind `and` and `to`: review the plan *and publish* it."""
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
    """Whether it is not to be done: Users not to raise tickets by telephone."""
    turns: frozenset[tuple[str, str]]
    """Words that have an opposite and else tell nothing, each with the key of what follows: (before, instal)."""

    @property
    def repeats(self) -> frozenset[str]:
        """Words that say that something of the kind was done before: a second plan, but not the first and the second."""
        told = frozenset(word.text.casefold() for word in self.words)
        return frozenset() if "first" in told else told & _AGAIN


class _Deed(NamedTuple):
    owners: tuple[str, ...]
    text: str
    rank: int
    """0 where somebody is to do it, 1 where it begins with a verb or is to be done, 2 where it is a remark."""


@lru_cache(maxsize=20_000)  # far more than one register has, and no more memory than that
def prepared(text: str) -> Prepared:
    """Take an action's text apart for being compared."""
    sentences = _SENTENCE_END.split(_without_definitions(_ASIDE.sub("", text)))
    deeds = [_deed(sentence) for sentence in sentences]
    at = min(range(len(deeds)), key=lambda each: (deeds[each].rank, each))
    deed = deeds[at]
    spoken = words_of(deed.text)
    verb, begins = _head(spoken)
    rest = spoken[begins:]
    others = (word for i, each in enumerate(sentences) if i != at for word in words_of(each))
    words = tuple(word for word in rest if word.kind is not Kind.STOP)
    return Prepared(
        owners=tuple(filter(text_key, deed.owners)),
        owner_stems=frozenset(stem(word.text) for owner in deed.owners for word in words_of(owner)),
        verb=verb,
        clause_verbs=tuple(_clause_verbs(rest)),
        words=words,
        keys=frozenset(word.key for word in words),
        acronyms=tuple(word for word in words if word.kind is Kind.CODE and word.is_acronym),
        spoken=rest,
        sentences=tuple(map(text_key, sentences)),
        remarks=frozenset(word.key for word in others if word.kind is not Kind.STOP),
        negated=_NEGATED.match(sentences[at]) is not None,
        turns=frozenset(_turns(rest)),
    )


def verb_at(words: Sequence[Word], at: int) -> tuple[Verb, int] | None:
    """The listed verb that begins at a word, and how many words it has."""
    told, near = tables().verbs, words[at : at + tables().longest]
    stems = tuple(stem(word.text) for word in near)
    for count in range(len(stems), 0, -1):
        groups = told.get(stems[:count])
        if groups:
            return Verb(stems[:count], groups, near[0].text, tuple(word.start for word in near[:count])), count
    again = stems[0].removeprefix("re").removeprefix("-") if stems and stems[0].startswith("re") else ""
    if (again,) in told:
        return Verb(stems[:1], frozenset((f"{again} again",)), near[0].text, (near[0].start,)), 1
    return None


def _without_definitions(text: str) -> str:
    """The text without the letters in brackets behind what they stand for: Service Improvement Plan (SIP)."""

    def kept(found: re.Match[str]) -> str:
        letters = [letter.casefold() for letter in found[1] if letter.isupper()]
        before = re.findall(r"[^\W\d_]+", text[: found.start()])[-len(letters) - 2 :]
        initials = [word[0].casefold() for word in before if word.casefold() not in tables().stop]
        return "" if len(letters) > 1 and initials[-len(letters) :] == letters else found[0]

    return _DEFINED.sub(kept, text)


def _deed(sentence: str) -> _Deed:
    """Who is to do what by one sentence."""
    text = _BOUND.sub(r"\1 to ", _NEGATED.sub(r"\1 to ", sentence.strip()))
    text = _LABEL.sub(lambda found: f"{found[1]} to {found[2].lower()}", text)
    for owners, deed in (_told(text), _looser(text)):
        if owners:
            return _Deed(owners, deed, 0)
    return _passive(sentence) or _under_way(sentence) or _Deed((), sentence, 2 - _begins_with_verb(sentence))


def _told(text: str) -> tuple[tuple[str, ...], str]:
    action = read_action_text(text)
    return action.owners, action.deed


def _looser(text: str) -> tuple[tuple[str, ...], str]:
    """The owners and the deed where names are not all in capitals: Ward managers to swab the outlets."""
    found = _TO.search(text)
    names = text[: found.start()].split() if found else []
    if not found or not 0 < len(names) <= _MOST_WORDS_OF_OWNERS or not names[0][0].isupper() or "be" in names:
        return (), text
    deed = text[found.end() :]
    acts = names[-1].casefold() in tables().owners
    first = stem(names[0])
    begins = names_no_owner(names[0]) or LIGHT in tables().verbs.get((first,), frozenset())
    if not acts and (begins or verb_at(words_of(deed), 0) is None):
        return (), text
    return tuple(filter(None, _BETWEEN.split(" ".join(names)))), deed


def _passive(sentence: str) -> _Deed | None:
    """`The outlets to be swabbed by matrons` as its active."""
    found = _PASSIVE.match(sentence)
    if not found or not (found["verb"].endswith("ed") or found["verb"] in irregular()):
        return None
    owners, rest = _by_whom(found["rest"])
    verb = " ".join(filter(None, (found["verb"], *_particles(found["verb"], rest))))
    tail = rest[len(verb) - len(found["verb"]) :]
    return _Deed(owners, f"{verb} {found['object']}{tail}", 1)


def _particles(verb: str, rest: str) -> Iterator[str]:
    """The words behind a participle that belong to it: signed *off*."""
    words = words_of(f"{verb}{rest}") if rest[:1] == " " else ()
    found = verb_at(words, 0) if words else None
    if found:
        yield from (word.text for word in words[1 : found[1]])


def _by_whom(rest: str) -> tuple[tuple[str, ...], str]:
    """Who does it, and the rest without that."""
    for found in _BY.finditer(rest):
        names = []
        for name in found["who"].split():
            if name.casefold() in _WHO_ENDS:
                break
            names.append(name)
        told = " ".join(names)
        if names and all(word.kind not in (Kind.WHEN, Kind.PERIOD) for word in words_of(f"by {told}")):
            begins = found.start("who")
            return tuple(filter(None, _BETWEEN.split(told))), rest[: found.start()] + rest[begins + len(told) :]
    return (), rest


def _under_way(sentence: str) -> _Deed | None:
    """`Suppliers are moving schedules` as what they are to do."""
    found = _UNDER_WAY.match(sentence)
    if not found or verb_at(words_of(found["deed"]), 0) is None:
        return None
    return _Deed(tuple(_BETWEEN.split(found["who"])), found["deed"], 1)


def _begins_with_verb(sentence: str) -> bool:
    """Whether it is an instruction: `Track defaults`, `Ongoing: track defaults`, but not `A call for bids was made`."""
    words = words_of(sentence)
    first = _first(words)
    return verb_at(words, first) is not None and all(word.text.casefold() in _UNDER_WAY_WORDS for word in words[:first])


def _first(words: Sequence[Word]) -> int:
    """Where the first word stands that tells something."""
    return next((at for at, word in enumerate(words) if word.kind is not Kind.STOP), 0)


def _head(words: Sequence[Word]) -> tuple[Verb, int]:
    """The verb that the words begin with, those that only say that work is done aside, and where its object begins."""
    at = _first(words) if words and verb_at(words, 0) is None else 0
    found = verb_at(words, at)
    if found is None:
        return Verb(tuple(stem(word.text) for word in words[at : at + 1]), frozenset(), words[at].text if words else ""), at + 1
    verb, _ = _parted(words, at) or found
    ends = at + found[1]
    while LIGHT in verb.groups:
        begins = ends + _first(words[ends:])
        inner = verb_at(words, begins)
        if inner is None:
            break
        verb, ends = inner[0], begins + inner[1]
    return _with_noun(verb, words, ends), ends


def _with_noun(verb: Verb, words: Sequence[Word], ends: int) -> Verb:
    """The verb, and what its object says where that is the work itself: hold *a review of*, provide *training for*."""
    at = ends + (ends < len(words) and words[ends].text.casefold() in ("a", "an"))
    inner = verb_at(words, at) if verb.phrase[0] in tables().giving else None
    if inner is None or at + inner[1] >= len(words) or words[at + inner[1]].kind is not Kind.STOP:
        return verb
    return verb._replace(groups=verb.groups | inner[0].groups - {LIGHT})


def _parted(words: Sequence[Word], at: int) -> tuple[Verb, int] | None:
    """A verb of several words that its object parts: take the old system *out of service*."""
    candidates = tables().parted.get(stem(words[at].text))
    if not candidates:
        return None
    near = [stem(word.text) for word in words[at + 1 : at + 1 + _MOST_BETWEEN]]
    for phrase in candidates:
        rest = list(phrase[1:])
        if any(near[i : i + len(rest)] == rest for i in range(len(near))):
            return Verb(phrase, tables().verbs[phrase], words[at].text), 1
    return None


def _clause_verbs(words: Sequence[Word]) -> Iterator[Verb]:
    for at, (before, _) in enumerate(pairwise(words), 1):
        found = verb_at(words, at) if before.text.casefold() in _CLAUSE else None
        if found and found[0].groups != {LIGHT}:
            yield found[0]


def _turns(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(words):
        told = word.text.casefold()
        if word.kind is Kind.STOP and told in tables().turned:
            following = next((each for each in words[at + 1 :] if each.kind is not Kind.STOP), None)
            if following and following.kind not in (Kind.WHEN, Kind.PERIOD):
                yield stem(told), following.key
