"""The check that every request passes: only known hosts, only reading. Every answer gets strict headers."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No script at all; styles, images and forms from this server only; no other page may frame it.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
READ_METHODS = ("GET", "HEAD")
NAME_REFUSED = (
    "This server does not answer under the name in the address. On this machine, use localhost in its place;"
    " for others, start `risktrail serve` again with that name after --name.\n"
)
WRITING_REFUSED = "This server only shows the store; nothing can be changed here.\n"
_HOST = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[\w.-]+?)\.?)(?::\d*)?")


class HostCheck:
    """Refuses requests under a foreign Host, and methods that do not read.

    A foreign Host comes from a web page elsewhere whose name was made to point to this machine (DNS rebinding).

    Args:
        app: The application behind the check.
        hosts: The names under which the server answers, in lower case.
        any_address: Whether numeric addresses pass too: they cannot be made to point elsewhere.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], *, any_address: bool = False) -> None:
        self.app = app
        self.hosts = hosts
        self.any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app_for(scope)(scope, receive, send_with_headers)

    def _app_for(self, scope: Scope) -> ASGIApp:
        """The application, or the refusal of a request."""
        given = Headers(scope=scope).getlist("host")
        name = host_name(given[0]) if len(given) == 1 else ""
        if name not in self.hosts and not (self.any_address and _is_address(name)):
            return PlainTextResponse(NAME_REFUSED, 400)
        if scope["method"] not in READ_METHODS:
            return PlainTextResponse(WRITING_REFUSED, 405, {"Allow": ", ".join(READ_METHODS)})
        return self.app


def host_name(given: str) -> str:
    """The name in a Host header, without port, brackets and final dot: `::1` of `[::1]:8000`. Empty if not valid."""
    found = _HOST.fullmatch(given.strip().lower())
    return (found["address"] or found["name"]) if found else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
