"""Running the command line in a test, and papers that are none."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from risktrail.cli.main import run

if TYPE_CHECKING:
    import pytest


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on stderr."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]

    def rows(self) -> list[dict[str, str]]:
        """stdout read as CSV."""
        return list(csv.DictReader(io.StringIO(self.out, newline="")))

    def json(self) -> Any:
        """stdout read as JSON."""
        return json.loads(self.out)


class Cli:
    """Runs command lines in this process; `Cli()("stalled", "--db", store)`."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Done:
        self._capsys.readouterr()
        code = run([str(each) for each in arguments])
        said = self._capsys.readouterr()
        return Done(code, said.out, said.err)


def pdf(*lines: str, password: str | None = None) -> bytes:
    """A small PDF with these lines; without any it has a drawing and no text."""
    file = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, invariant=True, encrypt=encryption)
    canvas.rect(100, 100, 200, 200, fill=1)
    for n, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * n, line)
    canvas.save()
    return file.getvalue()
