"""A progress bar on stderr, where a person watches."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

    from risktrail.importing.import_summary import ImportSummary
    from risktrail.importing.recorder import OnProgress


@contextlib.contextmanager
def progress_bar(title: str, *, quiet: bool) -> Iterator[OnProgress]:
    """A bar with rate, time left and counts, to be called with the summary as papers are done.

    It appears with the first call. There is none with -q, or where stderr cannot show it.
    """
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

    counts = TextColumn("{task.fields[counts]}", style="dim")
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), counts)
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=None, counts="")

    def show(summary: ImportSummary) -> None:
        bar.update(task, total=summary.expected, completed=summary.papers, counts=counts_so_far(summary))
        bar.start()

    try:
        yield show
    finally:
        if bar.live.is_started:
            bar.stop()


def counts_so_far(summary: ImportSummary) -> str:
    """What has become of the papers so far, as in `12 added, 1 failed`."""
    counts = [*((str(outcome), number) for outcome, number in summary.outcomes.items()), ("failed", summary.failed)]
    counts.append(("pages recognised", summary.recognised))
    return ", ".join(f"{number:,} {what}" for what, number in counts if number)
