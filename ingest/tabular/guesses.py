"""What heads may be for: by the profiles there are, by their words, by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import find_dates
from risktrail.ingest.register_words import first_named, register_words
from risktrail.ingest.table_profile import TableProfile

DETAIL = "detail"
_FACTORS = re.compile(r"\d{1,2}\s*[x×]\s*\d{1,2}\b.*", re.IGNORECASE)
_LARGEST_FACTOR = 5  # scales of impact and likelihood end here, or at 4
_DATE_WORDS = 6  # a longer text is no date
_DATES = frozenset({"due", "completed", "note_date", "percent"})
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
    of_risk = _whole_scores(heads, [_of_risk(head, known) for head in heads])
    if of_risks:
        return _once(of_risk)
    return _once(_chosen(heads, of_risk, [_of_action(head, known) for head in heads]))


def _whole_scores(heads: Sequence[HeadAbove], guesses: Sequence[Guess]) -> list[Guess]:
    """Guesses with a factor taken for the whole rating where the table has no other factor of it and the figures below
    are larger than a factor's: `How bad now` above 12 and 16."""
    roles = {guess.role for guess in guesses}
    found = []
    for head, guess in zip(heads, guesses, strict=True):
        kind, _, part = guess.role.rpartition(".")
        other = {"impact": "likelihood", "likelihood": "impact"}.get(part)
        figures = [int(text) for text in head.texts if _FIGURE.fullmatch(text)]
        is_score = kind and other and f"{kind}.{other}" not in roles and max(figures, default=0) > _LARGEST_FACTOR
        found.append(guess._replace(role=kind) if is_score else guess)
    return found


def _chosen(heads: Sequence[HeadAbove], of_risk: Sequence[Guess], of_action: Sequence[Guess]) -> list[Guess]:
    roles = {guess.role for guess in of_action}
    is_of_risks = any(guess.role in ("description", "title") or guess.role.startswith("rating") for guess in of_risk)
    if not {"text", "due"} <= roles and not {"text", "status", "owner"} <= roles:
        return list(of_risk)
    if not is_of_risks or all(guess.role != DETAIL for guess in of_action):
        return list(of_action)
    pairs = list(zip(of_risk, of_action, strict=True))
    begins = next((at for at, (own, action) in enumerate(pairs) if _begins_actions(own, action)), None)
    if begins is None or "due" not in {guess.role for guess in of_action[begins:]}:
        return list(of_risk)
    behind = [
        own if action.role == DETAIL or _is_risks_rating(head, own, action) else action
        for head, (own, action) in zip(heads[begins:], pairs[begins:], strict=True)
    ]
    return [*of_risk[:begins], *behind]


def _begins_actions(own: Guess, action: Guess) -> bool:
    """Whether the columns of the actions begin here: with a head that names actions, or that only an action has."""
    return own.role == "actions" or (action.role in ("ref", "text") and own.role == DETAIL)


def _is_risks_rating(head: HeadAbove, own: Guess, action: Guess) -> bool:
    """Whether a column behind the actions is a rating of the risk; `RAG` below a head of the actions is no such one."""
    return own.role.startswith("rating") and not (action.role == "status" and head.group)


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
    kind = first_named(words.kinds, own) or first_named(words.kinds, group)
    if kind and head.texts and _most(head.texts, _is_rating):
        return Guess(f"rating.{kind}", False, "ratings stand below it")
    if role := first_named(words.roles, own):
        return Guess(role, False, "by its words")
    role = first_named(words.roles, group)  # what it is of may stand above, but not that it names the risk
    if role and role not in ("number", "title", "description"):
        return Guess(role, False, "by the words above it")
    return _by_texts(head)


def _of_action(head: HeadAbove, profiles: Sequence[TableProfile]) -> Guess:
    for profile in profiles:
        if target := profile.action_column(head.head, head.group):
            return Guess(target.role, True, f"as in the profile {profile.name}")
    patterns = register_words().heads.action_roles
    if head.texts and _most(head.texts, lambda text: len(text.split()) > _DATE_WORDS):
        patterns = tuple(pair for pair in patterns if pair[0] not in _DATES)  # `Planned work and timescales`
    role = first_named(patterns, head.head)
    return Guess(role, True, "by its words") if role else Guess(DETAIL, True, "no role fits")


def _rating_role(group: str, own: str) -> str | None:
    words = register_words().heads
    kind = first_named(words.kinds, group) or first_named(words.kinds, own)
    factors = {part for part, pattern in words.parts if part in ("impact", "likelihood") and pattern.search(own)}
    is_part = "score" if len(factors) > 1 else first_named(words.parts, own)  # `Likelihood and impact now`
    if not words.rating.search(own) and not (kind and is_part and (group or len(own) < 3)):
        return "rating." + kind if kind and words.risk.search(own) else None
    if is_part is None or (not group and is_part == "score"):
        return f"rating.{kind or 'current'}"
    return f"rating.{kind or 'current'}.{is_part}"


def _by_texts(head: HeadAbove) -> Guess:
    texts = [text for text in head.texts if text]
    if texts and _most(texts, lambda text: _FACTORS.fullmatch(text) is not None):
        return Guess("rating.current", False, "impact times likelihood stands below it", True)
    if texts and _most(texts, lambda text: _FIGURE.fullmatch(text) is not None and int(text) <= 25):
        return Guess("rating.current", False, "scores stand below it", True)
    if texts and _most(texts, lambda text: len(text) < 30 and bool(find_dates(text))):
        return Guess("review", False, "dates stand below it", True)
    return Guess(DETAIL, False, "no role fits: its text is kept under its head")


def _is_rating(text: str) -> bool:
    """Whether a text is a score, factors, or a band with its score."""
    bands = "|".join(map(re.escape, register_words().bands))
    bare = re.sub(rf"\b(?:{bands})\b|[()]|\b[ilcp](?=\d\b)", " ", text, flags=re.IGNORECASE).strip()
    figures = bare.split()
    are_scores = bool(figures) and all(_FIGURE.fullmatch(each) and int(each) <= 25 for each in figures)
    return _FACTORS.fullmatch(bare) is not None or are_scores


def _most(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return 2 * sum(map(holds, texts)) > len(texts)
