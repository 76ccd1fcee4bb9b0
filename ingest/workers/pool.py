"""Reading many papers in worker processes: what one paper does to its worker costs that paper alone.

A worker that hangs, dies or swells costs no other paper: the one it was reading becomes a failed result, those that
waited for it go to another worker. The usual pools cannot promise that: `concurrent.futures.ProcessPoolExecutor` loses
every pending paper with one worker and cannot end a running one, and in pools whose workers share a queue (such as
`multiprocessing.Pool`) a worker that dies holding the queue's lock stops them all. So each worker has a socket of its
own here, and shares nothing.

    with closing(read_in_workers(((path, path) for path in paths), jobs=2)) as batches:
        for batch in batches:
            for paper in batch:
                paper.key, paper.content, paper.result
"""

from __future__ import annotations

import math
import pickle
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, NamedTuple, Never, TypeVar

from risktrail.ingest.reader import Result, read_paper
from risktrail.ingest.workers.forkserver import is_of_main, start_process
from risktrail.ingest.workers.limits import WorkerLimits, result_of_exit, timed_out
from risktrail.ingest.workers.process import LENGTH, Answer, PageRecognised, PaperReader, framed, serve

_PAPERS_AHEAD = 2  # papers a worker has at a time: one it reads, one that waits, so that it need not wait for us
_GRACE = 30.0  # seconds a paper's worker may be silent beyond its limit: it may have to start, or wait for a core
_CHUNK = 1 << 18  # bytes sent or received at a time

K = TypeVar("K")


class FinishedPaper(NamedTuple, Generic[K]):
    """One paper with what `read` made of it. `content` is what was read; None where the file could not be opened."""

    key: K
    content: bytes | None
    result: Result[Any]


class _Job(NamedTuple, Generic[K]):
    key: K
    content: bytes


def read_in_workers(
    papers: Iterable[tuple[K, Path | bytes]],
    jobs: int = 1,
    *,
    poll_seconds: float = math.inf,
    read: PaperReader = read_paper,
    limits: WorkerLimits = WorkerLimits(),  # noqa: B008  a tuple cannot be changed
    on_page: Callable[[], None] = lambda: None,
) -> Generator[list[FinishedPaper[K]], None, None]:
    """Read papers in worker processes, in no promised order.

    Every paper given comes back exactly once, under its key. `papers` is asked for the next one only when a worker can
    take it, so that at most two papers a worker are held. The workers end when the generator ends, is closed
    (`contextlib.closing` does it in time) or raises, and with this process, however it ends.

    Args:
        papers: Keys of the caller's choice, each with a paper's path or its bytes.
        jobs: The number of worker processes.
        poll_seconds: How long to wait at most before an empty list is yielded, for a caller with something else to do.
        read: What reads a paper; it has to be picklable.
        limits: What one paper may use.
        on_page: Called each time a page of some paper was recognised from its picture.

    Yields:
        Lists of the papers that were finished meanwhile; empty ones where there is none. A result's code, besides those
        of `risktrail.ingest.errors`, may be `unreadable_file`, `timed_out`, `out_of_memory`, `worker_died` or `fault`.

    Raises:
        ValueError: `jobs` is less than 1.
    """
    if jobs < 1:
        raise ValueError(f"{jobs} jobs: at least one is needed")
    with selectors.DefaultSelector() as selector:
        pool: WorkerPool[K] = WorkerPool(selector, jobs, read, limits, on_page)
        try:
            yield from _read_all(iter(papers), pool, poll_seconds)
        finally:
            pool.stop()


def _read_all(
    papers: Iterator[tuple[K, Path | bytes]], pool: WorkerPool[K], poll_seconds: float
) -> Iterator[list[FinishedPaper[K]]]:
    finished: list[FinishedPaper[K]] = []
    while True:
        while pool.has_room() and (paper := next(papers, None)) is not None:
            key, content = paper
            try:
                pool.submit(_Job(key, content if isinstance(content, bytes) else content.read_bytes()))
            except OSError as error:
                finished.append(FinishedPaper(key, None, _unreadable(error)))
        yield finished
        if not pool.is_busy():
            return
        finished = pool.wait(poll_seconds)


def _unreadable(error: OSError) -> Result[Never]:
    reason = f"the file cannot be opened ({error.strerror})"
    return Result(None, "unreadable_file", reason, "Check that it is still there and may be read.")


class _Worker(Generic[K]):
    """One process, our end of its socket, and the papers it has: the first is being read, the others wait."""

    def __init__(self, read: PaperReader, limits: WorkerLimits) -> None:
        self.socket, theirs = socket.socketpair()
        with theirs:
            self.process = start_process(serve, (theirs, read, limits), needs_main=is_of_main(read))
        self.socket.setblocking(False)
        self.jobs: deque[_Job[K]] = deque()
        self.papers_read = 0
        self.outgoing = bytearray()
        self.incoming = bytearray()
        self.last_sign = time.monotonic()
        """When the worker last answered, or got a paper while it had none."""

    def submit(self, job: _Job[K]) -> None:
        """Have the worker read a paper after those it has."""
        if not self.jobs:
            self.last_sign = time.monotonic()
        self.jobs.append(job)
        self.outgoing += framed(job.content)
        self.send()

    def send(self) -> None:
        """Send what the socket takes without waiting."""
        try:
            while self.outgoing:
                with memoryview(self.outgoing) as view:
                    sent = self.socket.send(view[:_CHUNK])
                del self.outgoing[:sent]
        except BlockingIOError:
            return
        except (BrokenPipeError, ConnectionResetError):
            self.outgoing.clear()  # the process has ended: receiving from the socket will show it

    def receive(self) -> bool:
        """Take what has arrived. False where the other end is closed."""
        try:
            received = self.socket.recv(_CHUNK)
        except BlockingIOError:
            return True
        except ConnectionResetError:
            return False
        self.incoming += received
        self.last_sign = time.monotonic()
        return bool(received)

    def answers(self) -> Iterator[Answer | PageRecognised]:
        """The answers, and signs that a paper goes on, that have arrived whole."""
        while len(self.incoming) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self.incoming)
            end = LENGTH.size + length
            if len(self.incoming) < end:
                return
            answer: Answer | PageRecognised = pickle.loads(self.incoming[LENGTH.size : end])  # noqa: S301  our own worker's
            del self.incoming[:end]
            yield answer

    def stop(self, patience: float = 0.0) -> int | None:
        """End the process: at once, or when it has not ended by itself after `patience` seconds. Its exit code."""
        self.socket.close()
        self.process.join(patience)
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        return code


class WorkerPool(Generic[K]):
    """The workers: started when there is a paper for one more, replaced when they end."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        size: int,
        read: PaperReader,
        limits: WorkerLimits,
        on_page: Callable[[], None] = lambda: None,
    ) -> None:
        self.selector = selector
        self.size = size
        self.read = read
        self.limits = limits
        self.on_page = on_page
        self.workers: list[_Worker[K]] = []

    def has_room(self) -> bool:
        """Whether a worker can take another paper."""
        return len(self.workers) < self.size or any(len(worker.jobs) < _PAPERS_AHEAD for worker in self.workers)

    def is_busy(self) -> bool:
        """Whether a paper is being read."""
        return any(worker.jobs for worker in self.workers)

    def submit(self, job: _Job[K]) -> None:
        """Give a paper to an idle worker, to a new one, or to the one with the fewest papers."""
        freest = min(self.workers, key=lambda worker: len(worker.jobs), default=None)
        if freest is None or (freest.jobs and len(self.workers) < self.size):
            freest = self._start()
        freest.submit(job)

    def wait(self, longest: float) -> list[FinishedPaper[K]]:
        """Wait for `longest` seconds at most, until something happens; the papers that are finished by it."""
        for worker in self.workers:
            sending = selectors.EVENT_WRITE if worker.outgoing else 0
            self.selector.modify(worker.socket, selectors.EVENT_READ | sending, worker)
        patience = self.limits.seconds + _GRACE
        soonest = min(worker.last_sign for worker in self.workers if worker.jobs) + patience
        events = self.selector.select(min(max(soonest - time.monotonic(), 0), longest))
        finished: list[FinishedPaper[K]] = []
        for key, event in events:
            if event & selectors.EVENT_WRITE:
                key.data.send()
            if event & selectors.EVENT_READ:
                finished += self._receive(key.data)
        if not events:
            silent = [w for w in self.workers if w.jobs and time.monotonic() - w.last_sign > patience]
            for worker in silent:
                self._stop(worker)
                finished += self._requeue(worker, timed_out())
        return finished

    def stop(self) -> None:
        """End all workers. Papers that they have not answered are lost."""
        for worker in self.workers:
            worker.process.kill()
        while self.workers:
            self._stop(self.workers[-1])

    def _start(self) -> _Worker[K]:
        worker: _Worker[K] = _Worker(self.read, self.limits)
        self.workers.append(worker)
        self.selector.register(worker.socket, selectors.EVENT_READ, worker)
        return worker

    def _stop(self, worker: _Worker[K], patience: float = 0.0) -> int | None:
        self.workers.remove(worker)
        self.selector.unregister(worker.socket)
        return worker.stop(patience)

    def _receive(self, worker: _Worker[K]) -> list[FinishedPaper[K]]:
        """The papers that a worker has answered, and those that are lost where it has ended."""
        alive = worker.receive()
        finished: list[FinishedPaper[K]] = []
        for answer in worker.answers():
            if isinstance(answer, PageRecognised):
                self.on_page()
                continue
            if answer.last:
                self._stop(worker, _GRACE)
                return finished + self._requeue(worker, answer.result)
            job = worker.jobs.popleft()
            finished.append(FinishedPaper(job.key, job.content, answer.result))
            worker.papers_read += 1
        if not alive:
            code = self._stop(worker, _GRACE)
            finished += self._requeue(worker, result_of_exit(code))
        return finished

    def _requeue(self, worker: _Worker[K], result: Result[Any]) -> list[FinishedPaper[K]]:
        """Give the papers of a worker that has ended to a new one; `result` is that of the first of them.

        Where the worker had read others before, they may be the cause of its death: then the first paper is read once
        more, in the new worker. Those that waited behind it go along; if it ends that worker too, they move on again.
        """
        finished: list[FinishedPaper[K]] = []
        may_be_innocent = worker.papers_read > 0 and result.code in ("out_of_memory", "worker_died")
        if worker.jobs and not may_be_innocent:
            job = worker.jobs.popleft()
            finished.append(FinishedPaper(job.key, job.content, result))
        if worker.jobs:
            successor = self._start()
            for job in worker.jobs:
                successor.submit(job)
        return finished
