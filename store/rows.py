"""What every question is answered with: columns, rows, and what to know about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Rows:
    """An answer. A row holds one value a column: str, int, float, bool, date, None, or a list of such.

    `notes` are one-line remarks a reader must see beside the answer (missing months, for one). `lacking` says, in whole
    sentences, which registers have too few reports for the question: an answer without rows then means nothing.
    `looked_at` says of an answer without rows what it means, as in `no action is ongoing in 3 or more reports`.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    notes: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    looked_at: str | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, columns in order."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """All values of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def noted(self, *notes: str) -> Rows:
        """The same answer with further notes."""
        return replace(self, notes=self.notes + notes)
