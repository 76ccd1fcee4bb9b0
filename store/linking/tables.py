"""The tables of english.toml, made ready for being looked up by stems of words."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from risktrail.store.linking.stems import stem

Phrase = tuple[str, ...]
"""The stems of a verb and of the words that belong to it: `carry out`."""
_WITH_PARTICLE = 2
LIGHT = "light"
"""The group of the verbs that only say that work is done."""


@dataclass(frozen=True)
class Tables:
    """What words of English do to the identity of an action."""

    verbs: dict[Phrase, frozenset[str]]
    """Verb -> its groups, `LIGHT` among them."""
    longest: dict[str, int]
    """First stem of verbs -> the number of words of the longest of them."""
    parted: dict[str, list[Phrase]]
    """First stem -> the verbs that an object may part: take the system out of service, keep the Panel informed."""
    near: frozenset[frozenset[str]]
    opposite_groups: frozenset[frozenset[str]]
    opposite_prefixes: tuple[str, ...]
    opposite_words: frozenset[frozenset[str]]
    turned: frozenset[str]
    """The words that have an opposite, as written."""
    synonyms: dict[str, frozenset[str]]
    """Stem -> all stems that name the same thing."""
    abbreviations: dict[str, Phrase]
    naming: frozenset[str]
    ordinals: dict[str, str]
    """second -> 2nd"""
    numbers: dict[str, int]
    versions: str
    """The group of the verbs that bring something to another version."""
    giving: frozenset[str]
    """Verbs behind which the work itself may stand as a noun: provide training, hold a review."""
    dates: frozenset[str]
    vague_dates: frozenset[str]
    deadline: frozenset[str]
    period: frozenset[str]
    meetings: frozenset[str]
    owners: frozenset[str]
    grammar: dict[str, list[str]]
    brings: str
    """What is done with a thing that is to come to somebody."""
    clause: frozenset[str]
    infinitive: str
    who_ends: frozenset[str]
    still: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    again: frozenset[str]
    first: str
    """The ordinal beside which a second thing is none that comes again."""
    stop: frozenset[str]
    generic: frozenset[str]


@cache
def tables_text() -> str:
    """The text of english.toml."""
    return (resources.files("risktrail.store.linking") / "english.toml").read_text(encoding="utf-8")


@cache
def tables() -> Tables:
    """The tables of english.toml."""
    told = tomllib.loads(tables_text())
    verbs = _verbs({**told["verbs"], LIGHT: told["light"]["verbs"]})
    return Tables(
        verbs=verbs,
        longest=_longest(verbs),
        parted=_parted(verbs, frozenset(map(stem, told["stop"]["words"]))),
        near=_pairs(told["near"]["groups"]),
        opposite_groups=_pairs(told["opposite"]["groups"]),
        opposite_prefixes=tuple(told["opposite"]["prefixes"]),
        opposite_words=_pairs([[stem(word) for word in pair] for pair in told["opposite"]["words"]]),
        turned=frozenset(word for pair in told["opposite"]["words"] for word in pair),
        synonyms=_synonyms(told["synonyms"]["words"]),
        abbreviations={short: _phrase(long) for short, long in told["abbreviations"].items()},
        naming=frozenset(map(stem, told["naming"]["words"])),
        ordinals=told["naming"]["ordinals"],
        numbers=told["naming"]["numbers"],
        versions=told["naming"]["versions"],
        giving=frozenset(map(stem, told["light"]["giving"])),
        dates=frozenset(told["dates"]["words"]),
        vague_dates=frozenset(told["dates"]["vague"]),
        deadline=frozenset(told["dates"]["deadline"]),
        period=frozenset(told["dates"]["period"]),
        meetings=frozenset(told["dates"]["meetings"]),
        owners=frozenset(told["owners"]["nouns"]),
        grammar=told["grammar"],
        brings=told["grammar"]["brings"],
        clause=frozenset(told["grammar"]["clause"]),
        infinitive=told["grammar"]["infinitive"],
        who_ends=frozenset(told["grammar"]["who_ends"]),
        still=frozenset(told["grammar"]["still"]),
        articles=frozenset(told["grammar"]["articles"]),
        determiners=frozenset(told["grammar"]["determiners"]),
        again=frozenset(told["naming"]["again"]),
        first=next(iter(told["naming"]["ordinals"])),
        stop=frozenset(told["stop"]["words"]),
        generic=frozenset(map(stem, told["stop"]["generic"])),
    )


@cache
def irregular() -> dict[str, str]:
    """Forms of verbs that no rule makes -> their base form."""
    return dict(tomllib.loads(tables_text())["irregular"])


def _phrase(words: str) -> Phrase:
    return tuple(stem(word) for word in words.split())


def _verbs(groups: dict[str, list[str]]) -> dict[Phrase, frozenset[str]]:
    found: dict[Phrase, set[str]] = defaultdict(set)
    for group, verbs in groups.items():
        for verb in verbs:
            found[_phrase(verb)].add(group)
    return {phrase: frozenset(names) for phrase, names in found.items()}


def _longest(verbs: Iterable[Phrase]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for phrase in verbs:
        found[phrase[0]] = max(found[phrase[0]], len(phrase))
    return dict(found)


def _parted(verbs: Iterable[Phrase], stop: Container[str]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in verbs:
        if len(phrase) > 1 and not (len(phrase) == _WITH_PARTICLE and phrase[1] in stop):
            found[phrase[0]].append(phrase)
    return dict(found)


def _synonyms(lists: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for words in lists:
        stems = {stem(word) for word in words}
        for each in stems:
            found[each] |= stems
    return {each: frozenset(stems) for each, stems in found.items()}


def _pairs(lists: Iterable[Sequence[str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in lists)
