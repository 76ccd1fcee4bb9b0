"""Draw one page of a PDF.

The file comes on stdin, the page's number as argument; a line `width height` and then a PNG go to stdout.
A script that page_images.py runs in a process with its own limits of memory and time. It imports nothing of risktrail.
"""

from __future__ import annotations

import contextlib
import sys

SCALE = 2.0
MOST_PIXELS = 3600
"""Of the longer side."""
MEMORY = 2 << 30
SECONDS = 15


def main() -> None:
    """Draw the page, or exit with the reason on stderr."""
    _limit_memory_and_time()
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    document.init_forms()  # what is filled in is read too, and stands on the page only where forms are drawn
    number = int(sys.argv[1])
    if not 1 <= number <= len(document):
        sys.exit(f"the paper has {len(document)} pages")
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(SCALE, MOST_PIXELS / max(width, height, 1))
    picture = page.render(scale=scale).to_pil()
    sys.stdout.buffer.write(f"{width} {height}\n".encode())
    picture.save(sys.stdout.buffer, "PNG")


def _limit_memory_and_time() -> None:
    """Limit this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))  # which macOS refuses


if __name__ == "__main__":
    main()
