"""The server of `risktrail serve`: where it listens, under which names it answers, and how it runs."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn

from risktrail.web.app import make_app
from risktrail.web.host_check import LOCAL_NAMES


def is_this_machine(host: str) -> bool:
    """Whether only programs on this machine can reach a server that listens on a host."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens on a host and a port; port 0 is any that is free.

    Raises:
        OSError: The address cannot be used, or the port is in use.
    """
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        # On Windows SO_REUSEADDR would let a second server take the port from under the first.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        found.setsockopt(socket.SOL_SOCKET, option, 1)
        found.bind(address)
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve(store: Path, host: str, at: socket.socket, names: Iterable[str], on_start: Callable[[], None]) -> None:
    """Serve a store until interrupted.

    Args:
        store: The store's file.
        host: The host on which the server listens.
        at: The socket that listens there; it is closed in the end.
        names: Further names under which the server answers.
        on_start: Called when pages can be requested.

    Raises:
        StoreError: There is no store, or DuckDB cannot be told where it is.
    """
    hosts = LOCAL_NAMES | {host.lower(), *(name.lower() for name in names)}
    app = make_app(store, hosts, any_address=not is_this_machine(host))
    app.state.shared.prepare()
    server = _Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none"), on_start
    )
    with contextlib.suppress(KeyboardInterrupt), at:
        server.run(sockets=[at])


class _Server(uvicorn.Server):
    """A server that says when it has started."""

    def __init__(self, config: uvicorn.Config, on_start: Callable[[], None]) -> None:
        super().__init__(config)
        self.on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.on_start()
