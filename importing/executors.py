"""What reads the papers: worker processes on this machine, or the workers of a dask cluster."""

from __future__ import annotations

import importlib.util
import math
import os
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from risktrail.importing.extras import install_command
from risktrail.importing.options import ReadOptions
from risktrail.schema.errors import UsageError
from risktrail.store import Paper

if TYPE_CHECKING:
    from distributed import Client

    from risktrail.ingest.reader import Result
    from risktrail.store.report_rows import ReportRows

POLL_SECONDS = 0.2  # after so long without a result `read` yields an empty list, so that papers that wait can be stored
PAPERS_AHEAD = 2  # papers a thread of the cluster has at a time, so that it need not wait for the next
CONNECT_SECONDS = 10
NO_LIMITS = (
    "papers cannot be imported on this system: it cannot limit the time and memory of a process. Import them on Linux,"
    " macOS or in WSL; the store can be asked here, and `risktrail parse` reads single papers."
)


def refuse_without_limits() -> None:
    """Raises UsageError where the system cannot limit what reading a paper takes, as on Windows."""
    if importlib.util.find_spec("fcntl") is None or importlib.util.find_spec("resource") is None:
        raise UsageError(NO_LIMITS)


def cores() -> int:
    """How many cores this process may use; where the system does not say that, how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


OnPage = Callable[[], None]


def ignore_page() -> None:
    """What is done at a recognised page where nobody waits for it."""


class PaperResult(NamedTuple):
    """A paper, and the result of reading it, ready to be stored."""

    paper: Paper
    result: Result[ReportRows]


class Executor(Protocol):
    """Reads papers with several workers."""

    @property
    def workers(self) -> int:
        """How many workers there are; 0 where that is not known."""

    def prepare(self) -> None:
        """Get ready in the background.

        Raises:
            UsageError: A package is missing, or the system cannot limit what reading a paper takes.
        """

    def read(
        self, papers: Iterable[Paper], options: ReadOptions, on_page: OnPage = ignore_page
    ) -> Generator[list[PaperResult]]:
        """Read papers, in no promised order. `on_page` is called when a page was recognised from its picture.

        Yields:
            Lists of the papers that were finished meanwhile, at least every `POLL_SECONDS`; empty ones where there is
            none. Closed early, the generator ends what is still being read.

        Raises:
            UsageError: The workers cannot be reached.
        """


@dataclass(frozen=True)
class LocalWorkers:
    """Worker processes on this machine, each held to limits of time and memory.

    Args:
        jobs: The number of worker processes; 0 is one for each core.
        timeout: The seconds that one paper may take, and each page that is recognised from its picture.
        memory: The MiB of memory that one paper may need.
    """

    jobs: int = 0
    timeout: float = 60.0
    memory: int = 2048

    @property
    def workers(self) -> int:
        """How many worker processes there are."""
        return self.jobs or cores()

    def prepare(self) -> None:
        """Start in the background what workers are forked from. Raises UsageError where they cannot be limited."""
        refuse_without_limits()
        from risktrail.ingest.workers.forkserver import forkserver_context

        forkserver_context()

    def read(
        self, papers: Iterable[Paper], options: ReadOptions, on_page: OnPage = ignore_page
    ) -> Generator[list[PaperResult]]:
        """Read papers in worker processes; see `Executor.read`."""
        from risktrail.ingest.workers.limits import WorkerLimits
        from risktrail.ingest.workers.pool import read_in_workers

        limits = WorkerLimits(self.timeout, math.ceil(self.timeout), self.memory * 1024**2)
        contents = ((paper, paper.content) for paper in papers)
        reading = read_in_workers(
            contents, self.workers, poll_seconds=POLL_SECONDS, read=options.row_reader(), limits=limits, on_page=on_page
        )
        with closing(reading) as batches:
            for batch in batches:
                yield [PaperResult(each.key, each.result) for each in batch]


@dataclass(frozen=True)
class DaskCluster:
    """The workers of a dask cluster: papers are sent to them, results come back to be stored here.

    Args:
        scheduler: The address of the cluster's scheduler, such as `tcp://10.0.0.5:8786`.
        timeout: The seconds for which a paper that was sent may go without an answer.
    """

    scheduler: str
    timeout: float = 60.0

    @property
    def workers(self) -> int:
        """0: the cluster may change while it reads."""
        return 0

    def prepare(self) -> None:
        """Raise UsageError where dask is not installed, or where no paper can be imported."""
        refuse_without_limits()
        if find_spec("distributed") is None:
            raise UsageError(f"reading on a cluster needs dask: install it with `{install_command('cluster')}`.")

    def read(
        self, papers: Iterable[Paper], options: ReadOptions, on_page: OnPage = ignore_page
    ) -> Generator[list[PaperResult]]:
        """Read papers on the cluster; see `Executor.read`. Papers of a worker that is lost are read by another. Workers
        there tell of no pages."""
        del on_page
        with ExitStack() as stack:
            client = stack.enter_context(self._connected())
            executor = client.get_executor(pure=False)
            stack.callback(executor.shutdown, wait=False)  # closed early, it does not wait for what is being read
            room = PAPERS_AHEAD * max(sum(client.nthreads().values()), 1)
            waiting, read = iter(papers), options.row_reader()
            sent: dict[Future[Result[ReportRows]], Paper] = {}
            last_sign = time.monotonic()
            while True:
                for paper in islice(waiting, room - len(sent)):
                    sent[executor.submit(read, paper.content)] = paper
                    last_sign = time.monotonic()
                if not sent:
                    return
                done: Iterable[Future[Result[ReportRows]]] = wait(sent, POLL_SECONDS, FIRST_COMPLETED).done
                if done:
                    last_sign = time.monotonic()
                elif time.monotonic() - last_sign > self.timeout * PAPERS_AHEAD:
                    done = _cancelled(sent)
                yield [PaperResult(sent.pop(future), _result_of(future)) for future in done]

    def _connected(self) -> Client:
        from distributed import Client

        try:
            return Client(self.scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.scheduler}: no dask scheduler answers there. Check --scheduler.") from error


def _cancelled(sent: Iterable[Future[Result[ReportRows]]]) -> list[Future[Result[ReportRows]]]:
    """Cancel every paper of a cluster that has not answered in time."""
    late = list(sent)
    for future in late:
        future.cancel()
    return late


def _result_of(future: Future[Result[ReportRows]]) -> Result[ReportRows]:
    """The result of a paper; a failed one where its workers all died, or where the cluster did not answer."""
    from distributed import KilledWorker

    from risktrail.ingest.reader import Result
    from risktrail.ingest.workers.limits import timed_out

    try:
        return future.result(timeout=0)
    except (CancelledError, TimeoutError):
        return timed_out()
    except KilledWorker:
        return Result(None, "worker_died", "the workers that read it died", "Try it alone: `risktrail parse FILE`.")
