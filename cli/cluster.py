"""Reading on many machines: papers travel to the workers of a dask cluster, results travel back to be stored here."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING

from risktrail.cli.reading import TURN, Read, Way
from risktrail.schema.errors import UsageError
from risktrail.store import Paper

if TYPE_CHECKING:
    from distributed import Client

    from risktrail.ingest.reader import Result

AHEAD = 2  # papers a worker's thread has at a time, so that it need not wait for us
CONNECTING = 10  # seconds
MISSING = "reading on a cluster needs dask: install it with `pip install 'risktrail[cluster]'`."


@dataclass(frozen=True)
class Cluster:
    """A dask scheduler by its address, and the seconds a paper may go without an answer once it was sent."""

    scheduler: str
    timeout: float

    @property
    def size(self) -> int:
        """How many workers there are is for the cluster to say."""
        return 0

    def prepare(self) -> None:
        """Raises UsageError where dask is not installed."""
        if find_spec("distributed") is None:
            raise UsageError(MISSING)

    def read(self, papers: Iterable[Paper], way: Way) -> Generator[list[Read]]:
        """Papers with what came of reading them, as they come, be it nothing for a turn.

        Papers a lost worker had are read by another. Raises UsageError where there is no such cluster.
        """
        with ExitStack() as stack:
            client = stack.enter_context(self._connected())
            executor = client.get_executor(pure=False)
            stack.callback(executor.shutdown, wait=False)  # left early, nobody waits for what is still being read
            room = AHEAD * max(sum(client.nthreads().values()), 1)
            source, read = iter(papers), way.reader()
            sent: dict[Future[Result], Paper] = {}
            heard = time.monotonic()
            while True:
                for paper in islice(source, room - len(sent)):
                    sent[executor.submit(read, paper.content)] = paper
                    heard = time.monotonic()
                if not sent:
                    return
                done: Iterable[Future[Result]] = wait(sent, TURN, FIRST_COMPLETED).done
                if done:
                    heard = time.monotonic()
                elif time.monotonic() - heard > self.timeout * AHEAD:
                    done = _given_up(sent)
                yield [Read(sent.pop(future), _result(future)) for future in done]

    def _connected(self) -> Client:
        from distributed import Client

        try:
            return Client(self.scheduler, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.scheduler}: no dask scheduler answers there. Check --scheduler.") from error


def _given_up(sent: Iterable[Future[Result]]) -> list[Future[Result]]:
    """Every paper of a cluster that has been silent for too long."""
    late = list(sent)
    for future in late:
        future.cancel()
    return late


def _result(future: Future[Result]) -> Result:
    """What came of a paper; a paper whose workers all died, or that none answered for, is one that failed."""
    from distributed import KilledWorker

    from risktrail.ingest.reader import Result
    from risktrail.ingest.workers.limits import timed_out

    try:
        return future.result(timeout=0)
    except (CancelledError, TimeoutError):
        return timed_out()
    except KilledWorker:
        return Result(None, "worker_died", "the workers that read it died", "Try it alone: `risktrail parse FILE`.")
