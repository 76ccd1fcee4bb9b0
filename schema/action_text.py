"""An action's text taken apart: who is to do what, how far it is, and what is noted beside that.

`DCC and Suppliers to confirm the date – Ongoing (see paper 4).` names two owners, what they are to do, a status and a
note. Reading papers and following actions through the months both take texts apart here. The words that tell owners
stand in owners.toml; those that tell a status are a family's, so that the reader brings them along (`ReadStatus`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from risktrail.schema.report import Status

_WORD = r"[^\W\d_a-z][\w.&'’-]*"
_MOST_WORDS = 6  # of a name, after its first
_SPACE = re.compile(r"\s+")


class StatedStatus(NamedTuple):
    """An action's text and what stands behind it. `sure` is False where another reading is possible."""

    text: str
    status: Status = Status.NOT_STATED
    status_text: str | None = None
    note: str | None = None
    sure: bool = True


ReadStatus = Callable[[str], StatedStatus]
"""Parts an action's status and note from its text, by the words of a family of registers."""


class ActionText(NamedTuple):
    """An action as its text gives it.

    `text` is without status and note; `deed` is without the owners too, and all of the text where it names none.
    `status_text` is the status as printed. `sure` is False where the status could be read otherwise.
    """

    text: str
    owners: tuple[str, ...]
    deed: str
    status: Status
    status_text: str | None
    note: str | None
    sure: bool


class _Grammar(NamedTuple):
    label: re.Pattern[str]
    verb: re.Pattern[str]
    aside: re.Pattern[str]
    between: re.Pattern[str]
    name: re.Pattern[str]
    not_owners: frozenset[str]
    bodies: frozenset[str]


def read_action_text(text: str, read_status: ReadStatus | None = None) -> ActionText:
    """Take an action's text apart.

    `The DCC and Suppliers to provide a plan` has the owners `DCC` and `Suppliers` and the deed `provide a plan`. What
    is done to something (`The plan to be published`) and what begins with the deed (`Report to the Panel`) names no
    owner.

    Args:
        text: As a paper prints it, in one line; or as the store keeps it, without status and note.
        read_status: Parts status and note from the text first. None where the text has none: they stand in columns of
            their own, or were parted before.
    """
    stated = read_status(text) if read_status else StatedStatus(text.strip())
    owners, deed = _owners_and_deed(stated.text.strip())
    return ActionText(stated.text, owners, deed, stated.status, stated.status_text, stated.note, stated.sure)


def names_no_owner(word: str) -> bool:
    """Whether a word begins an instruction or names a thing where a name could stand: `Report to`, `Options to`."""
    grammar = _grammar()
    return word.casefold() in grammar.not_owners and word not in grammar.bodies


def _owners_and_deed(text: str) -> tuple[tuple[str, ...], str]:
    grammar = _grammar()
    verb = grammar.verb.search(text)
    owners = _names(grammar.label.sub("", text[: verb.start()]), grammar) if verb else ()
    return (owners, text[verb.end() :]) if verb and owners else ((), text)


def _names(text: str, grammar: _Grammar) -> tuple[str, ...]:
    """The names a text is a list of, without `the`; none where it is anything else."""
    parts = grammar.between.split(grammar.aside.sub(r", \1", text))
    matches = [grammar.name.fullmatch(part) for part in parts if part]
    names = [_SPACE.sub(" ", match["name"]) for match in matches if match]
    if len(names) < len(matches) or any(names_no_owner(name.split()[0]) for name in names):
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
        bodies=frozenset(words["bodies"]),
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first: `and/or` before `and`."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
