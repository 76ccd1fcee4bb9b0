"""What the pages share: the store, read-only; the templates, and how pages are drawn."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from risktrail.store import Reader
from risktrail.web.page_images import Drawer
from risktrail.web.page_templates import environment
from risktrail.web.register import Register
from risktrail.web.register_cache import Holding, opened

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response


@dataclass(frozen=True)
class Desk:
    """One for the server."""

    holding: Holding
    pages: Environment = field(default_factory=lambda: environment(live=True))
    drawer: Drawer = field(default_factory=Drawer)

    def prepare(self) -> None:
        """Make ready what the first visitor would wait for. Raises a StoreError."""
        for template in self.pages.list_templates():
            self.pages.get_template(template)
        self.holding.prepare()

    def reader(self) -> contextlib.AbstractContextManager[Reader]:
        """The store itself, for as long as one request takes. Raises a StoreError."""
        return opened(self.holding.store)

    @contextlib.contextmanager
    def register(self, request: Request) -> Iterator[Register]:
        """The register a request names, or the only one. Raises a StoreError or a QuestionError."""
        with self.holding.reader(request.query_params.get("register") or None) as (reader, code):
            yield Register(reader, code)

    def page(self, request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
        """A page; `code` is the register it is about."""
        wanted = {"code": None, "here": request.url.path, **given}
        return HTMLResponse(self.pages.get_template(template).render(wanted), status)


def desk_of(request: Request) -> Desk:
    """The desk of the server a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def kept(view: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """A view whose pages are shown again as they are, for as long as the store does not change."""

    @functools.wraps(view)
    def answer(request: Request) -> Response:
        pages, address = desk_of(request).holding.pages(), f"{request.url.path}?{request.url.query}"
        if address in pages:
            return HTMLResponse(pages[address])
        response = view(request)
        pages[address] = bytes(response.body)
        return response

    return answer
