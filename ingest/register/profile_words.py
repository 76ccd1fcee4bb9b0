"""What a profile's words tell the layout of a page: which lines are the margin's, and where a table begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from risktrail.ingest.fields.action_status import is_status_alone
from risktrail.ingest.fields.rating import read_rating
from risktrail.ingest.fields.risk_number import is_start_of_number, read_number
from risktrail.ingest.layout.aligned_tables import KeyColumns
from risktrail.ingest.layout.lines import Line
from risktrail.ingest.profile import Profile, folded
from risktrail.ingest.register.headings import is_heading_like, is_part_heading
from risktrail.ingest.register.settings import SETTINGS
from risktrail.ingest.register.table_columns import OTHER, column_roles


class ProfileMarginWords:
    """A profile's answers about lines in a page's margin: see `layout.furniture.MarginWords`."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def is_running(self, text: str) -> bool:
        return self._profile.furniture.fullmatch(text.strip()) is not None

    def is_content(self, line: Line) -> bool:
        """Headings, table heads, ratings and statuses come to stand at the edge of many pages, and are the paper's."""
        text, profile = line.text, self._profile
        return (
            line.mark is not None
            or profile.part(text) is not None
            or profile.section(text) is not None
            or is_status_alone(text, profile)
            or (len(line.words) <= SETTINGS.rating_words and read_rating(text, profile).band is not None)
            or self.is_head([line.text])
        )

    def is_head(self, texts: Sequence[str]) -> bool:
        words = (word for text in texts for word in text.casefold().split())
        return all(word.strip(".:-") in self._profile.head_words for word in words)


class ProfileTableWords:
    """A profile's answers about tables that only white parts: see `layout.aligned_tables.TableWords`.

    `body` is the paper's usual font size, in points.
    """

    def __init__(self, profile: Profile, body: float) -> None:
        self._profile, self._body = profile, body

    def key_columns(self, heads: Sequence[str]) -> KeyColumns | None:
        roles = column_roles(heads, self._profile)
        if roles is None or OTHER in roles or not {"number", "description"} & set(roles):
            return None  # without ruled lines a column that nothing names may be prose beside a table
        places = {role: place for place, role in enumerate(roles)}
        return KeyColumns(places.get("number"), places.get("rating"))

    def may_be_head(self, line: Line) -> bool:
        return self._may_be_of_head(line.words[0].text) and all(
            self._may_be_of_head(word.text) for word in line.words[1:]
        )

    def _may_be_of_head(self, word: str) -> bool:
        return folded(word).strip("-()") in self._profile.head_words or word[-1] in "-\u00ad"

    def begins_head(self, text: str) -> bool:
        return self._profile.begins_column(text)

    def is_key(self, text: str) -> bool:
        return read_number(text, self._profile) is not None

    def is_full_key(self, text: str) -> bool:
        number = read_number(text, self._profile)
        return number is not None and bool(number.prefix)

    def begins_key(self, text: str) -> bool:
        return is_start_of_number(text, self._profile)

    def has_score(self, text: str) -> bool:
        return read_rating(text, self._profile).score is not None

    def ends_table(self, line: Line) -> bool:
        return is_part_heading(line, self._profile) or (
            is_heading_like(line, self._body) and self._profile.section(line.text) is not None
        )
