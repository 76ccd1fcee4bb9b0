"""The pages of papers: drawn, with the words of a statement highlighted; and the paper itself to download."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from risktrail.web.app_state import state_of
from risktrail.web.highlights import highlight
from risktrail.web.page_images import NotDrawnError, PageImage
from risktrail.web.page_templates import url

if TYPE_CHECKING:
    from starlette.requests import Request

    from risktrail.store.page_rows import StoredPaper

NOT_KEPT = "The store does not keep this paper's file: it was imported with --no-archive."
CACHE_HEADERS = {"Cache-Control": "private, max-age=3600"}


def paper_page(request: Request) -> Response:
    """A page of a paper, with the words that the request marks highlighted."""
    state, number = state_of(request), int(request.path_params["number"])
    mark = request.query_params.get("mark", "")
    with state.cache.open_store() as reader:
        paper = reader.stored_paper(request.path_params["report_id"])
        content = reader.paper_content(paper)
        found = highlight(reader, paper.report_id, mark)
    image, problem = _image_or_problem(request, paper, content, number)
    return state.page(
        request, "page.html", 200 if image else 404, code=paper.register, paper=paper, number=number, image=image,
        problem=problem, mark=mark, highlight=found, archived=content is not None,
    )  # fmt: skip


def named_page(request: Request) -> Response:
    """Lead from a paper's name and a page, as workbooks link to it, to that page; without a page, to its first."""
    asked = request.query_params
    with state_of(request).cache.open_store() as reader:
        paper = reader.paper_named(asked.get("file", ""), asked.get("register") or None)
    page = asked.get("page", "")
    number = int(page) if page.isdecimal() else paper.first_page
    target = url(f"/papers/{paper.report_id}/pages/{number}", mark=asked.get("mark", ""))
    return RedirectResponse(f"{target}#marked", 303)


def page_image(request: Request) -> Response:
    """The picture of a page."""
    state, number, report_id = state_of(request), int(request.path_params["number"]), request.path_params["report_id"]
    image = state.images.look_up(report_id, number)
    if image is None:
        with state.cache.open_store() as reader:
            paper = reader.stored_paper(report_id)
            content = reader.paper_content(paper)
        image, problem = _image_or_problem(request, paper, content, number)
        if image is None:
            return PlainTextResponse(problem, 404)
    return Response(image.png, media_type="image/png", headers=CACHE_HEADERS)


def paper_file(request: Request) -> Response:
    """The paper as it was imported, to be saved."""
    with state_of(request).cache.open_store() as reader:
        paper = reader.stored_paper(request.path_params["report_id"])
        content = reader.paper_content(paper)
    if content is None:
        return PlainTextResponse(f"{NOT_KEPT}\n", 404)
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", paper.file_name)
    headers = {**CACHE_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _image_or_problem(
    request: Request, paper: StoredPaper, content: bytes | None, number: int
) -> tuple[PageImage | None, str]:
    """The picture of a page; None and the reason where it cannot be drawn."""
    if content is None:
        return None, NOT_KEPT
    if paper.is_part and not paper.first_page <= number <= paper.last_page:
        return None, f"Page {number} of {paper.file_name} is no page of this paper."
    try:
        return state_of(request).images.image(paper.report_id, content, number), ""
    except NotDrawnError as error:
        return None, f"This page cannot be drawn: {error.message}"
