"""What an import is asked to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from risktrail.cli.cluster import Cluster
from risktrail.cli.reading import Crew, Way
from risktrail.store import Given


@dataclass(frozen=True)
class Plan:
    """How papers are read and by whom; whether their bytes are kept; which of the known ones are read again.

    `given` is what papers that do not say it themselves are to be taken for; `named` are the paths and addresses of
    papers that the user named one by one.
    """

    way: Way = field(default_factory=Way)
    crew: Crew | Cluster = field(default_factory=Crew)
    archive: bool = True
    force: bool = False
    stale: bool = False
    given: Given = field(default_factory=Given)
    named: frozenset[str] = frozenset()

    @property
    def reads_all(self) -> bool:
        """Whether known papers are read too."""
        return self.force or self.way.verify or bool(self.given.register or self.given.period)


def each_named(names: Iterable[str]) -> frozenset[str]:
    """Where papers lie that are named themselves: not as part of a folder, an archive or a pattern."""
    return frozenset(where for name in names for where in (name, str(Path(name).absolute())))
