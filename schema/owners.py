"""Who an action's text names to carry it out: the names before `to do`, as in `DCC and Suppliers to confirm …`.

Reading and following actions both ask this, and both ask it here. The words stand in owners.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WORD = r"[^\W\d_a-z][\w.&'’-]*"
_MOST_WORDS = 6  # of a name, after its first
_SPACE = re.compile(r"\s+")


class Lead(NamedTuple):
    """An action's text taken apart: its owners, and what is to be done: all of the text where it names none."""

    owners: tuple[str, ...]
    rest: str


class _Grammar(NamedTuple):
    label: re.Pattern[str]
    verb: re.Pattern[str]
    aside: re.Pattern[str]
    between: re.Pattern[str]
    name: re.Pattern[str]
    not_owners: frozenset[str]


def read_lead(text: str) -> Lead:
    """The owners an action's text begins with, and the rest.

    `The DCC and Suppliers to provide a plan` is (`DCC`, `Suppliers`) and `provide a plan`. What is done to something
    (`The plan to be published`) and what begins with the deed (`Report to the Panel`) names no owner.
    """
    whole = text.strip()
    grammar = _grammar()
    verb = grammar.verb.search(whole)
    names = _names(grammar.label.sub("", whole[: verb.start()]), grammar) if verb else ()
    return Lead(names, whole[verb.end() :]) if verb and names else Lead((), whole)


def read_owners(text: str) -> tuple[str, ...]:
    """The owners an action's text begins with, in its order; none where it begins with what is to be done."""
    return read_lead(text).owners


def _names(text: str, grammar: _Grammar) -> tuple[str, ...]:
    """The names a text is a list of, without `the`; none where it is anything else."""
    parts = grammar.between.split(grammar.aside.sub(r", \1", text))
    matches = [grammar.name.fullmatch(part) for part in parts if part]
    names = [_SPACE.sub(" ", match["name"]) for match in matches if match]
    if len(names) < len(matches) or any(name.split()[0].casefold() in grammar.not_owners for name in names):
        return ()
    return tuple(dict.fromkeys(names))


@cache
def _grammar() -> _Grammar:
    words = tomllib.loads((files("risktrail.schema") / "owners.toml").read_text(encoding="utf-8"))
    joins, links = _any_of(words["joins"]), _any_of(words["links"])
    joined = rf"(?:{joins})"
    # `to Draft the plan` too, but not `Letter to Ofgem`
    deed = rf"[a-z(]|[^\W\d_a-z][a-z]+\s+(?:{_any_of(words['articles'])})\s"
    return _Grammar(
        label=re.compile(rf"^(?:{_any_of(words['labels'])})\s*:\s*", re.IGNORECASE),
        verb=re.compile(rf"(?:\s*[,:–—-])?\s+(?:{_any_of(words['verbs'])})\s+(?!be\b)(?={deed})"),
        aside=re.compile(rf"\s*\(\s*{joined}\s+([^()]*)\)", re.IGNORECASE),
        between=re.compile(rf"\s*(?:,\s*{joined}\s|/|,|\+|\s&\s|\s{joined}\s)\s*"),
        name=re.compile(
            rf"(?:[Tt]he\s+)?(?P<name>{_WORD}(?:\s+(?:(?:{links})\s+(?:the\s+)?)?(?:{_WORD}|\([^()]*\))){{0,{_MOST_WORDS}}})"
        ),
        not_owners=frozenset(words["not_owners"]),
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first: `and/or` before `and`."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
