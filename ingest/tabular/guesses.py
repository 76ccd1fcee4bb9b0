"""What heads may be for: by the profiles there are, by their words, by what stands below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import find_dates
from risktrail.ingest.table_profile import TableProfile

DETAIL = "detail"
_KINDS = (
    (
        "inherent",
        r"inherent|gross|initial|original|raw|uncontrolled|unmitigated|before|pre.?mitigation|no action|start\w*",
    ),
    ("target", r"target|desired|appetite|tolerance|tolerable|planned|future|aim\w*"),
    ("previous", r"previous|prior|last|former"),
    ("proposed", r"proposed"),
    ("current", r"residual|current|net|present|after|post.?mitigation|mitigated|managed|controlled|now|with controls"),
)
_PARTS = (
    ("impact", r"impact|consequence|severity|^imp\b|^[ics]$"),
    ("likelihood", r"likelihood|probability|^(?:lik|prob)\b|^[lp]$"),
    ("band", r"\brag\b|colour|band\b"),
    ("score", r"score|total|product|rating|rank|[ilcp] ?x ?[ilcp]"),
)
_RATING = re.compile(
    r"\b(?:ratings?|scor\w+|rag|likelihood|probability|severity|rank\w*|level|h/m/l)\b|\b[ilcp] ?x ?[ilcp]\b"
)
_TREND = r"\b(?:trend|travel|direction|movement|trajectory|arrow|change|since last)\b"
_ROLES = (
    (
        "number",
        r"^(?:risk )?(?:#|nr|no|num(?:ber)?|ref(?:erence)?|id|code)\b.{0,8}$|\brisk (?:no|number|ref\w*|id|code)\b",
    ),
    ("trend", _TREND),
    ("review", r"\breview\w*\b"),
    ("raised", r"\b(?:raised|identified on|opened|added|logged|entered)\b"),
    ("updates", r"\b(?:progress|updates?|comment\w*|commentary|where we are)\b"),
    ("description", r"^(?:the |key |main )?risks?(?:$| (?:and|we|that|to|of|in|if)\b)"),
    (
        "actions",
        r"\b(?:actions?|further|additional|to do|planned|next steps|treatment plan|still needed|will do|to come)\b",
    ),
    ("controls", r"\b(?:controls?|mitigat\w+|safeguards?|in place|measures|barriers?|protects?|what we do|already)\b"),
    ("updates", r"\b(?:notes?|latest|position|narrative|assurances?)\b"),
    (
        "owner",
        r"\b(?:owner\w*|owned|lead\w*|responsib\w+|manager|director|officer|accountable|by whom|who|steward|held by)\b",
    ),
    ("cause", r"\b(?:causes?|triggers?|source|drivers?|why|comes? from|vulnerab\w+|threats?)\b"),
    (
        "impact",
        r"\b(?:impacts?|effects?|consequences?|outcome|implications?|results?|so what|would (?:do|mean)|harm)\b",
    ),
    ("response", r"\b(?:response|treatment|strategy|approach|4 ?ts|tolerate)\b"),
    ("status", r"\b(?:status|state)\b"),
    ("category", r"\b(?:category|theme|type|objective|priority|directorate|department|service|domain|area)\b"),
    ("title", r"\b(?:worry|title|name|heading|topic|hazard|subject)\b"),
    ("description", r"\b(?:risks?|descri\w+|event|detail\w*|peril|could happen|go wrong|scenario|uncertaint\w+)\b"),
)
_ACTION_ROLES = (
    ("percent", r"%|\bper ?cent\w*\b"),
    ("note_date", r"\b(?:date of (?:note|update)|(?:note|updated?)\b.*\bdate|updated on|as of)\b"),
    ("completed", r"\b(?:completed|closed|done) ?(?:on|date)?$|\bactual\b|\bdate (?:completed|closed|done)\b"),
    ("due", r"\b(?:due|when|deadline|timescales?|target|completion|finish|until|(?:implement\w*|planned) date)\b"),
    ("owner", r"\b(?:owner\w*|owned|managed|lead\w*|responsib\w+|manager|officer|assign\w*|by whom|who|steward)\b"),
    ("note", r"\b(?:progress|updates?|comment\w*|notes?|latest|position|narrative)\b"),
    ("status", r"\b(?:status|state|rag|stage)\b"),
    ("ref", r"^(?:action )?(?:#|no|number|ref(?:erence)?|id|code)\b.{0,4}$"),
    ("text", r"\b(?:actions?|descri\w+|task|job|detail\w*|what|step|milestone|measure)\b"),
)  # fmt: skip
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
    group, own = head.group.casefold(), head.head.casefold()
    role = None if re.search(_TREND, own) else _rating_role(group, own)
    for profile in profiles:
        target = profile.column(head.head, head.group) or profile.label(head.phrase)
        if target and not (group and role and target.role != role):
            return Guess(target.role, False, f"as in the profile {profile.name}")
    if role:
        has_figures = _most(head.texts, lambda text: any(map(str.isdigit, text)))
        role = role.replace(".band", ".score") if has_figures else role
        return Guess(role, False, "its words are those of a rating")
    for text in (own, group):
        if role := _first(_ROLES, text):
            return Guess(role, False, "by its words")
    return _by_texts(head)


def _of_action(head: HeadAbove, profiles: Sequence[TableProfile]) -> Guess:
    for profile in profiles:
        if target := profile.action_column(head.head, head.group):
            return Guess(target.role, True, f"as in the profile {profile.name}")
    role = _first(_ACTION_ROLES, head.head.casefold())
    return Guess(role, True, "by its words") if role else Guess(DETAIL, True, "no role fits")


def _rating_role(group: str, own: str) -> str | None:
    kind = _first(_KINDS, group) or _first(_KINDS, own)
    is_part = _first(_PARTS, own)
    if not _RATING.search(own) and not (kind and is_part and (group or len(own) < 3)):
        return "rating." + kind if kind and re.search(r"\brisk\b", own) else None
    if is_part is None or (not group and is_part == "score"):
        return f"rating.{kind or 'current'}"
    return f"rating.{kind or 'current'}.{is_part}"


def _first(patterns: Iterable[tuple[str, str]], text: str) -> str | None:
    return next((name for name, pattern in patterns if re.search(pattern, text)), None)


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
