"""Exit codes, and the errors the command line raises itself.

CliError                  one line for stderr, and the code to end with
├── UsageError            exit 2: the command line is wrong
└── NothingReadError      exit 4: nothing could be read
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """What the process ends with. Scripts rely on these; README.md lists them."""

    DONE = 0
    IN_PART = 1
    USAGE = 2
    STORE = 3
    NOTHING_READ = 4
    FAULT = 70
    INTERRUPTED = 130
    TERMINATED = 143


class CliError(Exception):
    """Something to tell the user in one line: what happened, where, and what to do."""

    exit_code: ClassVar[Exit] = Exit.USAGE


class UsageError(CliError):
    """The command line asks for something that cannot be."""


class NothingReadError(CliError):
    """Not one paper given was a readable report."""

    exit_code = Exit.NOTHING_READ
