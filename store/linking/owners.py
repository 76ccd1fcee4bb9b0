"""Whether two wordings name the same body: DCC, the DCC; SMKI PMA, SMKI Policy Management Authority."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from risktrail.store.linking.prepared import Prepared
from risktrail.store.linking.stems import stem
from risktrail.store.linking.tables import tables
from risktrail.store.linking.words import Kind, words_of
from risktrail.store.text_keys import text_key


def same_owner(left: Prepared, right: Prepared) -> bool:
    """Whether both name the same owner at least once, in full or in part, or one of them names none."""
    if not left.owners or not right.owners:
        return True
    return any(_is_same(ours, theirs) for ours, theirs in product(left.owners, right.owners))


def adds_owners(left: Prepared, right: Prepared) -> bool:
    """Whether the right side names all the owners of the left, and more: DCC; DCC and Suppliers."""
    if not left.owners:
        return False
    kept = all(any(_is_same(ours, theirs) for theirs in right.owners) for ours in left.owners)
    return kept and any(not any(_is_same(ours, theirs) for ours in left.owners) for theirs in right.owners)


def _is_same(left: str, right: str) -> bool:
    ours, theirs = _stems(left), _stems(right)
    short, long = sorted((ours, theirs), key=len)
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    return text_key(left) == _initials(right) or text_key(right) == _initials(left)


@lru_cache(maxsize=10_000)
def _stems(name: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words_of(name):
        if word.kind is not Kind.STOP:
            found.extend(tables().abbreviations.get(word.text.casefold(), (stem(word.text),)))
    return tuple(found)


@lru_cache(maxsize=10_000)
def _initials(name: str) -> str:
    """The letters that a name is shortened to; what is letters already stays."""
    words = [word for word in words_of(name) if word.kind is not Kind.STOP]
    return "".join(word.text if word.is_acronym else word.text[0] for word in words).casefold()
