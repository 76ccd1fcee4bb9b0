"""A trust's register as forms, a page a risk: labels beside their text, above it in one cell, and a table of jobs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from tests.generators.stories import bullets, bytes_of, text

_GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
_WIDTHS = (95, 145, 95, 145)
_MONTHS = {"01": "January", "02": "February", "03": "March", "06": "June"}
_STAGES = {"ongoing": "In progress", "not_started": "Not started", "completed": "Completed"}


def forms(truth: Path) -> bytes:
    """The paper that says what a truth file says."""
    said = json.loads(truth.read_text(encoding="utf-8"))
    story: list[Flowable] = [
        text(said["organisation"], "Title"),
        text("Trust risk sheets", "Heading1"),
        text("Board meeting of 4 December 2024"),
    ]
    for risk in said["risks"]:
        story += [PageBreak(), _sheet(risk), Spacer(1, 12), _jobs(risk)]
    return bytes_of(*story)


def _sheet(risk: dict[str, Any]) -> Table:
    current, target = ({rating["kind"]: rating for rating in risk["ratings"]}[kind] for kind in ("current", "target"))
    rows = [
        [_bold("Sheet"), text(risk["risk_id"]), _bold("Held by"), text(risk["owners"][0])],
        [_bold("Our worry"), text(risk["title"]), "", ""],
        [_under("Where it comes from", text(risk["causes"][0])), "",
         _under("What it would do to us", text(risk["impact"][0])), ""],
        [_under("What protects us", bullets(risk["controls"])), "", "", ""],
        [_bold("Score today"), _scores(current), _bold("Score by summer"), _scores(target)],
    ]  # fmt: skip
    spans = [("SPAN", first, last) for first, last in (((1, 1), (3, 1)), ((0, 2), (1, 2)), ((2, 2), (3, 2)),
             ((0, 3), (3, 3)))]  # fmt: skip
    return Table(rows, colWidths=_WIDTHS, style=[_GRID, ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans])


def _jobs(risk: dict[str, Any]) -> Table:
    rows = [[_bold(head) for head in ("Stage", "Job", "Finish", "Who")]]
    for action in risk["actions"]:
        year, month, _ = action["due_date"].split("-")
        finish = f"{_MONTHS[month]} {year}"
        rows.append([text(each) for each in (_STAGES[action["status"]], action["text"], finish, action["owners"][0])])
    return Table(rows, colWidths=(80, 220, 90, 90), style=[_GRID, ("VALIGN", (0, 0), (-1, -1), "TOP")])


def _scores(rating: dict[str, Any]) -> Flowable:
    parts = {"Likelihood": rating["likelihood"], "Impact": rating["impact"], "Score": rating["score"]}
    return text("<br/>".join(f"{name}: {figure}" for name, figure in parts.items()))


def _bold(words: str) -> Flowable:
    return text(f"<b>{words}</b>")


def _under(label: str, said: Flowable) -> list[Flowable]:
    return [_bold(label), said]
