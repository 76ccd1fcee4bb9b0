"""What an import is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from cli.cluster import Cluster
from cli.reading import Crew, Way


@dataclass(frozen=True)
class Plan:
    """How papers are read and by whom; whether their bytes are kept; which of the known ones are read again."""

    way: Way = field(default_factory=Way)
    crew: Crew | Cluster = field(default_factory=Crew)
    archive: bool = True
    force: bool = False
    stale: bool = False

    @property
    def reads_all(self) -> bool:
        """Whether known papers are read too."""
        return self.force or self.way.verify
