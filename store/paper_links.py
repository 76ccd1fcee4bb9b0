"""Where `risktrail serve` shows the page of a paper that a row of an answer rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

USUAL_PORT = 8000
USUAL_ADDRESS = f"http://127.0.0.1:{USUAL_PORT}"
"""Where `risktrail serve` is found unless it is told another port or host."""
NAMED_PAGE = "/paper"
"""The address on that server that leads from a paper's name and a page to that page."""

_OTHER_ENDINGS = ("_file", "_page")


def page_url(
    served_at: str, file: str, page: int | None = None, register: str | None = None, mark: str | None = None
) -> str:
    """The address of a page of a paper.

    Args:
        served_at: Where the server is found, as `http://127.0.0.1:8000`.
        file: The paper's name, as answers have it.
        page: The page; None is the paper's first.
        register: The register; several may have papers of one name.
        mark: What to highlight there, as `action:3qv5ryvt74ri`.
    """
    given = {"file": file, "page": page, "register": register, "mark": mark}
    return f"{served_at}{NAMED_PAGE}?{urlencode({name: value for name, value in given.items() if value is not None})}"


def links_of(columns: Sequence[str], served_at: str) -> Callable[[Sequence[Any]], dict[int, str]]:
    """What finds where the columns of a row lead: those with a page, and that of the paper's name where there is none.

    Rows of no register, such as those on papers that could not be read, have none: there is no page to be shown.

    Args:
        columns: The columns of the rows.
        served_at: Where the server is found.
    """
    places = {name: at for at, name in enumerate(columns)}
    pairs = [
        (places[file], places.get(page))
        for file, page in _pairs(columns)
        if file in places and (page in places or file == "source_file")
    ]

    def value(record: Sequence[Any], name: str) -> Any:
        return record[places[name]] if name in places else None

    def of_row(record: Sequence[Any]) -> dict[int, str]:
        found: dict[int, str] = {}
        register = value(record, "register")
        if "register" in places and register is None:
            return found
        mark = _mark(value(record, "action_id"), value(record, "risk_id"))
        for file, page in pairs:
            name, number = record[file], None if page is None else record[page]
            if isinstance(name, str) and name:
                at = file if page is None or number is None else page
                found[at] = page_url(served_at, name, number, register, mark if number is not None else None)
        return found

    return of_row


def _pairs(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The columns with the names of papers, each with the one that has the page."""
    yield "source_file", "page"
    for name in columns:
        if name.endswith(_OTHER_ENDINGS[0]) and name != "source_file":
            yield name, name.removesuffix(_OTHER_ENDINGS[0]) + _OTHER_ENDINGS[1]


def _mark(action_id: str | None, risk_id: str | None) -> str | None:
    if action_id:
        return f"action:{action_id}"
    return f"risk:{risk_id}" if risk_id else None
