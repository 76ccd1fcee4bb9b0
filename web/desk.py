"""What the pages share: the store, opened read-only for each request, the templates, and how pages are drawn."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from store import Reader
from store.errors import StoreUnreadableError
from web.drawing import Drawer
from web.pages import environment
from web.register import Register

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

WAIT_SECONDS = 2.0


@dataclass(frozen=True)
class Desk:
    """One for the server."""

    store: Path
    pages: Environment = field(default_factory=lambda: environment(live=True))
    drawer: Drawer = field(default_factory=Drawer)

    @contextlib.contextmanager
    def reader(self) -> Iterator[Reader]:
        """The store for as long as one request takes, so that an import can come in between.

        Raises a StoreError, also where an import left something to be finished: nothing is written here.
        """
        from store import database
        from store.reader import up_to_date

        con = database.connect(self.store, read_only=True, wait=WAIT_SECONDS)
        with Reader(con, self.store) as reader:
            if not up_to_date(con, self.store):
                raise StoreUnreadableError(
                    str(self.store), "an import was interrupted or is not finished", "run `risktrail stalled` once"
                )
            yield reader

    @contextlib.contextmanager
    def register(self, request: Request) -> Iterator[Register]:
        """The register a request names, or the only one. Raises a StoreError or a QuestionError."""
        with self.reader() as reader:
            yield Register(reader, reader.register(request.query_params.get("register") or None))

    def page(self, request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
        """A page; `code` is the register it is about."""
        wanted = {"code": None, "here": request.url.path, **given}
        return HTMLResponse(self.pages.get_template(template).render(wanted), status)


def desk_of(request: Request) -> Desk:
    """The desk of the server a request came to."""
    desk: Desk = request.app.state.desk
    return desk
