"""The English that registers of every family share, from register_words.toml: compiled once, at its first use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from risktrail.ingest.profile import folded
from risktrail.schema.report import Trend

NamedPatterns = tuple[tuple[str, re.Pattern[str]], ...]
"""Names with their patterns, in the order in which they are tried."""


def first_named(patterns: NamedPatterns, text: str) -> str | None:
    """The name of the first pattern that is found in a text; None where none is."""
    return next((name for name, pattern in patterns if pattern.search(text)), None)


@dataclass(frozen=True)
class HeadWords:
    """What heads may be for, by their words: see `[heads]`."""

    rating: re.Pattern[str]
    risk: re.Pattern[str]
    left: re.Pattern[str]
    actions: re.Pattern[str]
    kinds: NamedPatterns
    sure_kinds: NamedPatterns
    parts: NamedPatterns
    roles: NamedPatterns
    action_roles: NamedPatterns

    @property
    def trend(self) -> re.Pattern[str]:
        """The heads of a column of arrows."""
        return next(pattern for role, pattern in self.roles if role == "trend")


@dataclass(frozen=True)
class RegisterWords:
    """The words of register_words.toml. Patterns of several words are put together here, in the order of the file."""

    trends: tuple[tuple[str, Trend], ...]
    no_actions: re.Pattern[str]
    closed: re.Pattern[str]
    closed_status: re.Pattern[str]
    register_name: re.Pattern[str]
    quoted: re.Pattern[str]
    other_tables: re.Pattern[str]
    totals: re.Pattern[str]
    impact: str
    likelihood: str
    movement: str
    span: str
    scale: str
    before: str
    bands: tuple[str, ...]
    number_word: str
    number_labels: str
    quarter: str
    ordinals: tuple[str, ...]
    between_quarter_and_year: str
    terms: tuple[tuple[str, int], ...]
    moved: re.Pattern[str]
    earlier_due: re.Pattern[str]
    whole_year: re.Pattern[str]
    of_a_date: re.Pattern[str]
    heads: HeadWords


@cache
def register_words() -> RegisterWords:
    """The words that every family shares. A `str` among them is a pattern of alternatives, to be a part of another."""
    text = (resources.files("risktrail.ingest") / "register_words.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    heads = raw["heads"]
    return RegisterWords(
        trends=tuple((folded(word), Trend(name)) for name, words in raw["trend"].items() for word in words),
        no_actions=_pattern(raw["no_actions"]["pattern"]),
        closed=_pattern(raw["closed"]["pattern"]),
        closed_status=_pattern(raw["closed_status"]["pattern"]),
        register_name=_pattern(raw["register_name"]["pattern"]),
        quoted=_pattern(raw["quoted"]["pattern"]),
        other_tables=_pattern(raw["other_tables"]["pattern"]),
        totals=_pattern(raw["totals"]["pattern"]),
        impact=_any_of(raw["factors"]["impact"]),
        likelihood=_any_of(raw["factors"]["likelihood"]),
        movement=_any_of(raw["rating"]["movement"]),
        span=raw["rating"]["span"],
        scale=_any_of(raw["rating"]["scale"]),
        before=_any_of(raw["rating"]["before"]),
        bands=tuple(raw["bands"]["words"]),
        number_word=raw["number"]["word"],
        number_labels=_any_of(raw["number"]["labels"]),
        quarter=_any_of(raw["quarters"]["word"]),
        ordinals=tuple(raw["quarters"]["ordinals"]),
        between_quarter_and_year=_any_of(raw["quarters"]["between"]),
        terms=tuple(raw["terms"].items()),
        moved=_pattern(raw["due"]["moved_pattern"]),
        earlier_due=_pattern(raw["due"]["earlier_pattern"]),
        whole_year=_pattern(raw["due"]["whole_year_pattern"]),
        of_a_date=_pattern(raw["due"]["date_pattern"]),
        heads=HeadWords(
            rating=_pattern(heads["rating"]),
            risk=_pattern(heads["risk"]),
            left=_pattern(heads["left"]),
            actions=_pattern(heads["actions"]),
            kinds=_named((kind, rf"\b(?:{words})\b") for kind, words in heads["kinds"].items()),
            sure_kinds=_named((kind, rf"\b(?:{words})\b") for kind, words in heads["sure_kinds"].items()),
            parts=_named(heads["parts"].items()),
            roles=_named(heads["roles"]),
            action_roles=_named(heads["action_roles"]),
        ),
    )


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _named(pairs: Any) -> NamedPatterns:
    return tuple((name, _pattern(pattern)) for name, pattern in pairs)


def _any_of(words: list[str]) -> str:
    """A pattern of alternatives; of two that begin alike the longer is tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
