"""Where the server listens, under which names it answers, and running it."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn

from risktrail.web.app import make_app
from risktrail.web.host_check import THIS_MACHINE


def is_this_machine(host: str) -> bool:
    """Whether only programs of this machine can reach a server that listens there."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises OSError."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve(store: Path, host: str, at: socket.socket, names: Iterable[str], started: Callable[[], None]) -> None:
    """Serve a store until interrupted; `started` is called when pages can be asked for."""
    hosts = THIS_MACHINE | {host.lower(), *(name.lower() for name in names)}
    app = make_app(store, hosts, any_address=not is_this_machine(host))
    app.state.desk.prepare()
    server = _Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none"), started
    )
    with contextlib.suppress(KeyboardInterrupt), at:
        server.run(sockets=[at])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self.tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.tell()
