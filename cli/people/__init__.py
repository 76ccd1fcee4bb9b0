"""Answers drawn for people: tables that fold, coloured bands, redlines. Nothing here is for programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from risktrail.store import Rows

if TYPE_CHECKING:
    from rich.console import Console

DRAWN_BY = {
    "rows": "tables",
    "reports": "lists",
    "risks": "lists",
    "actions": "lists",
    "stalled": "lists",
    "catalogue": "lists",
    "doubts": "lists",
    "risk": "standing",
    "history": "story",
    "ratings": "matrix",
    "comparison": "differences",
}


def draw(name: str, rows: Rows, console: Console) -> None:
    """Draw an answer by the function of that name, in the module that has it."""
    getattr(import_module(f"risktrail.cli.people.{DRAWN_BY[name]}"), name)(rows, console)
