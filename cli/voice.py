"""What goes to stderr: notes, counts, warnings and errors, as loud as -q and -v ask."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from risktrail.store.readable_names import readable

NAME = "risktrail"


@dataclass
class Voice:
    """How much is said. One for the process, set by the options of the command that runs."""

    quiet: bool = False
    verbose: bool = False

    def note(self, text: str = "") -> None:
        """A remark worth reading beside the data; -q leaves it out."""
        if not self.quiet:
            _print(text)

    def detail(self, text: str) -> None:
        """Something only -v shows."""
        if self.verbose:
            self.note(text)

    def say(self, text: str) -> None:
        """Something that was asked for, said whatever -q says."""
        _print(text)

    def error(self, text: str) -> None:
        """One line that is always said."""
        _print(f"{NAME}: {' '.join(text.split())}")


def _print(text: str) -> None:
    """Write a line to stderr. Where nobody listens any more, nothing is said, and the work goes on."""
    if sys.stderr is None:  # closed by the caller; print would write to stdout
        return
    try:
        print(readable(text), file=sys.stderr)  # noqa: T201
    except BrokenPipeError:
        sys.stderr = None


VOICE = Voice()
