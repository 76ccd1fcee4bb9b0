"""The console blocks of the README and of pages: commands, and what is shown of their output."""

from __future__ import annotations

import os
import pty
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

PROMPT = "$ "
LEFT_OUT = "…"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command as written, and the lines shown below it; a line of `…` stands for any lines."""

    command: str
    lines: tuple[str, ...]

    def fits(self, output: list[str]) -> bool:
        """Whether the output is what is shown. Nothing shown fits anything."""
        if not self.lines:
            return True
        parts = [r".*\n(?:.*\n)*?" if line == LEFT_OUT else re.escape(line) + r"\n" for line in self.lines]
        return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in output)) is not None


def blocks(text: str) -> list[Shown]:
    """All commands of all console blocks, in order."""
    found: list[Shown] = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.rstrip("\n").split("\n")
            found.append(Shown(command, tuple(lines)))
    return found


def run_on_terminal(command: str, folder: Path) -> tuple[int, list[str]]:
    """Run a command as at a terminal of 80 columns without colours; its exit code, and stdout and stderr as seen."""
    program, *arguments = shlex.split(command)
    child, screen = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ["TERM"] = "dumb"
        folder_of_program = Path(sys.executable).parent
        os.environ["PATH"] = f"{folder_of_program}:{os.environ['PATH']}"  # as where it is installed
        os.execv(str(folder_of_program / program), [program, *arguments])  # noqa: S606
    seen = b""
    while chunk := _read(screen):
        seen += chunk
    os.close(screen)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), [line.rstrip() for line in seen.decode().splitlines()]


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # what Linux says when the other end has gone
        return b""
