"""How similar two wordings of an action are, from 0 to 1.

What counts is which words they share. Each word has a weight by how much it tells of the action: a code or a name much,
a verb of the same owner little, a date or a meeting hardly anything. A name or code that replaces another counts twice.
A wording that contains all of the other is nearly the same, for papers add remarks and take them away; one in which an
object replaces another is not. The weights stand in trails.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from rapidfuzz import fuzz

from risktrail.schema.action_text import read_action_text
from risktrail.store.text_keys import text_key

Words = list[tuple[str, float]]

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_WHEN = re.compile(r"(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:_\d+)+")  # 2021, 3rd, OPSG_53 (a meeting)
_SAME_WORD = 84.0  # rapidfuzz ratio: plan/plans, monitor/monitored; not north/south, import/export
_STEM = 3


@cache
def settings() -> dict[str, Any]:
    """The weights and thresholds of trails.toml."""
    return tomllib.loads(settings_text())


@cache
def settings_text() -> str:
    """The text of trails.toml."""
    return (resources.files("risktrail.store") / "trails.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Wording:
    """The wording of an action, prepared once for being compared many times."""

    full: str
    """The key of the whole text; see text_keys.py."""
    bare: str
    """The key of the text without its owners."""
    owners: frozenset[str]
    words: tuple[tuple[str, float], ...]
    """The words that have a weight, in lower case and in order, each with that weight; the verb is the first."""
    dates: frozenset[str]
    """Those of the words that say when."""


@lru_cache(maxsize=20_000)  # far more than one register has, and no more memory than that
def wording(text: str) -> Wording:
    """Prepare the text of an action for being compared."""
    action = read_action_text(text)
    deed = unicodedata.normalize("NFKC", action.deed)
    words = [(raw.casefold(), _weight(raw, first=not at)) for at, raw in enumerate(_WORD.findall(deed))]
    told = tuple((word, weight) for word, weight in words if weight > 0)
    dates = frozenset(word for word, _ in told if _is_date(word))
    owners = frozenset(filter(None, map(text_key, action.owners)))
    return Wording(text_key(text), text_key(deed), owners, told, dates)


def similarity(left: Wording, right: Wording) -> float:
    """How similar two wordings are, from 0 (nothing in common) to 1 (the same words), whichever is the first."""
    if not left.words or not right.words:
        return 1.0 if left.bare == right.bare else 0.0
    weights = settings()["weight"]
    verb = weights["verb"] if same_owner(left.owners, right.owners) else weights["verb_other_owner"]
    ours, theirs = _with_verb(left, verb), _with_verb(right, verb)
    our_own, their_own = _unshared(ours, theirs)
    totals = _weigh(ours), _weigh(theirs)
    shared = totals[0] - _weigh(our_own), totals[1] - _weigh(their_own)
    dice = sum(shared) / sum(totals)
    short = 0 if totals[0] <= totals[1] else 1
    contained = shared[short] / totals[short] if totals[short] >= weights["short"] else dice
    swapped = min(_weigh(our_own, weights["name"]), _weigh(their_own, weights["name"])) / totals[short]
    alike = weights["contained"] * contained + (1 - weights["contained"]) * dice - swapped
    order = fuzz.ratio([w for w, _ in ours], [w for w, _ in theirs]) / 100
    return round(max(0.0, float((1 - weights["order"]) * alike + weights["order"] * order)), 4)


def same_owner(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both name the same owner at least once, in full or in part, or neither names any."""
    if not left and not right:
        return True
    return any(ours.startswith(theirs) or theirs.startswith(ours) for ours in left for theirs in right) or any(
        _same_word(ours, theirs) for ours in left for theirs in right
    )


def _weight(raw: str, *, first: bool) -> float:
    weights, words = settings()["weight"], settings()["words"]
    folded = raw.casefold()
    if _is_date(folded):
        return float(weights["date"])
    if folded in words["stop"]:
        return 0.0
    if any(letter.isdigit() for letter in raw) or (len(raw) > 1 and raw.isupper()):
        return float(weights["code"])
    return float(weights["name"] if raw[0].isupper() and not first else weights["word"])


def _is_date(folded: str) -> bool:
    return folded in settings()["words"]["date"] or _WHEN.fullmatch(folded) is not None


def _with_verb(wording: Wording, verb: float) -> Words:
    return [(wording.words[0][0], verb), *wording.words[1:]]


def _weigh(words: Words, least: float = 0.0) -> float:
    """The total weight of the words that weigh at least `least`."""
    return sum(weight for _, weight in words if weight >= least)


def _unshared(ours: Words, theirs: Words) -> tuple[Words, Words]:
    """The words that only one side has. Equal words are matched before forms of one word are."""
    for same in (str.__eq__, _same_word):
        left, free = [], list(theirs)
        for pair in ours:
            at = next((i for i, (word, _) in enumerate(free) if same(word, pair[0])), None)
            if at is None:
                left.append(pair)
            else:
                free.pop(at)
        ours, theirs = left, free
    return ours, theirs


def _same_word(left: str, right: str) -> bool:
    """Whether two words are forms of one: the same beginning and nearly the same letters. Digits must be equal."""
    if left[:_STEM] != right[:_STEM] or not (left.isalpha() and right.isalpha()):
        return left == right
    return fuzz.ratio(left, right) >= _SAME_WORD
