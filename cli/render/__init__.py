"""Answers drawn for people: tables that fold, coloured bands, redlines. Nothing here is for programs.

Each module draws some answers, with a function each that takes the answer and a rich console. The modules are imported
when there is something to draw: rich takes a tenth of a second to load.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from risktrail.store import Answer

if TYPE_CHECKING:
    from rich.console import Console

RowT = TypeVar("RowT", bound=tuple[Any, ...])
Renderer = Callable[[Answer[RowT], "Console"], None]
"""Draws an answer with rows of one type on a console."""


def load_plain_table() -> Renderer[tuple[Any, ...]]:
    """What draws an answer of whatever rows, as a table of its columns."""
    from risktrail.cli.render.tables import draw_rows

    return draw_rows
