"""Words the command line says in several places."""

from __future__ import annotations


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 action`, `3 actions`; `many` where the plural is not one with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
