"""Forms of one word brought to one stem: plan, plans, planned, planning; approve, approval; fail, failure."""

from __future__ import annotations

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"['’]s?$")
_PLURALS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ysis", "ys"))
_LONG = ("ation", "ition", "ating", "ated", "ment", "ance", "ence", "ion", "ate", "ure")
_SHORT = ("ing", "ed", "al", "e")
_LEAST = 4  # letters that stay before a long ending: nation is no form of nat
_LEAST_SHORT = 3  # and before a short one, a vowel among them: moving, but not string
_ENDINGS = ((_LONG, _LEAST), (_SHORT, _LEAST_SHORT))
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in any case; two forms of one word have the same, and seldom two words do."""
    from risktrail.store.linking.tables import irregular

    told = _POSSESSIVE.sub("", word.casefold()).replace("isation", "ization")
    told = irregular().get(told, told)
    if not told.isalpha():
        return told
    told = _singular(told)
    while (shorter := _shortened(told)) != told:
        told = shorter
    told = told.replace("iz", "is") if told.endswith("iz") else told
    return told[:-1] if len(told) > _LEAST_SHORT and told[-1] == told[-2] else told


def _singular(word: str) -> str:
    for plural, single in _PLURALS:
        if word.endswith(plural) and len(word) > len(plural) + 1:
            return word[: -len(plural)] + single
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _LEAST_SHORT:
        return word[:-1]
    return word


def _shortened(word: str) -> str:
    for ending, least in ((ending, least) for endings, least in _ENDINGS for ending in endings):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= least and not _VOWELS.isdisjoint(rest):
                return rest
    return word
