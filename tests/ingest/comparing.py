"""Two reports side by side: where they differ, a line for each place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00ad": None})
_LIST_END = re.compile(r"[,;]?\s*(?:\band)?\.?$")
_WITHOUT_STOP = {"description", "text", "note", "remarks"}  # fields in which a closing full stop says nothing


def differences(one: Any, other: Any, *, near: float = 0.0, where: str = "report") -> Iterator[str]:
    """The places where two JSON values differ. Fractions may differ by `near`."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from differences(one[name], other[name], near=near, where=f"{where}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differences(a, b, near=near, where=f"{where}[{index}]")
    elif isinstance(one, float) and isinstance(other, float):
        if abs(one - other) > near:
            yield f"{where}: {one} and {other}"
    elif one != other:
        yield f"{where}: {one!r} and {other!r}"


def known(found: Any, truth: Any) -> Any:
    """What was found, with the fields alone that the truth speaks of."""
    if isinstance(truth, dict) and isinstance(found, dict):
        return {name: known(found.get(name), truth[name]) for name in truth}
    if isinstance(truth, list) and isinstance(found, list) and len(truth) == len(found):
        return [known(one, fact) for one, fact in zip(found, truth, strict=True)]
    return found


def plain(value: Any, field: str = "") -> Any:
    """A report's facts with what a font or a typist may do to them evened out: quotes, white space, a last stop."""
    if isinstance(value, dict):
        return {
            name: plain(part, "request" if name == "text" and "verb" in value else name) for name, part in value.items()
        }
    if isinstance(value, list):
        return [plain(part, field) for part in value]
    if not isinstance(value, str):
        return value
    text = " ".join(unicodedata.normalize("NFKC", value).translate(_STRAIGHT).split())
    if field == "request":
        return _LIST_END.sub("", text)
    return text.removesuffix(".").rstrip() if field in _WITHOUT_STOP else text


def as_printed(part: dict[str, Any]) -> dict[str, Any]:
    """A part of the truth as the paper shows it.

    Which action is which across months (`lineage`) no paper says; `status_text` is there the family's usual word,
    not the paper's own; and where an impact's lines are full, nothing shows where its paragraphs part.
    """
    shown = {name: value for name, value in part.items() if name not in {"lineage", "status_text"}}
    if isinstance(shown.get("impact"), list):
        shown["impact"] = " ".join(shown["impact"])
    return shown
