"""The pages of papers: drawn, with the words of a statement highlighted, and the paper itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from risktrail.web.app_state import desk_of
from risktrail.web.highlights import content_of, marked, paper_of
from risktrail.web.page_images import Drawn, NotDrawnError

if TYPE_CHECKING:
    from starlette.requests import Request

KEPT = {"Cache-Control": "private, max-age=3600"}


def paper_page(request: Request) -> Response:
    """A page of a paper with what stands on it highlighted."""
    desk, number = desk_of(request), int(request.path_params["number"])
    with desk.reader() as reader:
        paper = paper_of(reader, request.path_params["report_id"])
        content = content_of(reader, paper)
        mark = request.query_params.get("mark", "")
        found = marked(reader, paper.report_id, mark)
    drawn, problem = _drawn(request, content, number)
    return desk.page(
        request, "page.html", 200 if drawn else 404, code=paper.register, paper=paper, number=number, drawn=drawn,
        problem=problem, mark=mark, marked=found, archived=content is not None,
    )  # fmt: skip


def page_image(request: Request) -> Response:
    """The picture of a page."""
    desk, number, report_id = desk_of(request), int(request.path_params["number"]), request.path_params["report_id"]
    drawn = desk.drawer.look_up(report_id, number)
    if drawn is None:
        with desk.reader() as reader:
            content = content_of(reader, paper_of(reader, report_id))
        drawn, problem = _drawn(request, content, number)
        if drawn is None:
            return PlainTextResponse(problem, 404)
    return Response(drawn.png, media_type="image/png", headers=KEPT)


def paper_file(request: Request) -> Response:
    """The paper as it came in, to be saved."""
    with desk_of(request).reader() as reader:
        paper = paper_of(reader, request.path_params["report_id"])
        content = content_of(reader, paper)
    if content is None:
        return PlainTextResponse("The store does not keep the papers' bytes.\n", 404)
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", paper.name)
    headers = {**KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _drawn(request: Request, content: bytes | None, number: int) -> tuple[Drawn | None, str]:
    if content is None:
        return None, "The store does not keep this paper's bytes (it was imported with --no-archive)."
    try:
        return desk_of(request).drawer.draw(request.path_params["report_id"], content, number), ""
    except NotDrawnError as error:
        return None, f"This page cannot be drawn: {error}."
