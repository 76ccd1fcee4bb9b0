"""As many papers as wanted, each of another register or month: the sample papers with the committee's name changed."""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
COMMITTEE = b"OPSG"


def many_papers(count: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of papers, register by register, each a year's. No two are alike."""
    samples = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.pdf"))]
    codes = ("".join(letters) for letters in itertools.product(string.ascii_uppercase, repeat=4))
    papers = (
        (name.replace(COMMITTEE.decode(), code), content.replace(COMMITTEE, code.encode()))
        for code in codes
        for name, content in samples
    )
    return itertools.islice(papers, count)


def write_papers(folder: Path, count: int) -> list[Path]:
    """The papers as files in a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in many_papers(count):
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    return written
