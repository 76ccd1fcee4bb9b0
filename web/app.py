"""The server of `risktrail serve`: its pages, put together, and what it says when something is wrong."""

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
from risktrail.web.app_state import Desk, desk_of, kept
from risktrail.web.host_check import THIS_MACHINE, Guard
from risktrail.web.page_templates import stylesheet
from risktrail.web.register_cache import Holding
from risktrail.web.views import paper, register, risk

if TYPE_CHECKING:
    from starlette.requests import Request

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d4f6e"/>'
    '<path d="M3 11.5 6.5 8 9 9.5 13 4.5" fill="none" stroke="#fff" stroke-width="1.8"/></svg>'
)
KEPT = {"Cache-Control": "private, max-age=300"}
AGAIN_SECONDS = 5

PAGES: dict[str, Callable[[Request], Response]] = {
    "/": register.start,
    "/overview": kept(register.overview),
    "/risk": kept(risk.risk),
    "/stalled": kept(register.stalled_list),
    "/stalled.csv": register.stalled_csv,
    "/compare": kept(register.compare),
    "/compare.csv": register.compare_csv,
    "/search": risk.search,
    "/papers": register.papers,
    "/check": register.check,
    "/papers/{report_id}/pages/{number:int}": paper.paper_page,
    "/papers/{report_id}/pages/{number:int}.png": paper.page_image,
    "/papers/{report_id}/paper.pdf": paper.paper_file,
}


def make_app(store: Path, hosts: frozenset[str] = THIS_MACHINE, *, any_address: bool = False) -> Starlette:
    """The server for a store; `hosts` are the names it answers under, `any_address` adds addresses in numbers."""
    routes = [Route(path, view, methods=["GET"]) for path, view in PAGES.items()]
    routes += [Route("/risktrail.css", _style), Route("/icon.svg", _icon)]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, any_address=any_address)],
        exception_handlers={
            AmbiguousRegisterError: _which,
            QuestionError: _unknown, StoreError: _unusable, HTTPException: _no_page, Exception: _fault,
        },
    )  # fmt: skip
    app.router.redirect_slashes = False  # it would send people to whatever name they asked under
    app.state.desk = Desk(Holding(store))
    return app


def _style(_: Request) -> Response:
    return Response(stylesheet(), media_type="text/css", headers=KEPT)


def _icon(_: Request) -> Response:
    return Response(ICON, media_type="image/svg+xml", headers=KEPT)


def _told(request: Request, status: int, heading: str, message: str, again: int = 0) -> Response:
    response = desk_of(request).page(request, "error.html", status, heading=heading, message=message, again=again)
    if again:
        response.headers["Retry-After"] = str(again)
    return response


def _which(_: Request, __: Exception) -> Response:
    return RedirectResponse("/", 303)


def _unknown(request: Request, error: Exception) -> Response:
    return _told(request, 404, "Not in this store", str(error))


def _unusable(request: Request, error: Exception) -> Response:
    store = desk_of(request).holding.store
    message = f"{str(error).replace(str(store), store.name)}. This page tries again by itself."
    return _told(request, 503, "The store cannot be read just now", message, AGAIN_SECONDS)


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _told(request, status, "There is no such page", "Check the address, or begin at the register.")


def _fault(request: Request, error: Exception) -> Response:
    message = f"This is a fault of risktrail, not yours ({type(error).__name__}). Please report it."
    return _told(request, 500, "Something went wrong", message)
