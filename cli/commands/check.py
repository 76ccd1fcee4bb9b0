"""The command `check`."""

from __future__ import annotations

from risktrail.cli.commands.answering import OpenStore, answers
from risktrail.cli.render import Renderer
from risktrail.ingest.version import PARSER_VERSION
from risktrail.store import Answer
from risktrail.store.answer_rows import Doubt


def _renderer() -> Renderer[Doubt]:
    from risktrail.cli.render.lists import draw_doubts

    return draw_doubts


@answers(_renderer)
def check(store: OpenStore) -> Answer[Doubt]:
    """What a person should look at: text without a place, odd ratings, failed papers, unsure matches.

    Each doubt has an id. Failed papers are listed with the reason, what to do, and how often they were tried; so are
    papers that claim the month of another, papers that were removed, and papers that an older parser read, or that were
    read with another text of their profile.

    Example: risktrail check
    """
    from risktrail.importing.options import ReadOptions

    texts = ReadOptions().profile_texts()
    return store.reader.check(store.register, parser_version=PARSER_VERSION, profiles=texts)
