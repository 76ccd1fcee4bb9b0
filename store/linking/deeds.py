"""Who is to do what by one sentence: active or passive, as an order, or as work under way.

The words of English that this rests on stand in english.toml, under [grammar].
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from risktrail.schema.action_text import names_no_owner
from risktrail.store.linking.keys import owners_and_deed
from risktrail.store.linking.stems import stem
from risktrail.store.linking.tables import LIGHT, irregular, tables
from risktrail.store.linking.verbs import begins_with_verb, verb_at
from risktrail.store.linking.words import Kind, words_of

_MOST_WORDS_OF_OWNERS = 8
_NAME = r"[A-Z][\w&/’'-]*(?:[ ,&]+[\w&/’'-]+){0,5}"


class Deed(NamedTuple):
    """What a sentence tells somebody to do."""

    owners: tuple[str, ...]
    text: str
    """Without the owners, the verb first."""
    rank: int
    """0 where somebody is to do it, 1 where it begins with a verb or is to be done, 2 where it is a remark."""
    negated: bool
    """Whether it is not to be done: Users not to raise tickets by telephone."""
    may_be_order: bool = False
    """Whether what was taken for a name may be a verb and its object: `Remind Suppliers to return the hubs`."""


class _Grammar(NamedTuple):
    seldom: re.Pattern[str]
    """Whether a sentence need be asked for the three below: one search in place of three."""
    bound: re.Pattern[str]
    negated: re.Pattern[str]
    comes: re.Pattern[str]
    label: re.Pattern[str]
    to: re.Pattern[str]
    passive: re.Pattern[str]
    under_way: re.Pattern[str]
    by: re.Pattern[str]
    between: re.Pattern[str]


def deed_of(told: str) -> Deed:
    """Who is to do what by a sentence."""
    grammar = _grammar()
    told = told.strip()
    negated, text = False, told
    if grammar.seldom.search(told):
        negated = grammar.negated.match(told) is not None
        text = grammar.bound.sub(r"\1 to ", grammar.negated.sub(r"\1 to ", told))
        comes = grammar.comes.match(text)
        if comes and any(word.kind is Kind.WORD for word in words_of(comes["object"])[1:]):
            return Deed((), f"{tables().brings} {comes['object']} to {comes['rest']}", 1, negated)
    labelled = grammar.label.sub(lambda found: f"{found[1]} to {found[2].lower()}", text)
    for read, sentence in ((owners_and_deed, text), (owners_and_deed, labelled), (_described, labelled)):
        owners, deed = read(sentence)
        if owners:
            return Deed(owners, deed, 0, negated, may_be_order=stem(owners[0].split()[0]) in tables().longest)
    begins = begins_with_verb(words_of(told))
    if not (begins and _is_order(told)):
        for owners, deed in (*_passive(told), *_under_way(told)):
            return Deed(owners, deed, 1, negated)
    return Deed((), told, 1 if begins else 2, negated)


def order_of(sentence: str) -> Deed:
    """The same where all of the sentence is what is to be done."""
    return Deed((), sentence.strip(), 1, negated=False)


def _is_order(sentence: str) -> bool:
    """Whether the verb that a sentence begins with is one: `Report the loss`, but not `Report on the loss`."""
    return any(word.casefold() in tables().determiners for word in sentence.split()[1:2])


def _described(text: str) -> tuple[tuple[str, ...], str]:
    """The owners and the deed where names are not all in capitals: Ward managers to swab the outlets."""
    found = _grammar().to.search(text)
    names = text[: found.start()].split() if found else []
    if not found or not 0 < len(names) <= _MOST_WORDS_OF_OWNERS or not names[0][0].isupper() or "be" in names:
        return (), text
    deed = text[found.end() :]
    acts = names[-1].casefold() in tables().owners
    if not acts and (_begins_deed(names) or verb_at(words_of(deed), 0) is None):
        return (), text
    return _names(" ".join(names)), deed


def _begins_deed(names: Sequence[str]) -> bool:
    """Whether words that may be a name begin what is to be done: Continue, Arrange visits; Finance may be either."""
    groups = tables().verbs.get((stem(names[0]),), frozenset())
    return names_no_owner(names[0]) or LIGHT in groups or (bool(groups) and len(names) > 1)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _grammar().between.split(text)))


def _passive(sentence: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """`The outlets to be swabbed by matrons` as its active."""
    found = _grammar().passive.match(sentence)
    if not found or not (found["verb"].endswith("ed") or found["verb"] in irregular()):
        return
    owners, rest = _by_whom(found["rest"])
    particles = _particles(found["verb"], rest)
    tail = rest[len(particles) :]
    yield owners, f"{found['verb']}{particles} {found['object']}{tail}"


def _particles(verb: str, rest: str) -> str:
    """The words behind a participle that belong to it: signed *off*."""
    words = words_of(f"{verb}{rest}") if rest[:1] == " " else ()
    found = verb_at(words, 0) if words else None
    return "".join(f" {word.text}" for word in words[1 : found[1]]) if found else ""


def _by_whom(rest: str) -> tuple[tuple[str, ...], str]:
    """Who does it, and the rest without that."""
    for found in _grammar().by.finditer(rest):
        names: list[str] = []
        for name in found["who"].split():
            if name.casefold() in tables().who_ends:
                break
            names.append(name)
        told = " ".join(names)
        if names and all(word.kind not in (Kind.WHEN, Kind.PERIOD) for word in words_of(f"by {told}")):
            return _names(told), rest[: found.start()] + rest[found.start("who") + len(told) :]
    return (), rest


def _under_way(sentence: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """`Suppliers are moving schedules` as what they are to do."""
    found = _grammar().under_way.match(sentence)
    if found and verb_at(words_of(found["deed"]), 0) is not None:
        yield _names(found["who"]), found["deed"]


@cache
def _grammar() -> _Grammar:
    told = tables().grammar
    still = "|".join(word.capitalize() for word in told["still"])
    seldom = [*told["bound"], *told["negated"], *told["comes"]]
    return _Grammar(
        seldom=re.compile(rf"\s(?:{_any_of(seldom)})\s"),
        label=re.compile(rf"^(?!{still})({_NAME})(?::| –| -)\s+(\w)"),
        bound=re.compile(rf"^(.{{1,60}}?)\s+(?:{_any_of(told['bound'])})\s+(?!be\b)"),
        negated=re.compile(rf"^(.{{1,60}}?)\s+(?:{_any_of(told['negated'])})\s+"),
        to=re.compile(rf"\s+(?:{_any_of(told['to'])})\s+(?!be\b)(?=[a-z(])"),
        passive=re.compile(rf"^(?P<object>.+?)\s+(?:{_any_of(told['passive'])})\s+(?P<verb>\w+)\b(?P<rest>.*)$"),
        comes=re.compile(rf"^(?P<object>.+?)\s+(?:{_any_of(told['comes'])})\s+(?P<rest>.*)$"),
        under_way=re.compile(rf"^(?P<who>[A-Z].{{1,60}}?)\s+(?:{_any_of(told['under_way'])})\s+(?P<deed>\w+ing\b.*)$"),
        by=re.compile(rf"\s+(?:{_any_of(told['by'])})\s+(?:the\s+)?(?P<who>[^\W\d][^,.;()]*)"),
        between=re.compile(rf"\s*(?:,|/|&|\+|\b(?:{_any_of(told['joins'])})\b)\s*"),
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
