"""Where each line of a paper went: the one record from which a report's prose and unplaced lines are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from risktrail.ingest.layout.lines import Line


class Place(StrEnum):
    """Where a line of the paper went. Every line goes to exactly one place."""

    FURNITURE = "furniture"
    TABLE_HEAD = "table_head"
    HEADING = "heading"
    FRONT = "front"
    NARRATIVE = "narrative"
    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    RATING = "rating"
    CAUSES = "causes"
    IMPACT = "impact"
    CONTROLS = "controls"
    ACTIONS = "actions"
    UPDATES = "updates"
    DETAIL = "detail"
    RECOMMENDATIONS = "recommendations"
    OTHER_TABLE = "other_table"
    FOOTNOTE = "footnote"
    NOTE_MARK = "note_mark"
    HIDDEN = "hidden"
    STRUCK = "struck"
    UNPLACED = "unplaced"


PROSE = frozenset({Place.FRONT, Place.NARRATIVE, Place.RECOMMENDATIONS})
"""The places of lines that stand in no table and are said of no risk."""
SAID = frozenset({Place.FRONT, Place.NARRATIVE, Place.OTHER_TABLE})
"""The places of lines that a report gives as its narrative."""


class Entry(NamedTuple):
    """A line, its place, and the section it belongs to."""

    line: Line
    place: Place
    section: object


_new = tuple.__new__  # what a NamedTuple calls, at half the cost


class LineLedger:
    """One place a line, in the order in which the lines were first met.

    A line that is put again has moved. What a report says of its lines is taken from here, after the last move, so
    that ledger and report cannot differ.
    """

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}  # by identity: two lines may well be equal
        self._sections: dict[int, list[int]] = {}  # the lines that were ever put in a section, by identity too

    def put(self, lines: Iterable[Line], place: Place, section: object) -> None:
        """Put lines in a place of a section, or move them there."""
        of_section = self._sections.setdefault(id(section), [])
        for line in lines:
            self._entries[id(line)] = _new(Entry, (line, place, section))
            of_section.append(id(line))

    def move(self, lines: Iterable[Line], place: Place) -> None:
        """Move lines to another place of their section. Raises KeyError for a line that was never put."""
        for line in lines:
            self._entries[id(line)] = self._entries[id(line)]._replace(place=place)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __bool__(self) -> bool:
        return bool(self._entries)

    @property
    def last(self) -> Entry | None:
        """The entry of the line met last."""
        return next(reversed(self._entries.values()), None)

    def lines(self, *places: Place) -> list[Line]:
        """The lines in any of these places."""
        return [entry.line for entry in self if entry.place in places]

    def lines_of(self, section: object, places: Collection[Place]) -> list[Line]:
        """A section's lines in any of these places."""
        met = dict.fromkeys(self._sections.get(id(section), ()))  # in their order, each once
        entries = map(self._entries.__getitem__, met)
        return [entry.line for entry in entries if entry.section is section and entry.place in places]
