"""Reading many papers in worker processes: what one paper does to its worker costs that paper alone.

A worker that hangs, dies or swells takes no other paper with it: the one it was reading becomes a failed result, those
that waited for it go to another worker. Neither `ProcessPoolExecutor` (it loses every pending paper with one worker,
and cannot end a running one) nor pools whose workers share a queue and its lock (a worker that dies holding the lock
stops them all) can promise that. So each worker has a line of its own, and shares nothing.

    for done in read_many(((path, path) for path in paths), jobs=2):
        done.key, done.content, done.result

`read_in_turns` is the same for those who have something else to do besides: it never stays away for long.
"""

from __future__ import annotations

import math
import pickle
import selectors
import socket
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from risktrail.ingest.limits import Allowance, cause_of_death, timed_out
from risktrail.ingest.nursery import context
from risktrail.ingest.reader import Result, read_paper
from risktrail.ingest.worker import LENGTH, Answer, Read, framed, serve

_AHEAD = 2  # papers a worker has at a time: one it reads, one that waits, so that it need not wait for us
_GRACE = 30.0  # seconds beyond its own that a paper's worker may stay silent: it may have to start, or wait for a core
_CHUNK = 1 << 18

K = TypeVar("K")


class Done(NamedTuple, Generic[K]):
    """One paper's end. `content` is what was read, None where the file could not be opened."""

    key: K
    content: bytes | None
    result: Result


class _Job(NamedTuple, Generic[K]):
    key: K
    content: bytes


def read_many(
    papers: Iterable[tuple[K, Path | bytes]],
    jobs: int = 1,
    *,
    read: Read = read_paper,
    allowance: Allowance = Allowance(),  # noqa: B008  a tuple cannot be changed
) -> Generator[Done[K], None, None]:
    """Read papers in `jobs` worker processes and give each one's end as it comes, not in order.

    See `read_in_turns`.
    """
    with closing(read_in_turns(papers, jobs, read=read, allowance=allowance)) as turns:
        for done in turns:
            yield from done


def read_in_turns(
    papers: Iterable[tuple[K, Path | bytes]],
    jobs: int = 1,
    *,
    turn: float = math.inf,
    read: Read = read_paper,
    allowance: Allowance = Allowance(),  # noqa: B008  a tuple cannot be changed
) -> Generator[list[Done[K]], None, None]:
    """Read papers in `jobs` worker processes and give what has come of them in lists, empty ones where nothing has
    come for `turn` seconds.

    Every paper given comes back exactly once, under its key. `papers` is asked for the next one only when a worker can
    take it, so that at most two a worker are held. `read` has to be picklable. A result's code, besides those of
    `risktrail.ingest.errors`, may be `unreadable_file`, `timed_out`, `out_of_memory`, `worker_died` or `fault`.

    The workers end when the iterator ends, is closed (`contextlib.closing` does it in time) or raises, and with this
    process, however it ends.
    """
    if jobs < 1:
        raise ValueError(f"{jobs} jobs: at least one is needed")
    source = iter(papers)
    with selectors.DefaultSelector() as selector:
        crew: _Crew[K] = _Crew(selector, jobs, read, allowance)
        try:
            yield from _work(source, crew, turn)
        finally:
            crew.dismiss()


def _work(source: Iterator[tuple[K, Path | bytes]], crew: _Crew[K], turn: float) -> Iterator[list[Done[K]]]:
    done: list[Done[K]] = []
    while True:
        while crew.has_room() and (paper := next(source, None)) is not None:
            key, content = paper
            try:
                crew.give(_Job(key, content if isinstance(content, bytes) else content.read_bytes()))
            except OSError as error:
                done.append(Done(key, None, _unreadable(error)))
        yield done
        if not crew.busy():
            return
        done = crew.wait(turn)


def _unreadable(error: OSError) -> Result:
    reason = f"the file cannot be opened ({error.strerror})"
    return Result(None, "unreadable_file", reason, "Check that it is still there and may be read.")


class _Worker(Generic[K]):
    """One process, its line, and the papers it has: the first is being read, the others wait."""

    def __init__(self, read: Read, allowance: Allowance) -> None:
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = context().Process(target=serve, args=(theirs, read, allowance), daemon=True)
            self.process.start()
        self.line.setblocking(False)
        self.jobs: deque[_Job[K]] = deque()
        self.papers = 0  # answered
        self.outgoing = bytearray()
        self.incoming = bytearray()
        self.heard = time.monotonic()

    def give(self, job: _Job[K]) -> None:
        if not self.jobs:
            self.heard = time.monotonic()
        self.jobs.append(job)
        self.outgoing += framed(job.content)
        self.send()

    def send(self) -> None:
        """Send what the line takes without waiting."""
        try:
            while self.outgoing:
                with memoryview(self.outgoing) as view:
                    sent = self.line.send(view[:_CHUNK])
                del self.outgoing[:sent]
        except BlockingIOError:
            return
        except (BrokenPipeError, ConnectionResetError):
            self.outgoing.clear()  # it is dead: reading the line will tell

    def receive(self) -> bool:
        """Take what the line has. False where it has ended."""
        try:
            received = self.line.recv(_CHUNK)
        except BlockingIOError:
            return True
        except ConnectionResetError:
            return False
        self.incoming += received
        self.heard = time.monotonic()
        return bool(received)

    def answers(self) -> Iterator[Answer]:
        """The answers that have come whole."""
        while len(self.incoming) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self.incoming)
            end = LENGTH.size + length
            if len(self.incoming) < end:
                return
            answer: Answer = pickle.loads(self.incoming[LENGTH.size : end])  # noqa: S301  our own worker's
            del self.incoming[:end]
            yield answer

    def end(self, patience: float = 0.0) -> int | None:
        """End the process, at once or when it has not ended of itself after `patience` seconds. Its exit code."""
        self.line.close()
        self.process.join(patience)
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        return code


class _Crew(Generic[K]):
    """The workers there are: hired when there is work for one more, replaced when they end."""

    def __init__(self, selector: selectors.BaseSelector, size: int, read: Read, allowance: Allowance) -> None:
        self.selector = selector
        self.size = size
        self.read = read
        self.allowance = allowance
        self.workers: list[_Worker[K]] = []

    def has_room(self) -> bool:
        return len(self.workers) < self.size or any(len(worker.jobs) < _AHEAD for worker in self.workers)

    def busy(self) -> bool:
        return any(worker.jobs for worker in self.workers)

    def give(self, job: _Job[K]) -> None:
        """Give a paper to an idle worker, a new one, or the one with the fewest."""
        freest = min(self.workers, key=lambda worker: len(worker.jobs), default=None)
        if freest is None or (freest.jobs and len(self.workers) < self.size):
            freest = self._hire()
        freest.give(job)

    def wait(self, longest: float) -> list[Done[K]]:
        """Wait until something happens, so many seconds at the longest, and give the papers that are done by it."""
        for worker in self.workers:
            sending = selectors.EVENT_WRITE if worker.outgoing else 0
            self.selector.modify(worker.line, selectors.EVENT_READ | sending, worker)
        patience = self.allowance.seconds + _GRACE
        soonest = min(worker.heard for worker in self.workers if worker.jobs) + patience
        events = self.selector.select(min(max(soonest - time.monotonic(), 0), longest))
        done: list[Done[K]] = []
        for key, event in events:
            if event & selectors.EVENT_WRITE:
                key.data.send()
            if event & selectors.EVENT_READ:
                done += self._hear(key.data)
        if not events:
            silent = [w for w in self.workers if w.jobs and time.monotonic() - w.heard > patience]
            for worker in silent:
                self._dismiss(worker)
                done += self._settle(worker, timed_out())
        return done

    def dismiss(self) -> None:
        """End all workers. What they have not answered is lost."""
        for worker in self.workers:
            worker.process.kill()
        while self.workers:
            self._dismiss(self.workers[-1])

    def _hire(self) -> _Worker[K]:
        worker: _Worker[K] = _Worker(self.read, self.allowance)
        self.workers.append(worker)
        self.selector.register(worker.line, selectors.EVENT_READ, worker)
        return worker

    def _dismiss(self, worker: _Worker[K], patience: float = 0.0) -> int | None:
        self.workers.remove(worker)
        self.selector.unregister(worker.line)
        return worker.end(patience)

    def _hear(self, worker: _Worker[K]) -> list[Done[K]]:
        alive = worker.receive()
        done: list[Done[K]] = []
        for answer in worker.answers():
            if answer.last:
                self._dismiss(worker, _GRACE)
                return done + self._settle(worker, answer.result)
            job = worker.jobs.popleft()
            done.append(Done(job.key, job.content, answer.result))
            worker.papers += 1
        if not alive:
            code = self._dismiss(worker, _GRACE)
            done += self._settle(worker, cause_of_death(code))
        return done

    def _settle(self, worker: _Worker[K], result: Result) -> list[Done[K]]:
        """What becomes of the papers of a worker that has ended with `result` for the first of them.

        Where it had read others before, they may be the cause: then that paper gets a worker of its own once more.
        Those that waited behind it go along; if it ends that worker too, they move on again.
        """
        done: list[Done[K]] = []
        suspect = worker.papers > 0 and result.code in ("out_of_memory", "worker_died")
        if worker.jobs and not suspect:
            job = worker.jobs.popleft()
            done.append(Done(job.key, job.content, result))
        if worker.jobs:
            successor = self._hire()
            for job in worker.jobs:
                successor.give(job)
        return done
