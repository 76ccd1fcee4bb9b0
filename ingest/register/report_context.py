"""What the parts of one report share: how the paper's lines join, its measures, its profile, and its warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from risktrail.ingest.fields.action_status import read_status
from risktrail.ingest.fields.dehyphenate import Joiner
from risktrail.ingest.fields.lists import Measure
from risktrail.ingest.layout.line_tags import UNTAGGED, LineTags
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile
from risktrail.schema.action_text import ActionText, read_action_text
from risktrail.schema.report import ReadingWarning

_LONGEST = 80  # characters of a text that a warning quotes


class ReportContext:
    """One paper's way to join lines (`joiner`), its measures (`measure`) and profile, and the warnings so far."""

    def __init__(
        self,
        lines: Sequence[Line],
        profile: Profile,
        warnings: Iterable[ReadingWarning] = (),
        tags: LineTags = UNTAGGED,
    ) -> None:
        self.profile = profile
        self.joiner = Joiner(lines, profile.hyphens)
        self.measure = Measure.of(lines, tags)
        self.warnings = list(warnings)

    def read_action(self, text: str) -> ActionText:
        """An action's text taken apart, its status by the words of the profile."""
        return read_action_text(text, partial(read_status, profile=self.profile))

    def warn(self, code: str, message: str, page: int | None) -> None:
        """Add a warning."""
        self.warnings.append(ReadingWarning(code=code, message=message, page=page))

    def warn_of_hyphens(self) -> None:
        """Add a warning for each word that was joined over a line end in a way that may be wrong."""
        for page, text in self.joiner.doubts:
            self.warn("hyphen_unsure", f"a line end cuts “{text}”: one word, or two with a hyphen?", page)


def shortened(text: str) -> str:
    """A text as a warning quotes it."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3].rstrip() + "…"
