"""What all requests to one server share: the registers kept in memory, the templates, the pictures of pages."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from risktrail.web.page_images import PageImages
from risktrail.web.page_templates import environment
from risktrail.web.register import Register
from risktrail.web.register_cache import RegisterCache

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response


@dataclass(frozen=True)
class AppState:
    """The state of one server."""

    cache: RegisterCache
    templates: Environment = field(default_factory=lambda: environment(live=True))
    images: PageImages = field(default_factory=PageImages)

    def prepare(self) -> None:
        """Load the templates, which the first request would wait for, and look whether there is a store.

        Raises:
            StoreError: There is no store, or DuckDB cannot be told where it is.
        """
        for template in self.templates.list_templates():
            self.templates.get_template(template)
        self.cache.prepare()

    @contextlib.contextmanager
    def register(self, request: Request) -> Iterator[Register]:
        """The register that a request names, or the only one.

        Raises:
            StoreError: The store cannot be read.
            QuestionError: There is no such register, or none is named and there are several.
        """
        with self.cache.reader(request.query_params.get("register") or None) as (reader, code):
            yield Register(reader, code)

    def page(self, request: Request, template: str, status: int = 200, **given: object) -> HTMLResponse:
        """Render a page.

        Args:
            request: The request that it answers.
            template: The file of the template.
            status: The HTTP status.
            given: What the template needs; `code` is the register that the page is about, if any.
        """
        several = given.get("code") is not None and self.cache.has_several_registers()
        shown = {"code": None, "here": request.url.path, "several": several, **given}
        return HTMLResponse(self.templates.get_template(template).render(shown), status)


def state_of(request: Request) -> AppState:
    """The state of the server that a request came to."""
    state: AppState = request.app.state.shared
    return state


def cached_page(view: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """A view whose pages are sent again as they are, for as long as the store does not change."""

    @functools.wraps(view)
    def answer(request: Request) -> Response:
        pages, address = state_of(request).cache.pages(), f"{request.url.path}?{request.url.query}"
        if address in pages:
            return HTMLResponse(pages[address])
        response = view(request)
        pages[address] = bytes(response.body)
        return response

    return answer
