"""The process that reads papers for the pool: a paper's bytes in, an answer out, until there are no more.

Each message is its length in eight bytes, then as many bytes: the paper as it is, the answer pickled.
"""

from __future__ import annotations

import gc
import pickle
import socket
import struct
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from risktrail.ingest.limits import Allowance, confine, is_worn, out_of_memory, start_clocks, stop_clocks
from risktrail.ingest.reader import Result

_MADE_BETWEEN_COLLECTIONS = 20_000
LENGTH = struct.Struct("!Q")

Read = Callable[[bytes], Result]


class Answer(NamedTuple):
    """What came of one paper, and whether the worker ends with it."""

    result: Result
    last: bool


def serve(line: socket.socket, read: Read, allowance: Allowance) -> None:
    """Read papers from `line` until it is closed. What `read` raises ends the process: the pool tells the cause."""
    confine(allowance)
    spare_collector()
    with line, line.makefile("rb") as papers:
        for count in range(1, allowance.papers + 1):
            try:
                content = _receive(papers)
                if content is None:
                    return
                start_clocks(allowance)
                result = read(content)
                stop_clocks()
                answer = Answer(result, last=count == allowance.papers or is_worn(allowance))
            except MemoryError:
                stop_clocks()
                answer = Answer(out_of_memory(), last=True)
            line.sendall(framed(pickle.dumps(answer)))
            if answer.last:
                return


def spare_collector() -> None:
    """Keep the garbage collector from going again and again through what stays: the modules, which live as long as
    the process, and the words of the paper being read, which are gone before this many more are made."""
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN_COLLECTIONS)


def framed(message: bytes) -> bytes:
    """A message as it goes over the line."""
    return LENGTH.pack(len(message)) + message


def _receive(papers: BinaryIO) -> bytes | None:
    """The next paper, or None where there is no more."""
    head = papers.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    return papers.read(length)
