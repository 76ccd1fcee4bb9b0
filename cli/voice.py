"""What goes to stderr: notes, counts, warnings and errors, as loud as -q and -v ask."""

from __future__ import annotations

import sys
from dataclasses import dataclass

NAME = "risktrail"


@dataclass
class Voice:
    """How much is said. One for the process, set by the options of the command that runs."""

    quiet: bool = False
    verbose: bool = False

    def note(self, text: str = "") -> None:
        """A remark worth reading beside the data; -q leaves it out."""
        if not self.quiet:
            print(text, file=sys.stderr)  # noqa: T201

    def detail(self, text: str) -> None:
        """Something only -v shows."""
        if self.verbose:
            self.note(text)

    def say(self, text: str) -> None:
        """Something that was asked for, said whatever -q says."""
        print(text, file=sys.stderr)  # noqa: T201

    def error(self, text: str) -> None:
        """One line that is always said."""
        print(f"{NAME}: {' '.join(text.split())}", file=sys.stderr)  # noqa: T201


VOICE = Voice()
