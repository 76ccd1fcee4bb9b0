"""Search over all text of a register; a text that several months have is found once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from risktrail.store import Answer, AnyAnswer
from risktrail.store.page_rows import FoundText
from risktrail.web.register import Evidence, Register

MOST_SHOWN = 200
FILE_COLUMNS = (
    "register", "kind", "risk_id", "text", "first_period", "last_period", "papers", "source_file", "page",
)  # fmt: skip


@dataclass(frozen=True)
class SearchResult:
    """A text that was found, in pieces: whether the piece is one of the words, and its text."""

    row: FoundText
    pieces: list[tuple[bool, str]]
    evidence: Evidence | None


def search(register: Register, words: str) -> tuple[list[SearchResult], int]:
    """The texts that have all of some words.

    Args:
        register: The register.
        words: The words, parted by spaces, in any order and case.

    Returns:
        The latest 200 texts, the latest first, and how many there are.
    """
    wanted = words.lower().split()
    found = register.reader.search_texts(register.code, wanted)
    results = [
        SearchResult(row, split_at_words(row.text, wanted), register.evidence(row.last, row.page, row.kind, row.key))
        for row in found[:MOST_SHOWN]
    ]
    return results, len(found)


def search_answer(register: Register, words: str) -> AnyAnswer:
    """All texts that have all of some words, the latest first, as an answer with the paper and page of each.

    Args:
        register: The register.
        words: The words, as for `search`.
    """
    rows = [
        (
            register.code, found.kind, found.risk_id, found.text, found.first, found.last, found.papers,
            register.papers[found.last].file, found.page,
        )
        for found in register.reader.search_texts(register.code, words.lower().split())
    ]  # fmt: skip
    return Answer(FILE_COLUMNS, rows)


def split_at_words(text: str, words: list[str]) -> list[tuple[bool, str]]:
    """A text in pieces: whether the piece is one of the words (given in lower case), and its text."""
    lower = text.lower()
    if len(lower) != len(text):  # places in one are not places in the other
        return [(False, text)]
    hit = [False] * len(text)
    for word in words:
        at = lower.find(word)
        while at >= 0:
            hit[at : at + len(word)] = [True] * len(word)
            at = lower.find(word, at + 1)
    cuts = [0, *(at for at in range(1, len(text)) if hit[at] != hit[at - 1]), len(text)]
    return [(hit[begin], text[begin:end]) for begin, end in itertools.pairwise(cuts) if begin < end]
