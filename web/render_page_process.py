"""Draw one page: a PDF on stdin, the page's number as argument; a line `width height`, then a PNG, on stdout.

Run as a script, in a process with bounds of its own, by `drawing`. It needs nothing of this program.
"""

from __future__ import annotations

import contextlib
import sys

SCALE = 2.0
MOST_PIXELS = 3600
MEMORY = 2 << 30
SECONDS = 15


def main() -> None:
    """Draw, or end with a reason on stderr."""
    _bound()
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    number = int(sys.argv[1])
    if not 1 <= number <= len(document):
        sys.exit(f"the paper has {len(document)} pages")
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, MOST_PIXELS / max(width, height, 1))
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    sys.stdout.buffer.write(f"{width} {height}\n".encode())
    picture.save(sys.stdout.buffer, "PNG")


def _bound() -> None:
    """Bounds on memory and time, where the system has them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main()
