"""Writes the sample papers from register.toml, or says whether they are up to date.

    python samples/make_samples.py            rewrites samples/*.pdf and samples/links.json
    python samples/make_samples.py --check    exit 1 if a committed file is not what this makes

`expected(period)` gives the facts that one paper states, for tests to compare with.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

# Run as a script, the folder above is not on the path, and `risktrail` would not be found.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from risktrail.samples.answers import links
from risktrail.samples.layout import Rule, Words, laid_out
from risktrail.samples.story import HOME, expected, papers, register

if TYPE_CHECKING:
    from risktrail.samples.story import Paper

__all__ = ["expected", "links", "made", "main", "papers", "pdf"]


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF, the same bytes every time."""
    file = io.BytesIO()
    # Uncompressed, because zlib's output differs between its builds.
    canvas = Canvas(file, pagesize=A4, invariant=True, pageCompression=0)
    canvas.setTitle(register()["title"])
    canvas.setAuthor(register()["author"])
    for page in laid_out(paper):
        for item in page:
            _draw(canvas, item)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, item: Words | Rule) -> None:
    height = A4[1]
    if isinstance(item, Rule):
        canvas.setLineWidth(0.75)
        canvas.line(item.x0, height - item.y0, item.x1, height - item.y1)
        return
    canvas.setFont(item.style.font, item.style.size)
    canvas.setFillColor(item.style.colour)
    canvas.drawString(item.x, height - item.y, item.text)


def made() -> dict[Path, bytes]:
    """Every file this makes, by where it belongs."""
    files = {HOME / f"{paper.reference}.pdf": pdf(paper) for paper in papers().values()}
    return files | {HOME / "links.json": _as_json(links())}


def _as_json(found: dict[str, list[Any]]) -> bytes:
    """One link a line, so that a change is easy to see in a diff."""
    parts = []
    for name, rows in found.items():
        lines = ",\n".join(f"  {json.dumps(row)}" for row in rows)
        parts.append(f"{json.dumps(name)}: [\n{lines}\n]")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _stale(files: dict[Path, bytes]) -> list[str]:
    """Files that are missing, differ, or are papers that nothing makes."""
    wrong = [path.name for path, data in files.items() if not path.is_file() or path.read_bytes() != data]
    return wrong + [path.name for path in HOME.glob("*.pdf") if path not in files]


def main(arguments: list[str]) -> int:
    """Rewrites the files, or with --check compares them; returns the exit code."""
    files = made()
    if arguments == ["--check"]:
        stale = _stale(files)
        sys.stderr.writelines(f"{name} is not what make_samples.py makes\n" for name in stale)
        return 1 if stale else 0
    if arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    for path, data in files.items():
        path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
