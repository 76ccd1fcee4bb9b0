"""A paper's reference: in its running lines, or behind a label in its front. Prose names other papers'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from risktrail.ingest.fields.dates import without_dates
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.collected_lines import PaperDraft
from risktrail.ingest.register.front_texts import FrontTexts, label_of, without_path


class Reference(NamedTuple):
    """The paper's reference as the profile's pattern matched it, and the others that the paper gives as its own."""

    match: re.Match[str]
    others: tuple[str, ...]


def read_reference(draft: PaperDraft, texts: FrontTexts, profile: Profile) -> Reference | None:
    """The reference on the pages of the risks, else in any running line, else behind a label in the front."""
    running = _running(draft, profile)
    pages = {line.page for risk in draft.risks for line in risk.number}
    of_risks = [match for page, match in running if page in pages]
    said = (*texts.opening, *texts.pairs, *texts.closing, *_below_titles(draft, profile))
    stated = _stated(said, profile)
    candidates = [*(_most(of_risks) or _most(match for _, match in running)), *stated]
    if not candidates:
        return None
    given = [*candidates, *of_risks]
    first = next((match for match in given if match["version"] and _is_same(match, candidates[0])), candidates[0])
    others = (match[0] for match in given if not _is_same(match, first) or _is_other_version(match, first))
    return Reference(first, tuple(dict.fromkeys(others)))


def own_references(text: str, *, in_margin: bool, profile: Profile) -> list[str]:
    """The reference that a line gives for its paper's own, without version: in the page's margin any, elsewhere one
    that nothing but a label stands beside. A letter at the end names an annex of the same paper."""
    match = _search(plain(text), profile)
    if match is None or not (in_margin or _is_labelled(plain(text), match, profile)):
        return []
    return [without_version(match).rstrip("abcdefghijklmnopqrstuvwxyz").upper()]


def may_refer(text: str, profile: Profile) -> bool:
    """Whether a text may hold a reference."""
    return _search(text, profile) is not None


def _is_labelled(text: str, reference: re.Match[str], profile: Profile) -> bool:
    before, after = folded(text[: reference.start()]), text[reference.end() :].strip(" .")
    return not after and (not before or before in profile.paper["reference_labels"])


def without_version(match: re.Match[str]) -> str:
    """A reference without the version it may end with: running lines leave it out where the front has it."""
    return match[0].removesuffix(match["version"] or "")


def _is_same(match: re.Match[str], other: re.Match[str]) -> bool:
    return without_version(match) == without_version(other)


def _is_other_version(match: re.Match[str], other: re.Match[str]) -> bool:
    return bool(match["version"]) and match["version"] != other["version"]


def _running(draft: PaperDraft, profile: Profile) -> list[tuple[int, re.Match[str]]]:
    found = ((line.page, _search(without_path(plain(line.text)), profile)) for line in draft.furniture)
    return [(page, match) for page, match in found if match]


def _below_titles(draft: PaperDraft, profile: Profile) -> list[str]:
    """The lines below a title that stands again, after the risks: the front of another paper in the same file."""
    title = profile.paper["title_pattern"]
    sections = [part for part in draft.sections if part.heading and title.search(part.heading.text.casefold())]
    return [plain(line.text) for section in sections for line in section.lines]


def _search(text: str, profile: Profile) -> re.Match[str] | None:
    match: re.Match[str] | None = profile.paper["reference_pattern"].search(text)
    return match


def _most(matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The reference that stands most often, the first of equals; none of none."""
    listed = list(matches)
    counts = Counter(match[0] for match in listed)
    return [max(listed, key=lambda match: counts[match[0]])] if listed else []


def _stated(texts: Sequence[str], profile: Profile) -> list[re.Match[str]]:
    """References in lines that have nothing else but a label, a meeting or a date."""
    return [match for text in texts if (match := _search(text, profile)) and _is_own(text, match, profile)]


def _is_own(text: str, match: re.Match[str], profile: Profile) -> bool:
    rest = without_dates(text.replace(match[0], " "))
    rest = profile.paper["meeting_number_pattern"].sub(" ", rest).replace(match["committee"], " ")
    rest = folded(rest).strip(" :;,|()[]–—-/")
    return not rest or label_of(rest, profile.paper["reference_labels"]) == rest
