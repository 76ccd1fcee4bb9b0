"""A file that holds several papers: a meeting's pack, or the papers of several months.

Where a paper begins is told by its own reference (in its running lines, or on a line that says nothing else) and by
page numbers that begin again under a title.
"""

from __future__ import annotations

import re
from itertools import pairwise

from risktrail.ingest.errors import SeveralPapersError
from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.pdf.page import page_range
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.collected_lines import PaperDraft
from risktrail.ingest.register.line_ledger import Place
from risktrail.ingest.register.paper_reference import without_version
from risktrail.ingest.register.settings import SETTINGS

_PAGE_NUMBER = re.compile(r"\b(?:page|p\.)\s*(\d{1,3})\b|^\W*(\d{1,3})\W*$", re.IGNORECASE)
_SHOWN = 5


def check_single(draft: PaperDraft, body: float, profile: Profile) -> None:
    """Raise SeveralPapersError where a file holds more than one paper. `body` is the usual font size."""
    starts = _starts_by_reference(draft, profile) or _starts_by_page_numbers(draft, body)
    if len(starts) > 1:
        last = max(line.page for line, _, _ in draft.ledger)
        ends = [begin - 1 for begin in list(starts)[1:]] + [last]
        pieces = [
            f"{name} on {page_range(first, end)}" for (first, name), end in zip(starts.items(), ends, strict=True)
        ]
        more = f" and {len(pieces) - _SHOWN} more" if len(pieces) > _SHOWN else ""
        raise SeveralPapersError(f"the file holds several papers: {'; '.join(pieces[:_SHOWN])}{more}")


def _starts_by_reference(draft: PaperDraft, profile: Profile) -> dict[int, str]:
    """The pages on which the reference changes that a page gives for its own, with that reference."""
    own: dict[int, set[str]] = {}
    prose = draft.ledger.lines(Place.FRONT, Place.NARRATIVE, Place.UNPLACED)
    for lines, is_running in ((draft.furniture, True), (prose, False)):
        for line in lines:
            text = plain(line.text)
            match = profile.paper["reference_pattern"].search(text)
            if match and (is_running or _is_labelled(text, match, profile)):
                own.setdefault(line.page, set()).add(
                    without_version(match).rstrip("abcdefghijklmnopqrstuvwxyz").upper()
                )
    starts: dict[int, str] = {}
    current: set[str] = set()
    for page, references in sorted(own.items()):
        if current & references:
            current &= references
        else:
            current = references
            starts[page] = min(references)
    return starts if len(set(starts.values())) > 1 else {}


def _is_labelled(text: str, reference: re.Match[str], profile: Profile) -> bool:
    """Whether a line of prose gives a reference for the paper's own: nothing stands there but a label before it."""
    before, after = folded(text[: reference.start()]), text[reference.end() :].strip(" .")
    return not after and (not before or before in profile.paper["reference_labels"])


def _starts_by_page_numbers(draft: PaperDraft, body: float) -> dict[int, str]:
    """The pages on which page numbers begin again under a title, and the first, with their titles."""
    numbers: dict[int, int] = {}
    for line in draft.furniture:
        if match := _PAGE_NUMBER.search(plain(line.text)):
            numbers.setdefault(line.page, int(match[1] or match[2]))
    again = [page for _, (page, following) in pairwise(sorted(numbers.items())) if following == 1]
    if not again:
        return {}
    first_lines: dict[int, Line] = {}
    for line, _, _ in draft.ledger:
        first_lines[line.page] = min(first_lines.get(line.page, line), line, key=lambda each: each.top)
    titled = [page for page in again if page in first_lines and first_lines[page].size >= SETTINGS.title_size * body]
    risks = {line.page for risk in draft.risks for line in risk.lines}
    if not titled or (risks and max(risks) < titled[0]):
        return {}  # what follows the register with page numbers of its own is its annex
    return {page: f"“{first_lines[page].text}”" for page in (min(first_lines), *titled)}
