"""The worker process: it receives a paper's bytes and answers with the result, until there are no more papers.

Each message is its length in eight bytes, then that many bytes: a paper as it is, an answer pickled.
"""

from __future__ import annotations

import gc
import pickle
import socket
import struct
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple

from risktrail.ingest.ocr.page_recogniser import page_done
from risktrail.ingest.reader import Result
from risktrail.ingest.workers.limits import (
    WorkerLimits,
    is_worn,
    limit_process,
    out_of_memory,
    start_timers,
    stop_timers,
)

_OBJECTS_BETWEEN_COLLECTIONS = 20_000
LENGTH = struct.Struct("!Q")


class PageRecognised(NamedTuple):
    """A sign of life: a page of the paper that is being read was recognised from its picture."""

    page: int


PaperReader = Callable[[bytes], Result[Any]]
"""Reads one paper's bytes. It is sent to the workers, so that it has to be picklable."""


class Answer(NamedTuple):
    """The result of one paper, and whether the worker ends after it."""

    result: Result[Any]
    last: bool


def serve(connection: socket.socket, read: PaperReader, limits: WorkerLimits) -> None:
    """Read papers from `connection` until it is closed. What `read` raises ends the process; the pool tells why."""
    limit_process(limits)
    spare_collector()

    def tell(page: int) -> None:
        """Give the paper its time anew, and tell that it goes on."""
        start_timers(limits)
        connection.sendall(framed(pickle.dumps(PageRecognised(page))))

    page_done.set(tell)
    with connection, connection.makefile("rb") as papers:
        for count in range(1, limits.papers + 1):
            try:
                content = _receive(papers)
                if content is None:
                    return
                start_timers(limits)
                result = read(content)
                stop_timers()
                answer = Answer(result, last=count == limits.papers or is_worn(limits))
            except MemoryError:
                stop_timers()
                answer = Answer(out_of_memory(), last=True)
            connection.sendall(framed(pickle.dumps(answer)))
            if answer.last:
                return


def spare_collector() -> None:
    """Run the garbage collector seldom, and never over the modules, which live as long as the process.

    The words of a paper are freed by their reference counts before the collector would look at them.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def framed(message: bytes) -> bytes:
    """A message as it is sent: its length, then itself."""
    return LENGTH.pack(len(message)) + message


def _receive(papers: BinaryIO) -> bytes | None:
    """The next paper, or None where there are no more."""
    head = papers.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    return papers.read(length)
