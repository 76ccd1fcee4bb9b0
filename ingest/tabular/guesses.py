"""What heads may be for: by the profiles there are, by their words, by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import find_dates
from risktrail.ingest.register_words import NamedPatterns, register_words
from risktrail.ingest.table_profile import TableProfile

DETAIL = "detail"
_FACTORS = re.compile(r"\d{1,2}\s*[x×]\s*\d{1,2}\b.*", re.IGNORECASE)
_FIGURE = re.compile(r"\d{1,3}")


class Guess(NamedTuple):
    """What a head may be for: the role, whether of the risk's actions, and why, as a half sentence."""

    role: str
    of_action: bool
    why: str
    by_texts: bool = False


class HeadAbove(NamedTuple):
    """A head to guess at: the head above it or empty, its own, and the texts below it."""

    group: str
    head: str
    texts: Sequence[str]

    @property
    def phrase(self) -> str:
        """The head as profiles write it."""
        return f"{self.group} / {self.head}" if self.group else self.head


def guess_roles(heads: Sequence[HeadAbove], profiles: Iterable[TableProfile], *, of_risks: bool = False) -> list[Guess]:
    """What each head of one table is for; with `of_risks` none is an action's.

    Else a table that says when actions are due is one of actions, from the head of the actions on; without ratings and
    risks it is one of actions alone.
    """
    known = list(profiles)
    of_risk = [_of_risk(head, known) for head in heads]
    if of_risks:
        return _once(of_risk)
    return _once(_chosen(of_risk, [_of_action(head, known) for head in heads]))


def _chosen(of_risk: Sequence[Guess], of_action: Sequence[Guess]) -> list[Guess]:
    roles = {guess.role for guess in of_action}
    is_of_risks = any(guess.role in ("description", "title") or guess.role.startswith("rating") for guess in of_risk)
    if not {"text", "due"} <= roles and not {"text", "status", "owner"} <= roles:
        return list(of_risk)
    if not is_of_risks or all(guess.role != DETAIL for guess in of_action):
        return list(of_action)
    begins = next((at for at, guess in enumerate(of_risk) if guess.role == "actions"), None)
    if begins is None or "due" not in {guess.role for guess in of_action[begins:]}:
        return list(of_risk)
    behind = [
        own if own.role.startswith("rating") or action.role == DETAIL else action
        for own, action in zip(of_risk[begins:], of_action[begins:], strict=True)
    ]
    return [*of_risk[:begins], *behind]


def _once(guesses: Sequence[Guess]) -> list[Guess]:
    """Guesses with no role given twice: of two descriptions the first is a title, and what comes second is a detail."""
    found: list[Guess] = []
    for each in guesses:
        guess = each
        taken = {(before.role, before.of_action) for before in found}
        if guess.role == "description" and ("description", False) in taken and ("title", False) not in taken:
            place = next(at for at, before in enumerate(found) if before.role == "description")
            found[place] = found[place]._replace(role="title", why="the shorter of two that name the risk")
        elif guess.role != DETAIL and (guess.role, guess.of_action) in taken:
            guess = Guess(DETAIL, guess.of_action, f"{guess.role} is taken by a head before it")
        found.append(guess)
    return found


def _of_risk(head: HeadAbove, profiles: Sequence[TableProfile]) -> Guess:
    group, own = head.group, head.head
    words = register_words().heads
    role = None if words.trend.search(own) else _rating_role(group, own)
    for profile in profiles:
        target = profile.column(head.head, head.group) or profile.label(head.phrase)
        if target and not (group and role and target.role != role):
            return Guess(target.role, False, f"as in the profile {profile.name}")
    if role:
        has_figures = _most(head.texts, lambda text: any(map(str.isdigit, text)))
        role = role.replace(".band", ".score") if has_figures else role
        return Guess(role, False, "its words are those of a rating")
    for text in (own, group):
        if role := _first(words.roles, text):
            return Guess(role, False, "by its words")
    return _by_texts(head)


def _of_action(head: HeadAbove, profiles: Sequence[TableProfile]) -> Guess:
    for profile in profiles:
        if target := profile.action_column(head.head, head.group):
            return Guess(target.role, True, f"as in the profile {profile.name}")
    role = _first(register_words().heads.action_roles, head.head)
    return Guess(role, True, "by its words") if role else Guess(DETAIL, True, "no role fits")


def _rating_role(group: str, own: str) -> str | None:
    words = register_words().heads
    kind = _first(words.kinds, group) or _first(words.kinds, own)
    is_part = _first(words.parts, own)
    if not words.rating.search(own) and not (kind and is_part and (group or len(own) < 3)):
        return "rating." + kind if kind and words.risk.search(own) else None
    if is_part is None or (not group and is_part == "score"):
        return f"rating.{kind or 'current'}"
    return f"rating.{kind or 'current'}.{is_part}"


def _first(patterns: NamedPatterns, text: str) -> str | None:
    return next((name for name, pattern in patterns if pattern.search(text)), None)


def _by_texts(head: HeadAbove) -> Guess:
    texts = [text for text in head.texts if text]
    if texts and _most(texts, lambda text: _FACTORS.fullmatch(text) is not None):
        return Guess("rating.current", False, "impact times likelihood stands below it", True)
    if texts and _most(texts, lambda text: _FIGURE.fullmatch(text) is not None and int(text) <= 25):
        return Guess("rating.current", False, "scores stand below it", True)
    if texts and _most(texts, lambda text: len(text) < 30 and bool(find_dates(text))):
        return Guess("review", False, "dates stand below it", True)
    return Guess(DETAIL, False, "no role fits: its text is kept under its head")


def _most(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return 2 * sum(map(holds, texts)) > len(texts)
