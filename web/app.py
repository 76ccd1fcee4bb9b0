"""The application of `risktrail serve`: the address of each page, and the pages that explain an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from risktrail.store.errors import AmbiguousRegisterError, QuestionError, StoreError
from risktrail.store.paper_links import NAMED_PAGE
from risktrail.web.app_state import AppState, cached_page, state_of
from risktrail.web.host_check import LOCAL_NAMES, HostCheck
from risktrail.web.page_templates import stylesheet
from risktrail.web.register_cache import RegisterCache
from risktrail.web.views import files, paper, register, risk

if TYPE_CHECKING:
    from starlette.requests import Request

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d4f6e"/>'
    '<path d="M3 11.5 6.5 8 9 9.5 13 4.5" fill="none" stroke="#fff" stroke-width="1.8"/></svg>'
)
CACHE_HEADERS = {"Cache-Control": "private, max-age=300"}
RETRY_SECONDS = 5

PAGES: dict[str, Callable[[Request], Response]] = {
    "/": register.start,
    "/registers": cached_page(register.registers),
    "/registers.{ending}": files.registers,
    "/overview": cached_page(register.overview),
    "/ratings.{ending}": files.of_register(files.ratings),
    "/risk": cached_page(risk.risk),
    "/risk.{ending}": files.of_register(files.risk),
    "/stalled": cached_page(register.stalled_list),
    "/stalled.{ending}": files.of_register(files.stalled),
    "/deadlines": cached_page(register.deadlines),
    "/deadlines.{ending}": files.of_register(files.deadlines),
    "/overdue-by-owner.{ending}": files.of_register(files.overdue_by_owner),
    "/compare": cached_page(register.compare),
    "/compare.{ending}": files.of_register(files.compare),
    "/search": risk.search,
    "/search.{ending}": files.of_register(files.search),
    "/papers": register.papers,
    "/papers.{ending}": files.of_register(files.papers),
    "/check": register.check,
    "/check.{ending}": files.of_register(files.check),
    NAMED_PAGE: paper.named_page,
    "/papers/{report_id}/pages/{number:int}": paper.paper_page,
    "/papers/{report_id}/pages/{number:int}.png": paper.page_image,
    "/papers/{report_id}/paper.pdf": paper.paper_file,
    "/papers/{report_id}/actions.{ending}": files.paper_actions,
}


def make_app(store: Path, hosts: frozenset[str] = LOCAL_NAMES, *, any_address: bool = False) -> Starlette:
    """The application for a store.

    Args:
        store: The store's file; a request is answered with an error page where it cannot be read.
        hosts: The names under which the server answers, in lower case.
        any_address: Whether it also answers under every numeric address.
    """
    routes = [Route(path, view, methods=["GET"]) for path, view in PAGES.items()]
    routes += [Route("/risktrail.css", _stylesheet), Route("/icon.svg", _icon)]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(HostCheck, hosts=hosts, any_address=any_address)],
        exception_handlers={
            AmbiguousRegisterError: _choose_register,
            QuestionError: _not_in_store, StoreError: _store_unreadable, HTTPException: _no_such_page,
            Exception: _internal_error,
        },
    )  # fmt: skip
    app.router.redirect_slashes = False  # a redirect would lead to whatever host the request names
    app.state.shared = AppState(RegisterCache(store))
    return app


def _stylesheet(_: Request) -> Response:
    return Response(stylesheet(), media_type="text/css", headers=CACHE_HEADERS)


def _icon(_: Request) -> Response:
    return Response(ICON, media_type="image/svg+xml", headers=CACHE_HEADERS)


def _error_page(request: Request, status: int, heading: str, message: str, retry: int = 0) -> Response:
    """A page that explains an error; after `retry` seconds, if any, the browser tries again."""
    response = state_of(request).page(request, "error.html", status, heading=heading, message=message, retry=retry)
    if retry:
        response.headers["Retry-After"] = str(retry)
    return response


def _choose_register(_: Request, __: Exception) -> Response:
    return RedirectResponse("/registers", 303)


def _not_in_store(request: Request, error: Exception) -> Response:
    return _error_page(request, 404, "Not in this store", str(error))


def _store_unreadable(request: Request, error: Exception) -> Response:
    store = state_of(request).cache.store
    message = f"{str(error).replace(str(store), store.name)}. This page tries again by itself."
    return _error_page(request, 503, "The store cannot be read just now", message, RETRY_SECONDS)


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _error_page(request, status, "There is no such page", "Check the address, or begin at the register.")


def _internal_error(request: Request, error: Exception) -> Response:
    message = f"This is a fault of risktrail, not yours ({type(error).__name__}). Please report it."
    return _error_page(request, 500, "Something went wrong", message)
