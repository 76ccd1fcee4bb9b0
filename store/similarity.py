"""How alike two wordings of an action are, from 0 to 1.

What decides is which words they share, weighted by how much a word tells: a code or name much, a verb of the
same owner little, a date or meeting hardly anything; one name or code in the place of another counts twice. A
wording that contains the other whole counts as nearly the same, for papers add remarks and take them away; a
wording in which one object stands in the place of another does not.
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

from risktrail.schema.owners import read_lead
from risktrail.store.text_keys import text_key

Words = list[tuple[str, float]]

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_WHEN = re.compile(r"(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:_\d+)+")  # 2021, 3rd, OPSG_53 (a meeting)
_SAME_WORD = 84.0  # rapidfuzz ratio: plan/plans, monitor/monitored; not north/south, import/export
_STEM = 3


@cache
def settings() -> dict[str, Any]:
    """The tables of trails.toml."""
    return tomllib.loads(settings_text())


@cache
def settings_text() -> str:
    """trails.toml as it stands."""
    return (resources.files("risktrail.store") / "trails.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Wording:
    """A wording taken apart once, for being compared many times."""

    full: str
    """Compare key of the whole text."""
    bare: str
    """Compare key of the text without its owner."""
    owners: frozenset[str]
    words: tuple[tuple[str, float], ...]
    """Folded words that tell anything, in order, each with its weight; the verb first, where there is one."""
    dates: frozenset[str]
    """Those of them that tell when."""


@lru_cache(maxsize=20_000)  # far more than one register has, and no more memory than that
def wording(text: str) -> Wording:
    """Take a text apart."""
    owners, rest = read_lead(text)
    rest = unicodedata.normalize("NFKC", rest)
    words = [(raw.casefold(), _weight(raw, first=not at)) for at, raw in enumerate(_WORD.findall(rest))]
    told = tuple((word, weight) for word, weight in words if weight > 0)
    dates = frozenset(word for word, _ in told if _is_date(word))
    return Wording(text_key(text), text_key(rest), frozenset(filter(None, map(text_key, owners))), told, dates)


def similarity(left: Wording, right: Wording) -> float:
    """From 0 (nothing in common) to 1 (the same words). Symmetric."""
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
    """Whether one body at least is named by both, in full or in part, or neither names one."""
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
    """Weight of the words that weigh at least so much; the verb, which is first, has its own weight."""
    return sum(weight for _, weight in words if weight >= least)


def _unshared(ours: Words, theirs: Words) -> tuple[Words, Words]:
    """The words each side has for itself; equal words find each other before forms of one word do."""
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
    """Forms of one word: the same beginning, nearly the same letters. Words with digits are never alike."""
    if left[:_STEM] != right[:_STEM] or not (left.isalpha() and right.isalpha()):
        return left == right
    return fuzz.ratio(left, right) >= _SAME_WORD
