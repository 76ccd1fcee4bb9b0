"""Which of a paper's risks are entries of its own register, and under which number each stands.

A row of the table of risks is a risk, whatever its number's cell says: one that cannot be numbered is named by what
its cell says, where that has a digit, else by the first words of its description. Rows of a summary, and risks of
another register that the paper quotes, are no entries: their lines stay with the prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.fields.rating import read_rating
from risktrail.ingest.fields.risk_number import RiskNumber, former_number, identifiers, read_number
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.collected_lines import RISK_SECTIONS, PaperDraft, RiskDraft
from risktrail.ingest.register.settings import SETTINGS
from risktrail.schema.report import ReadingWarning


class Entry(NamedTuple):
    """One risk of the register. `number` is None where its number could not be read; `risk_id` then names it."""

    draft: RiskDraft
    number: RiskNumber | None
    risk_id: str


class Entries(NamedTuple):
    """A paper's entries in its order, and what a person should know of those that are none."""

    entries: tuple[Entry, ...]
    warnings: tuple[ReadingWarning, ...]

    @property
    def numbered(self) -> tuple[list[RiskNumber], list[str]]:
        """The numbers that could be read, and their identifiers, in the same order."""
        pairs = [(entry.number, entry.risk_id) for entry in self.entries if entry.number is not None]
        return [number for number, _ in pairs], [risk_id for _, risk_id in pairs]


def find_entries(draft: PaperDraft, profile: Profile) -> Entries:
    """The entries among a draft's risks. Lines of those that are none are moved in the draft's ledger."""
    numbers = _with_whole_prefixes([read_number(risk.number_text, profile) for risk in draft.risks], draft)
    pairs = list(zip(draft.risks, numbers, strict=True))
    own, summary = _without_summary_rows(pairs)
    own, foreign = _without_foreign(own, _codes(draft, profile))
    warnings: list[ReadingWarning] = []
    if summary:
        message = f"{len(summary)} rows of a summary table name risks that stand in full elsewhere"
        rows = [row for row, _ in summary]
        warnings.append(ReadingWarning(code="summary_rows", message=message, page=rows[0].lines[0].page))
        warnings += _contradictions(summary, own, profile)
        draft.set_aside("summary", rows)
    for risk in foreign:
        message = foreign_risk(risk.number_text, risk.section)
        warnings.append(ReadingWarning(code="other_register", message=message, page=risk.lines[0].page))
    if foreign:
        draft.set_aside("other_register", foreign)
    entries = _identified(own)
    warnings += [warning for entry in entries for warning in _doubts(entry, profile)]
    return Entries(tuple(entries), tuple(warnings))


_Pair = tuple[RiskDraft, RiskNumber | None]
_Numbered = tuple[RiskDraft, RiskNumber]


def _with_whole_prefixes(numbers: Sequence[RiskNumber | None], draft: PaperDraft) -> list[RiskNumber | None]:
    """Numbers whose letters a narrow cell cuts, `QR` / `S-001`, with these as one word, where the paper writes them so
    elsewhere, and never with the space."""
    if not any(number is not None and " " in number.prefix for number in numbers):
        return list(numbers)
    text = "\n".join(line.text for line in [*draft.furniture, *(entry.line for entry in draft.ledger)])
    return [number and number._replace(prefix=_whole_prefix(number.prefix, text)) for number in numbers]


def _whole_prefix(prefix: str, text: str) -> str:
    one_word, apart = (
        re.search(rf"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z])", text) for form in (prefix.replace(" ", ""), prefix)
    )
    return prefix.replace(" ", "") if one_word and not apart else prefix


def _without_summary_rows(pairs: Sequence[_Pair]) -> tuple[list[_Pair], list[_Numbered]]:
    """Without the rows of a summary table: risks named there alone that stand in full elsewhere in the paper."""
    full = [number for risk, number in pairs if number is not None and risk.is_full]
    own: list[_Pair] = []
    rows: list[_Numbered] = []
    for risk, number in pairs:
        if number is not None and not risk.is_full and any(_is_same(number, other) for other in full):
            rows.append((risk, number))
        else:
            own.append((risk, number))
    return own, rows


def _is_same(one: RiskNumber, other: RiskNumber) -> bool:
    """Whether two numbers are one risk's. A summary may leave the prefix out; `007a` is not `007`."""
    prefixes = {number.prefix for number in (one, other) if number.prefix}
    return (one.value, one.suffix) == (other.value, other.suffix) and len(prefixes) < 2


def _contradictions(summary: Iterable[_Numbered], own: Sequence[_Pair], profile: Profile) -> Iterable[ReadingWarning]:
    """A rating in a summary that is not the one which the risk has where it stands in full."""
    for row, number in summary:
        said = _rating_text(row)
        stated = read_rating(said, profile)
        for risk, other in own:
            if other is None or not _is_same(number, other):
                continue
            full = read_rating(_rating_text(risk), profile)
            pairs = ((stated.score, full.score), (stated.band, full.band))
            if any(a is not None and b is not None and a != b for a, b in pairs):
                message = (
                    f"a summary rates {plain(row.number_text)} “{said}”, and the risk itself “{_rating_text(risk)}”;"
                    " the latter was taken: check which the paper means, and whether both are one risk"
                )
                yield ReadingWarning(code="summary_differs", message=message, page=row.lines[0].page)


def _rating_text(risk: RiskDraft) -> str:
    return plain(" ".join(line.text for line in risk.rating))


def _codes(draft: PaperDraft, profile: Profile) -> frozenset[str]:
    """The committees that the paper's own reference and title name."""
    found = set()
    for line in [*draft.furniture, *draft.front]:
        for key in ("reference_pattern", "committee_pattern"):
            match = profile.paper[key].search(plain(line.text))
            if match:
                found.add(match["committee"])
    return frozenset(found)


def _without_foreign(pairs: Sequence[_Pair], codes: frozenset[str]) -> tuple[list[_Pair], list[RiskDraft]]:
    """Without what another register numbers, where this one's numbers begin with its committee's code: such a risk
    stands in a section that is not one of risks."""
    prefixes = Counter(number.prefix for _, number in pairs if number is not None)
    usual = max(prefixes, key=lambda prefix: prefixes[prefix], default="")
    if usual not in codes:
        return list(pairs), []
    own: list[_Pair] = []
    foreign: list[RiskDraft] = []
    for risk, number in pairs:
        is_foreign = number is not None and number.prefix != usual and risk.section_kind not in RISK_SECTIONS
        if is_foreign:
            foreign.append(risk)
        else:
            own.append((risk, number))
    return own, foreign


def _identified(pairs: Sequence[_Pair]) -> list[Entry]:
    numbers = [number for _, number in pairs if number is not None]
    written = iter(identifiers(numbers))
    return [Entry(risk, number, next(written) if number is not None else _name(risk)) for risk, number in pairs]


def _name(risk: RiskDraft) -> str:
    """What to call a risk whose number cannot be read."""
    stated = plain(risk.number_text)
    if any(map(str.isdigit, stated)):
        return stated
    description = plain(" ".join(line.text for line in risk.description))
    name = (
        description
        if len(description) <= SETTINGS.name_length
        else description[: SETTINGS.name_length].rsplit(" ", 1)[0] + " …"
    )
    return name or stated or f"risk on page {risk.lines[0].page}"


def _doubts(entry: Entry, profile: Profile) -> Iterable[ReadingWarning]:
    page = entry.draft.lines[0].page
    stated = plain(entry.draft.number_text)
    if entry.number is None:
        message = number_unread(entry.risk_id, stated)
        yield ReadingWarning(code="risk_number_unread", message=message, page=page)
    elif former := former_number(stated, profile):
        yield ReadingWarning(code="renumbered", message=renumbered(former, entry.risk_id), page=page)


def foreign_risk(number: str, heading: str | None) -> str:
    """The warning of a risk of another register, which stands under a heading."""
    return (
        f"{number} stands under “{heading}” and is not numbered as this register's risks are;"
        " it is not counted among them"
    )


def number_unread(name: str, stated: str) -> str:
    """The warning of a risk called by a name, for its number's cell says nothing that is a number."""
    cell = f"its number's cell says “{stated}”" if stated else "its number's cell is empty"
    return f"the risk “{name}” has no number that could be read: {cell}"


def renumbered(former: str, risk_id: str) -> str:
    """The warning of a risk that had another number."""
    return (
        f"{risk_id} was {former}, the paper says; `risktrail alias {former} {risk_id} --reason …` joins their histories"
    )
