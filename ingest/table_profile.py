"""A family of registers that are tables or forms: one TOML file says what its heads and labels mean.

The file's keys are those of `docs/profiles.md`. A file that is wrong is refused with its name, the line and what to do.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from risktrail.ingest.errors import ProfileError
from risktrail.ingest.profile import folded
from risktrail.schema.report import RatingKind, Status

RISK_ROLES = frozenset(
    {"number", "title", "description", "cause", "impact", "category", "owner", "controls", "actions", "updates"}
    | {"trend", "response", "status", "raised", "review", "previous", "rating", "detail"}
)
ACTION_ROLES = frozenset(
    {"ref", "text", "owner", "due", "first_due", "status", "note", "note_date", "completed", "percent", "detail"}
)
RATING_PARTS = ("impact", "likelihood", "score", "band")
_CELL_PARTS = RISK_ROLES | {"title:bold"}
_HEADS = frozenset({"columns", "labels", "action_columns"})


class Target(NamedTuple):
    """What a column or label is for: the risk's `role`, or with `of_action` that of one of its actions.

    A rating's role is `rating.KIND` or `rating.KIND.PART`.
    """

    role: str
    of_action: bool = False

    @property
    def kind(self) -> RatingKind | None:
        """The kind of rating, where it is one."""
        return RatingKind(self.role.split(".")[1]) if self.role.startswith("rating.") else None

    @property
    def part(self) -> str | None:
        """`impact`, `likelihood`, `score` or `band`; None where the cell holds the whole rating."""
        words = self.role.split(".")
        return words[2] if len(words) == 3 else None


class Band(NamedTuple):
    """A word and the scores it stands for, both ends counted in."""

    word: str
    first: int
    last: int


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiled(value: Any) -> re.Pattern[str]:
    if not isinstance(value, str):
        raise ValueError("a pattern stands in quotes")  # noqa: TRY004  pydantic reports ValueError alone
    try:
        return re.compile(value)
    except re.error as error:
        raise ValueError(f"“{value}” is not a regular expression: {error}") from None


def _folding(value: Any) -> re.Pattern[str]:
    return re.compile(_compiled(value).pattern, re.IGNORECASE)


def _as_colour(value: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", value):
        raise ValueError(f"“{value}” is no colour: write it as in #ff0000")
    return value.lower()


_Pattern = Annotated[re.Pattern[str], BeforeValidator(_folding)]
_ExactPattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
_Texts = tuple[str, ...]


class PaperKeys(_Table):
    """What stands outside of the tables: whose register it is, and when it was made."""

    register_code: str | None = Field(default=None, alias="register")
    organisation_pattern: _ExactPattern | None = None
    title_pattern: _Pattern | None = None
    date_labels: _Texts = ()
    year: Literal["calendar", "financial"] = "calendar"
    leaves_out: tuple[_Pattern, ...] = ()


class ActionKeys(_Table):
    """How an action is written."""

    pattern: _Pattern | None = None
    unstated: Literal["ongoing", "not_stated"] = "not_stated"
    none: tuple[_Pattern, ...] = ()


class _BandKeys(_Table):
    word: str
    first: int = Field(alias="from")
    last: int = Field(alias="to")


class RatingKeys(_Table):
    """How a rating is written, and which one is the risk's own."""

    shown: RatingKind = RatingKind.CURRENT
    order: Literal["impact likelihood", "likelihood impact"] | None = None
    pattern: _Pattern | None = None
    bands: tuple[_BandKeys, ...] = ()
    letters: dict[str, str] = {}
    colours: dict[Annotated[str, AfterValidator(_as_colour)], str] = {}
    trend: dict[Literal["up", "down", "same", "new"], _Texts] = {}


class IdentityKeys(_Table):
    """By what a risk is told from the others."""

    by: Literal["number", "title"] = "number"


class _Keys(_Table):
    name: str
    describes: str = ""
    extends: str | None = None
    paper: PaperKeys = PaperKeys()
    columns: dict[str, _Texts] = {}
    labels: dict[str, _Texts] = {}
    cells: dict[str, _Texts] = {}
    action_columns: dict[str, _Texts] = {}
    actions: ActionKeys = ActionKeys()
    rating: RatingKeys = RatingKeys()
    identity: IdentityKeys = IdentityKeys()


@dataclass(frozen=True, eq=False)
class TableProfile:
    """One family, checked and ready for matching. `text` is the whole of its TOML, as the store keeps it."""

    name: str
    describes: str
    text: str
    paper: PaperKeys
    columns: Mapping[str, Target]
    labels: Mapping[str, Target]
    cells: Mapping[str, tuple[str, ...]]
    action_columns: Mapping[str, Target]
    actions: ActionKeys
    rating: RatingKeys
    identity: IdentityKeys
    label_phrases: tuple[tuple[str, Target], ...]
    """Labels as they stand within a cell, longest first."""
    extends: str | None
    own: Mapping[str, frozenset[str]]
    """The heads and labels that stand in its own text by the table they are in, as `key_of` compares them; not those of
    what it extends."""

    @functools.cached_property
    def bands(self) -> tuple[Band, ...]:
        return tuple(Band(each.word, each.first, each.last) for each in self.rating.bands)

    @functools.cached_property
    def own_heads(self) -> frozenset[str]:
        """The heads and labels that stand in its own text."""
        return frozenset().union(*self.own.values())

    @functools.cached_property
    def head_words(self) -> frozenset[str]:
        """The words that stand in heads and labels."""
        keys = [*self.columns, *self.labels, *self.action_columns]
        return frozenset(word for key in keys for word in re.findall(r"\w+", key))

    def column(self, head: str, group: str = "") -> Target | None:
        """What a column of risks with this head is for; `group` is the head above it. Updates may be those of a quarter
        or month, which stands before them: `Q2 update`."""
        found = _found(self.columns, head, group)
        if found is None and (period := _PERIOD.match(head)):
            found = _found(self.columns, head[period.end() :], group)
            return found if found == Target("updates") else None
        return found

    def column_in_group(self, head: str, group: str) -> Target | None:
        """What a column with this head is for, where the profile names it together with the head above it."""
        return self.columns.get(f"{key_of(group)}/{key_of(head)}") or self.columns.get(
            f"{key_of(group)}/{key_of(without_brackets(head))}"
        )

    def action_column(self, head: str, group: str = "") -> Target | None:
        """What a column of actions with this head is for."""
        return _found(self.action_columns, head, group)

    def label(self, text: str) -> Target | None:
        """What a label in a form is for; columns' heads are labels too."""
        return _found(self.labels, text, "") or _found(self.columns, text, "")

    def band_of(self, score: int) -> str | None:
        """The band that the profile's scale gives a score, or None."""
        return next((band.word for band in self.bands if band.first <= score <= band.last), None)

    @property
    def trends(self) -> Iterator[tuple[str, str]]:
        """Each word or sign of a trend, folded, with the trend that it stands for."""
        return ((folded(word), name) for name, words in self.rating.trend.items() for word in words)


_PERIOD = re.compile(
    r"(?:q[1-4]|(?:quarter|month) \d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
    r"(?:[ ’'-]?\d{2,4}(?:[/-]\d{2})?)?[ :–-]+",
    re.IGNORECASE,
)
STATUS_OF_UNSTATED = {"ongoing": Status.ONGOING, "not_stated": Status.NOT_STATED}


@functools.lru_cache(maxsize=4096)  # each profile asks for the heads of each table
def key_of(phrase: str) -> str:
    """A head as it is compared: letters and digits in lower case; what has none of them as it stands."""
    head = "".join(filter(str.isalnum, phrase.casefold().replace("%", "percent")))
    return head or folded(phrase)


def _key(phrase: str) -> str:
    """The same of `Group / Head`; a stroke without spaces is a part of one head, as in `H/M/L`."""
    return "/".join(key_of(part) for part in phrase.split(" / "))


def without_brackets(head: str) -> str:
    """A head without the words in brackets at its end."""
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", head)


def _found(heads: Mapping[str, Target], head: str, group: str) -> Target | None:
    plain = without_brackets(head)
    keys = [f"{key_of(group)}/{key_of(own)}" for own in (head, plain) if group]
    keys += [key for own in (head, plain) for key in (key_of(own), _key(own))]
    return next((heads[key] for key in keys if key in heads), None)


def read_profile(text: str, file: str, bases: Mapping[str, Mapping[str, Any]] | None = None) -> TableProfile:
    """Check a profile's text.

    Args:
        text: TOML.
        file: The name that errors give it.
        bases: The raw tables of the profiles that `extends` may name.

    Raises:
        ProfileError: It is not TOML, has a key, role or pattern that is wrong, or gives one head two roles. The
            message has the file, the line, and what to do.
    """
    return _Checker(text, file).profile(bases or {})


class _Checker:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file

    def profile(self, bases: Mapping[str, Mapping[str, Any]]) -> TableProfile:
        try:
            raw: Mapping[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise ProfileError(f"{self.file}: not TOML: {error}") from None
        base = raw.get("extends")
        if base is not None and base not in bases:
            named = ", ".join(sorted(bases)) or "none"
            raise self.error(f"extends “{base}”, which is not a profile of tables; there are: {named}", "extends")
        try:
            keys = _Keys.model_validate(merged(bases[base], raw) if base else raw)
        except ValidationError as error:
            raise self.invalid(error) from None
        columns = self.targets(keys.columns, "columns", RISK_ROLES)
        labels = self.targets(keys.labels, "labels", RISK_ROLES)
        actions = self.targets(keys.action_columns, "action_columns", ACTION_ROLES, of_action=True)
        self.check_cells(keys.cells)
        self.check_shown(keys, [*columns.values(), *labels.values()])
        phrases = (
            (folded(phrase).rstrip(" :-–"), _target(role)) for role, found in keys.labels.items() for phrase in found
        )
        return TableProfile(
            keys.name,
            keys.describes,
            self.text,
            keys.paper,
            columns,
            labels,
            keys.cells,
            actions,
            keys.actions,
            keys.rating,
            keys.identity,
            tuple(sorted(phrases, key=lambda pair: -len(pair[0]))),
            base,
            {
                table: frozenset(key_of(str(head)) for heads in raw.get(table, {}).values() for head in heads)
                for table in _HEADS
            },
        )

    def targets(
        self, heads: Mapping[str, Sequence[str]], table: str, roles: Iterable[str], *, of_action: bool = False
    ) -> dict[str, Target]:
        found: dict[str, tuple[str, Target]] = {}
        for role, phrases in heads.items():
            target = _target(role, of_action=of_action)
            if not _is_role(role, roles):
                raise self.error(f"[{table}]: “{role}” is not a role; there are: {_named(roles)}", role)
            for phrase in phrases:
                before = found.get(_key(phrase))
                if before is not None and before[1] != target:
                    raise self.error(f"[{table}]: the head “{phrase}” has two roles, {before[0]} and {role}", phrase)
                found[_key(phrase)] = role, target
        return {key: target for key, (_, target) in found.items()}

    def check_cells(self, cells: Mapping[str, Sequence[str]]) -> None:
        for role, parts in cells.items():
            for name in (role, *parts):
                if not _is_role(name, _CELL_PARTS):
                    raise self.error(f"[cells]: “{name}” is not a role; there are: {_named(_CELL_PARTS)}", name)

    def check_shown(self, keys: _Keys, targets: Iterable[Target]) -> None:
        kinds = {target.kind for target in targets} - {None}
        if kinds and keys.rating.shown not in kinds:
            listed = ", ".join(sorted(str(kind) for kind in kinds))
            raise self.error(
                f"[rating]: shown is “{keys.rating.shown}”, and no column is; there are: {listed}", "shown"
            )

    def invalid(self, error: ValidationError) -> ProfileError:
        first = error.errors()[0]
        place = [str(part) for part in first["loc"]]
        said = "is not a key" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
        return self.error(f"{'.'.join(place)}: {said}", *reversed(place))

    def error(self, message: str, *sought: str) -> ProfileError:
        return error_at(self.text, self.file, message, *sought)


def error_at(text: str, file: str, message: str, *sought: str) -> ProfileError:
    """An error with the line of the profile's text in which the first of some words stands."""
    for word in sought:
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", line):
                return ProfileError(f"{file}, line {number}: {message}")
    return ProfileError(f"{file}: {message}")


def _target(role: str, *, of_action: bool = False) -> Target:
    if role == "rating" and not of_action:
        role = f"rating.{RatingKind.CURRENT}"
    elif role == "previous":
        role = f"rating.{RatingKind.PREVIOUS}"
    return Target(role, of_action)


def _is_role(role: str, roles: Iterable[str]) -> bool:
    first, *rest = role.split(".")
    if first != "rating" or not rest:
        return role in roles
    kinds = [str(kind) for kind in RatingKind]
    return "rating" in roles and rest[0] in kinds and (len(rest) == 1 or (len(rest) == 2 and rest[1] in RATING_PARTS))


def _named(roles: Iterable[str]) -> str:
    names = sorted(roles)
    if "rating" in names:
        names += ["rating.KIND", f"rating.KIND.{'|'.join(RATING_PARTS)} (KIND: {', '.join(RatingKind)})"]
    return ", ".join(names)


def merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A profile over the one it extends: lists are put together, everything else is its own. A head that it gives a
    role has none of the base's."""
    both = dict(base)
    for key, value in own.items():
        before = both.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            both[key] = _merged_roles(before, value) if key in _HEADS else merged(before, value)
        else:
            both[key] = value
    return both


def _merged_roles(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    given = {_key(str(phrase)) for phrases in own.values() for phrase in phrases}
    kept = {role: [phrase for phrase in phrases if _key(phrase) not in given] for role, phrases in base.items()}
    return {role: [*own.get(role, ()), *kept.get(role, ())] for role in (*own, *kept)}
