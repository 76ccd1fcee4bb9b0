"""Two readers check each other: the same paper by both engines, and every difference told.

A difference is no error: the first engine's reading stands, with a warning that says what the other read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from risktrail.schema.report import ReadingWarning, Report

_PLACES = (
    "source",
    "rating_source",
    "description_source",
    "causes_source",
    "impact_source",
    "controls_source",
    "remarks_source",
)
# Where a thing stands is measured, not read.
_NOT_READ = {*_PLACES, "bbox", "warnings", "unplaced", "page_count", "pages", "profile"}
_SHOWN = 80


def differences(one: Report, other: Report) -> tuple[ReadingWarning, ...]:
    """What two readings of one paper do not agree on, a warning each; empty where they agree in every field."""
    left, right = one.model_dump(mode="json"), other.model_dump(mode="json")
    pages = {risk.risk_id: risk.source[0].page for risk in one.risks if risk.source}
    found = [
        _warning(path, mine, theirs, pages)
        for key in left
        if key not in _NOT_READ
        for path, mine, theirs in _differing(key, left[key], right[key])
    ]
    if [line["text"] for line in left["unplaced"]] != [line["text"] for line in right["unplaced"]]:
        mine, theirs = (" / ".join(line["text"] for line in side["unplaced"]) for side in (left, right))
        found.append(_warning("unplaced", mine, theirs, {}))
    return tuple(found)


def _differing(path: str, mine: Any, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    """The leaves below a path at which two dumped readings differ."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for key in mine:
            if key not in _NOT_READ:
                yield from _differing(f"{path} {key}", mine[key], theirs.get(key))
    elif isinstance(mine, list) and isinstance(theirs, list):
        for place, (own, their) in enumerate(zip_longest(mine, theirs), start=1):
            yield from _differing(f"{path} {_name(own or their, place)}", own, their)
    elif mine != theirs:
        yield path, mine, theirs


def _name(item: Any, place: int) -> str:
    return str(item["risk_id"]) if isinstance(item, dict) and "risk_id" in item else str(place)


def _warning(path: str, mine: Any, theirs: Any, pages: dict[str, int]) -> ReadingWarning:
    page = next((pages[word] for word in path.split() if word in pages), None)
    message = f"{path}: read as {_shown(mine)}, by the second reader as {_shown(theirs)}"
    return ReadingWarning(code="readers_differ", message=message, page=page)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = str(value.get("text") or value.get("risk_id") or value) if isinstance(value, dict) else str(value)
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
