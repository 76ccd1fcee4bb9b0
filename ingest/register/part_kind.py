"""Which of a file's papers may be a register, from a look at their pages that costs little.

What is left out here is not read at all. So it is left out only where its title, its running lines and its tables speak
of no risks: then no profile would take it for a register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from risktrail.ingest.fields.dehyphenate import plain
from risktrail.ingest.layout.lines import lines_of
from risktrail.ingest.pdf.page import Page
from risktrail.ingest.pieces.parts import Part
from risktrail.ingest.profile import Profile
from risktrail.ingest.register.settings import SETTINGS

_FRONT_PAGES = 2  # on which a title may stand, as in `paper_kind`


def may_be_register(part: Part, profile: Profile, titles: Iterable[re.Pattern[str]] = ()) -> bool:
    """Whether a paper may be a register. `titles` are the patterns of the titles that further profiles have."""
    patterns = [profile.paper["subject_pattern"], *titles]
    if any(pattern.search(text) for text in _front_and_running(part) for pattern in patterns):
        return True
    return any(_has_table_of_risks(page, profile) for page in part.pages)


def speaks_of_risks(part: Part, profile: Profile) -> bool:
    """Whether the title or the running lines of a paper speak of risks."""
    subject = profile.paper["subject_pattern"]
    named = [*part.running, *(plain(part.title).casefold() for _ in range(part.title is not None))]
    return any(subject.search(text) for text in named)


def _front_and_running(part: Part) -> Iterator[str]:
    yield from part.running
    for page in part.pages[:_FRONT_PAGES]:
        for line in lines_of(page.number, page.words):
            if len(line.words) <= SETTINGS.title_words:
                yield plain(line.text).casefold()


def _has_table_of_risks(page: Page, profile: Profile) -> bool:
    if not page.rules:
        return False
    text = " ".join([word[4] for word in page.words])
    return profile.register_heads.risks.search(text) is not None
