"""Which paper is meant when a person wants to remove one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from risktrail.schema.file_places import page_range_of
from risktrail.store.errors import AmbiguousPaperError, QuestionError, UnknownPaperError

if TYPE_CHECKING:
    import duckdb

SHORT = 8
"""Digits of a SHA-256 that are enough to name a paper, and that a message shows."""
KNOWN = """
SELECT p.paper_id, p.name, r.register, r.period, r.paper_reference, g.reason
FROM paper AS p LEFT JOIN report AS r ON r.paper_id = p.paper_id LEFT JOIN removed_paper AS g ON g.paper_id = p.paper_id
"""
MEANT = """
WHERE p.name = $wanted OR lower(r.paper_reference) = lower($wanted) OR lower(g.paper_reference) = lower($wanted)
    OR ($is_digest AND (starts_with(p.paper_id, lower($wanted)) OR starts_with(p.sha256, lower($wanted))))
    OR (p.sha256 IN (
            SELECT sha256 FROM paper_location WHERE path IN ($path, $absolute) OR ends_with(path, '/' || $path)
        ) AND ($first_page IS NULL OR (p.first_page = $first_page AND p.last_page = $last_page)))
ORDER BY r.register, r.period, p.name, p.paper_id
"""


@dataclass(frozen=True)
class Removal:
    """A paper that is to be removed. `register` and `period` are None if it had failed."""

    paper_id: str
    name: str
    register: str | None
    period: str | None
    reference: str | None

    def __str__(self) -> str:
        """Its name, with what tells it from papers of the same name."""
        month = f"{self.register} {self.period}" if self.register else "failed"
        return f"{self.name} ({month}, {self.paper_id[:SHORT]})"


def find_paper(con: duckdb.DuckDBPyConnection, wanted: str) -> Removal:
    """The paper meant by a file name or path, with the pages of a paper in a pack (`pack.pdf#p35-40`), by a paper
    reference, or by a SHA-256, of which eight digits will do.

    Raises:
        UnknownPaperError: There is no such paper.
        AmbiguousPaperError: There is more than one.
        QuestionError: It is removed already.
    """
    is_digest = re.fullmatch(rf"[0-9a-fA-F]{{{SHORT},64}}", wanted) is not None
    path, _, behind = wanted.rpartition("#")
    pages = page_range_of(behind) if path else None
    path = wanted if pages is None else path
    asked = {"wanted": wanted, "is_digest": is_digest, "path": path, "absolute": str(Path(path).absolute())}
    first, last = pages or (None, None)
    rows = con.execute(KNOWN + MEANT, {**asked, "first_page": first, "last_page": last}).fetchall()
    found = [Removal(*values) for *values, removed_why in rows if removed_why is None]
    if len(found) > 1:
        raise AmbiguousPaperError(wanted, [str(each) for each in found])
    if found:
        return found[0]
    if rows:
        raise QuestionError(f"{wanted} is removed already ({rows[0][-1]}); to store it again, import the file by name")
    known = con.execute(KNOWN + "WHERE g.reason IS NULL ORDER BY p.name").fetchall()
    raise UnknownPaperError(wanted, [str(name) for _, name, *_ in known])
