"""Which columns of a table of risks are for what: by the profile, for ratings also by the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from risktrail.ingest.fields.due_dates import read_due
from risktrail.ingest.register_words import first_named, register_words
from risktrail.ingest.table_profile import TableProfile, Target
from risktrail.schema.report import RatingKind

_PRODUCT = re.compile(r"\b[ilcp] ?[x×*] ?[ilcp]\b", re.IGNORECASE)


class HeadCell(NamedTuple):
    """The head of a column: the head above it or empty, and its own."""

    group: str
    own: str


def risk_targets(heads: Sequence[HeadCell], profile: TableProfile) -> list[Target | None]:
    """What each column is for, None where the profile does not say it.

    Args:
        heads: The heads of one table, from left to right.
        profile: The profile.

    Returns:
        A target a head. `Score` below a group that the profile does not know is of the kind of rating that the group's
        words name, as in `Pre-mitigation / Score`. It has none where they name no kind and other groups of the table
        have the same head: then nothing says which of them is today's. Nor has a bare `Likelihood` beside an unknown
        `Likelihood after`. A head that the profile does not know is a rating's where its words say so and name the
        kind without doubt, as `Inherent RAG` and `Initial / C` do.
    """
    plain = [_of_factor(head, profile) for head in heads]
    plain = [target or _letter_of_score(head, heads, plain) for head, target in zip(heads, plain, strict=True)]
    mixed = {head.group for head, target in zip(heads, plain, strict=True) if target is None or target.kind is None}
    mixed -= {head.group for head, target in zip(heads, plain, strict=True) if target is None and _is_rating(head)}
    found = [_target(head, target, profile, mixed) for head, target in zip(heads, plain, strict=True)]
    found = _before_controls(heads, found, profile)
    pairs = list(zip(heads, found, strict=True))
    bare = {(head.group, target) for head, target in pairs if target is not None and _is_bare(head, target, profile)}
    groups = Counter(target for group, target in bare if group)
    told = {_kind_in(head.own) for head, target in pairs if target is None and _is_rating(head)} - {None}
    sure = [
        None
        if target is not None
        and (head.group, target) in bare
        and (groups[target] > 1 or (target.kind in told and _kind_in(head.group) is None))
        else target
        for head, target in pairs
    ]
    named = _with_named_kinds(heads, sure, [target is None for target in plain])
    return _with_periods(heads, _with_kinds_alone(heads, _with_products(heads, named)))


def _of_factor(head: HeadCell, profile: TableProfile) -> Target | None:
    """What the profile says of a head. A total below a factor is that factor: `Impact / Total`, where others
    say whom it hits."""
    given = profile.column_in_group(head.own, head.group)
    own, group = profile.column(head.own), profile.column(head.group) if head.group else None
    is_total = own is not None and own.kind is not None and own.part in (None, "score")
    if given is None and is_total and group is not None and group.part in ("impact", "likelihood"):
        return group
    return given or own


def _letter_of_score(head: HeadCell, heads: Sequence[HeadCell], targets: Sequence[Target | None]) -> Target | None:
    """The score's target for a letter or two beside both factors below one head: `T` in `L`, `I`, `T`. Not below a head
    whose own words name the kind: `_named_kind` has those."""
    beside = [target for other, target in zip(heads, targets, strict=True) if target and other.group == head.group]
    parts = {target.part for target in beside}
    is_free = head.group and first_named(register_words().heads.sure_kinds, head.group) is None
    is_score = is_free and len(head.own) in (1, 2) and {"impact", "likelihood"} <= parts and "score" not in parts
    return Target(f"rating.{RatingKind.CURRENT}.score") if is_score else None


def _before_controls(
    heads: Sequence[HeadCell], targets: Sequence[Target | None], profile: TableProfile
) -> list[Target | None]:
    """Targets with a rating that says no kind taken for the inherent one where the same is said again of what the
    controls leave: `Score` before `Residual score`, or before the controls and a second `Score` behind them. Not where
    another column is the inherent one."""
    if any(target is not None and target.kind is RatingKind.INHERENT for target in targets):
        return list(targets)
    columns = list(enumerate(zip(heads, targets, strict=True)))
    rated = [
        (at, _part(head, target))
        for at, (head, target) in columns
        if target is not None and _is_bare(head, target, profile) and _kind_in(head.group) is None
    ]
    controls = [at for at, target in enumerate(targets) if target == Target("controls")]
    again = {
        (place, part)
        for (at, part), (place, other) in combinations(rated, 2)
        if part == other and not heads[at].group and any(at < each < place for each in controls)
    }
    left = again | {(at, _part(head, target)) for at, (head, target) in columns if _is_left(head, target)}
    first = {(at, part) for at, part in rated if (at, part) not in again}
    if not any(part == other and at < place for at, part in first for place, other in left):
        return list(targets)
    last = max(place for place, _ in left)
    turned = {at for at, _ in first if at < last}
    return [
        target._replace(role=target.role.replace(RatingKind.CURRENT, RatingKind.INHERENT))
        if target is not None and at in turned
        else target
        for at, target in enumerate(targets)
    ]


def _is_left(head: HeadCell, target: Target | None) -> bool:
    """Whether a head is without doubt a rating's with the controls in place: `Net score`, `Revised likelihood`."""
    whole = f"{head.group} {head.own}"
    words = register_words().heads
    is_current = (
        target.kind is RatingKind.CURRENT
        if target is not None
        else _is_rating(head) and first_named(words.sure_kinds, whole) == RatingKind.CURRENT
    )
    return is_current and words.left.search(whole) is not None


def _part(head: HeadCell, target: Target | None) -> str:
    """Which part of a rating a head is for; a whole rating and its score are one, and its colour is another."""
    named = first_named(register_words().heads.parts, head.own)
    return named if named == "band" else (target.part if target else named) or "score"


def _with_products(heads: Sequence[HeadCell], targets: Sequence[Target | None]) -> list[Target | None]:
    """Targets with `L x I` taken for the whole rating where its score has a column of its own beside it."""
    found = list(targets)
    for at, (head, target) in enumerate(zip(heads, targets, strict=True)):
        beside = [each for place, each in enumerate(targets) if place != at and heads[place].group == head.group]
        if target is not None and target.part == "score" and target in beside and _PRODUCT.search(head.own):
            found[at] = Target(f"rating.{target.kind}")
    return found


def _with_kinds_alone(heads: Sequence[HeadCell], targets: Sequence[Target | None]) -> list[Target | None]:
    """Targets with those of heads that name a kind of rating and nothing else, as `Gross` and `Net` do: two of them at
    least, in a table that says what the risk is."""
    if not any(target in (Target("title"), Target("description")) for target in targets):
        return list(targets)
    alone = {
        at: kind for at, head in enumerate(heads) if not head.group and (kind := _kind_alone(head.own)) is not None
    }
    taken = {target.kind for target in targets if target is not None}
    found = list(targets)
    for at, kind in alone.items():
        if found[at] is None and len({*alone.values()}) > 1 and kind not in taken:
            found[at] = Target(f"rating.{kind}")
    return found


def _kind_alone(own: str) -> RatingKind | None:
    kinds = register_words().heads.kinds
    return next((RatingKind(kind) for kind, pattern in kinds if pattern.fullmatch(own)), None)


def _with_periods(heads: Sequence[HeadCell], targets: list[Target | None]) -> list[Target | None]:
    """Targets with those of scores of several months side by side: the latest is today's, the one before the previous.
    Not where another column is today's."""
    if any(target is not None and target.kind is RatingKind.CURRENT for target in targets):
        return targets
    dated = [
        (due, at)
        for at, (head, target) in enumerate(zip(heads, targets, strict=True))
        if target is None and _is_score_of_month(head) and (due := read_due(head.own).date) is not None
    ]
    if len({due for due, _ in dated}) < max(len(dated), 2):
        return targets
    found = list(targets)
    for (_, at), kind in zip(sorted(dated, reverse=True), (RatingKind.CURRENT, RatingKind.PREVIOUS), strict=False):
        target = Target(f"rating.{kind}")
        found[at] = None if target in found else target
    return found


def _is_score_of_month(head: HeadCell) -> bool:
    """Whether a head, or the head above it, is a rating's by its words and of no kind: `Risk score / May 24`."""
    whole = f"{head.group} {head.own}"
    return register_words().heads.rating.search(whole) is not None and _kind_in(whole) is None


def _with_named_kinds(
    heads: Sequence[HeadCell], targets: Sequence[Target | None], are_unknown: Sequence[bool]
) -> list[Target | None]:
    """Targets with those of heads that the profile does not know and whose words name a kind of rating."""
    found = list(targets)
    for at, (head, is_unknown) in enumerate(zip(heads, are_unknown, strict=True)):
        if is_unknown:
            beside = [other.own for other in heads if other.group == head.group and other is not head]
            found[at] = _named_kind(head, beside, [target for target in found if target])
    return found


def _named_kind(head: HeadCell, beside: Collection[str], taken: Collection[Target]) -> Target | None:
    """What a head is for by its words alone; None where they do not name a kind, or another column has it."""
    kind = first_named(register_words().heads.sure_kinds, f"{head.group} {head.own}")
    if kind is None or not _is_rating(head) or register_words().heads.trend.search(head.own):
        return None
    part = first_named(register_words().heads.parts, head.own)
    if part == "impact" and len(head.own) == 1 and any(_is_other_impact(own, head.own) for own in beside):
        part = "score"  # `S` beside `I` and `L`
    whole = {Target(f"rating.{kind}"), Target(f"rating.{kind}.score")} & {*taken}
    is_part = part in ("impact", "likelihood") or (part == "band" and bool(whole))
    target = Target(f"rating.{kind}.{part}" if is_part else f"rating.{kind}")
    return None if target in taken or (whole and not is_part) else target


def _is_other_impact(own: str, letter: str) -> bool:
    return own != letter and first_named(register_words().heads.parts, own) == "impact"


def _target(head: HeadCell, target: Target | None, profile: TableProfile, mixed: Collection[str]) -> Target | None:
    """The target with the kind that the group names, unless other things than ratings stand in the group too."""
    if target is None or head.group in mixed or not _is_bare(head, target, profile):
        return target
    kind = _kind_in(head.group)
    if kind is None:
        return target
    return Target(f"rating.{kind}.{target.part}" if target.part else f"rating.{kind}")


def _is_bare(head: HeadCell, target: Target, profile: TableProfile) -> bool:
    """Whether a column is a rating's whose own head does not say of which kind it is."""
    if target.kind is None or profile.column_in_group(head.own, head.group) is not None:
        return False
    return _kind_in(head.own) is None


def _is_rating(head: HeadCell) -> bool:
    """Whether a head is a rating's by its words."""
    return _says_rating(head.own)


@lru_cache(maxsize=2048)  # each profile asks for the same heads
def _says_rating(own: str) -> bool:
    words = register_words().heads
    return words.rating.search(own) is not None or any(pattern.search(own) for _, pattern in words.parts)


def _kind_in(text: str) -> RatingKind | None:
    """The kind of rating that words name: the first in the order of register_words.toml."""
    kind = first_named(register_words().heads.kinds, text)
    return RatingKind(kind) if kind else None
