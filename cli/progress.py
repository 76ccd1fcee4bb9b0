"""A progress bar on stderr, where a person watches."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

Step = Callable[[str], None]
"""Called as each paper is done, with the counts so far in words."""


@contextlib.contextmanager
def progress(total: int, title: str, *, quiet: bool) -> Iterator[Step]:
    """A bar over `total` papers with rate, time left and counts; none with -q, or where stderr cannot show it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Papers a second, over the last while."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "")

    counted = TextColumn("{task.fields[counts]}", style="dim")
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), counted)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total, counts="")
        yield lambda counts: bar.update(task, advance=1, counts=counts)
