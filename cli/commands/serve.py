"""`serve`: the store as live pages in a browser."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from risktrail.cli.options import Common, takes
from risktrail.schema.errors import UsageError
from risktrail.store.paper_links import USUAL_PORT

_log = logging.getLogger(__name__)


@takes("db", "wait", "quiet", "verbose")
def serve(
    common: Common,
    port: Annotated[
        int, typer.Option("--port", help="The port; 0 takes any that is free.", min=0, max=65535)
    ] = USUAL_PORT,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on. Elsewhere than here others can read.")
    ] = "127.0.0.1",
    anyone_may_read: Annotated[
        bool,
        typer.Option("--anyone-may-read", help="With --host: let all who can reach it read every paper, no password."),
    ] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="With --host: a name people will type.", metavar="NAME")
    ] = None,
) -> None:
    """The store as live, linked pages in your browser, down to the words on the page of the paper.

    Nothing can be changed there, and only this machine can reach it. Ctrl-C ends it.

    Example: risktrail serve --db opsg.duckdb
    """
    from risktrail.store import open_reader
    from risktrail.web.server import is_this_machine, listening_socket
    from risktrail.web.server import serve as serve_store

    if not is_this_machine(host) and not anyone_may_read:
        raise UsageError(
            f"{host}: all who can reach this address could read every paper in the store, without a password."
            " If that is what you mean, add --anyone-may-read."
        )
    with open_reader(common.db, common.wait):
        pass
    try:
        at = listening_socket(host, port)
    except OSError as error:
        raise UsageError(f"{host} port {port}: {error.strerror}. Name another with --port or --host.") from error
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{at.getsockname()[1]}/"
    serve_store(common.db, host, at, name or (), lambda: _log.info(f"{common.db} on {address} – Ctrl-C ends it."))
