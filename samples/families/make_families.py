"""Writes the sample papers of other families from registers.toml, or says whether they are up to date.

    python samples/families/make_families.py            rewrites samples/families/*/*.pdf
    python samples/families/make_families.py --check    exit 1 if a committed file is not what this makes

`expected(family, date)` gives what one paper states, in the shape of `risktrail parse --format json`.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

HOME = Path(__file__).parent
FAMILIES = ("council", "detailed-report", "assurance-framework", "letters")
_PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=8, leading=10)
_BOLD = ParagraphStyle("bold", parent=_PLAIN, fontName="Helvetica-Bold")
_TITLE = ParagraphStyle("title", parent=_BOLD, fontSize=14, leading=18, spaceAfter=4)
_LINES: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_FILLS = {"Red": colors.HexColor("#e57373"), "Amber": colors.HexColor("#ffd54f"), "Green": colors.HexColor("#81c784")}
_WORDS = {"H": "High", "M": "Medium", "L": "Low"}
_STATUSES = {"In progress": "ongoing", "Not started": "not_started", "Completed": "completed"}

Cell: TypeAlias = str | Flowable | Sequence[Flowable]


def registers() -> dict[str, Any]:
    """What registers.toml says, by family."""
    return tomllib.loads((HOME / "registers.toml").read_text(encoding="utf-8"))


def dates(family: str) -> list[str]:
    """The dates of a family's papers, oldest first."""
    found: list[str] = registers()[family]["papers"]
    return found


def pdf(family: str, date: str) -> bytes:
    """One paper as a PDF, the same bytes every time."""
    register = registers()[family]
    file = io.BytesIO()
    size = landscape(A4) if family in ("council", "detailed-report") else A4
    # Uncompressed, because zlib's output differs between its builds.
    document = SimpleDocTemplate(
        file, pagesize=size, leftMargin=36, rightMargin=36, topMargin=36, bottomMargin=40, invariant=1,
        pageCompression=0, title=register["title"], author="The register's secretariat",
    )  # fmt: skip
    story = [Paragraph(register["title"], _TITLE), *_DRAWN[family](register, register["papers"].index(date))]
    document.build(story)
    return file.getvalue()


def made() -> dict[Path, bytes]:
    """Every file this makes, by where it belongs."""
    return {
        HOME / family / f"{family}-{date[:7]}.pdf": pdf(family, date) for family in FAMILIES for date in dates(family)
    }


def expected(family: str, date: str) -> dict[str, Any]:
    """What a reader should find in one paper."""
    register = registers()[family]
    at = register["papers"].index(date)
    risks = [_expected_risk(family, risk, at) for risk in _present(register, at)]
    return {
        "organisation": register["organisation"], "report_date": date, "period": date[:7], "profile": family,
        "risks": risks,
    }  # fmt: skip


def _expected_risk(family: str, risk: dict[str, Any], at: int) -> dict[str, Any]:
    said: dict[str, Any] = {"risk_id": risk.get("number", risk["title"]), "title": risk["title"]}
    if family in ("council", "letters"):
        said["category"] = risk["group"]
    if family == "letters":
        band = _WORDS[risk["level"][at]]
        return said | {
            "description": risk["description"], "controls": [risk["controls"]], "score": None, "band": band,
            "ratings": [{"kind": "current", "impact": None, "likelihood": None, "score": None, "band": band}],
        }  # fmt: skip
    kinds = {"inherent": risk.get("inherent"), "current": risk["current"][at], "target": risk["target"]}
    ratings = [_expected_rating(kind, pair, family) for kind, pair in kinds.items() if pair]
    said |= {"owners": [risk["owner"]], "ratings": ratings, "score": next(
        rating["score"] for rating in ratings if rating["kind"] == "current")}  # fmt: skip
    said |= {key: [risk[own]] for key, own in (("causes", "cause"), ("impact", "impact")) if own in risk}
    said |= {key: risk[key] for key in ("description", "controls") if key in risk}
    if "progress" in risk:
        said["updates"] = [risk["progress"][at]]
    said["actions"] = [_expected_action(action, at) for action in _actions(risk, at)]
    return said


def _expected_rating(kind: str, pair: Sequence[int], family: str) -> dict[str, Any]:
    impact, likelihood = pair
    factors = (None, None) if family == "detailed-report" else (impact, likelihood)
    band = _band(impact * likelihood) if family == "council" else None
    return {"kind": kind, "impact": factors[0], "likelihood": factors[1], "score": impact * likelihood, "band": band}


def _expected_action(action: dict[str, Any], at: int) -> dict[str, Any]:
    status = _STATUSES[action["status"][at]] if "status" in action else "not_stated"
    said = {"text": action["text"], "owners": [action["owner"]], "due_date": action["due"][at], "status": status}
    return said | {
        key: action[key] if key == "ref" else action[key][at] for key in ("ref", "note", "note_date") if key in action
    }


def _present(register: dict[str, Any], at: int) -> list[dict[str, Any]]:
    return [risk for risk in register["risks"] if "current" not in risk or risk["current"][at]]


def _actions(risk: dict[str, Any], at: int) -> list[dict[str, Any]]:
    return [action for action in risk["actions"] if action["due"][at]]


# -- How each family looks


def _council(register: dict[str, Any], at: int) -> list[Flowable]:
    """One landscape table with groups, three ratings of three numbers, and a row an action."""
    day = dt.date.fromisoformat(register["papers"][at])
    upper = ["No", "Risk", "Inherent risk", "", "", "Existing controls", "Current risk", "", "", "Target risk", "", "",
             "Risk owner", "Further action", "Action owner", "Due date", "Status", "Progress update"]  # fmt: skip
    names = ["Impact", "Likelihood", "Score"]
    lower = ["", "", *(_turned(name) for name in names), "", *(_turned(name) for name in names),
             *(_turned(name) for name in names), "", "", "", "", "", ""]  # fmt: skip
    rows: list[list[Cell]] = [[_bold(each) for each in upper], list(lower)]
    style: list[Any] = [("SPAN", (x, 0), (x + 2, 0)) for x in (2, 6, 9)]
    style += [("SPAN", (x, 0), (x, 1)) for x in (0, 1, 5, 12, 13, 14, 15, 16, 17)]
    group = ""
    for risk in _present(register, at):
        if risk["group"] != group:
            group = risk["group"]
            style.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([_bold(group), *[""] * 17])
        first = len(rows)
        actions: list[dict[str, Any] | None] = [*_actions(risk, at)]
        for place, action in enumerate(actions or [None]):
            own = _council_risk(risk, at) if place == 0 else [""] * 13
            rows.append([*own, *_council_action(action, at), _text(risk["progress"][at]) if place == 0 else ""])
        last = len(rows) - 1
        style += [("SPAN", (x, first), (x, last)) for x in (*range(13), 17) if last > first]
        for x, pair in ((4, risk["inherent"]), (8, risk["current"][at]), (11, risk["target"])):
            style.append(("BACKGROUND", (x, first), (x, last), _FILLS[_band(pair[0] * pair[1])]))
    widths = (22, 96, 18, 18, 30, 78, 18, 18, 30, 18, 18, 30, 52, 72, 52, 52, 46, 100)
    style += [("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    table = Table(rows, colWidths=widths, repeatRows=2, style=[*_LINES, *style])
    return [_text(f"Updated {day.day} {day:%B %Y}"), Spacer(1, 6), table]


def _council_risk(risk: dict[str, Any], at: int) -> list[Cell]:
    title = [_bold(risk["title"]), _text(risk["description"])]
    ratings = [[*pair, f"{pair[0] * pair[1]} {_band(pair[0] * pair[1])}"] for pair in
               (risk["inherent"], risk["current"][at], risk["target"])]  # fmt: skip
    figures = [[_text(str(figure)) for figure in rating] for rating in ratings]
    return [_text(risk["number"]), title, *figures[0], _bullets(risk["controls"]), *figures[1], *figures[2],
            _text(risk["owner"])]  # fmt: skip


def _council_action(action: dict[str, Any] | None, at: int) -> list[Cell]:
    if action is None:
        return [_text("None at present"), "", "", ""]
    due = dt.date.fromisoformat(action["due"][at])
    return [_text(each) for each in (action["text"], action["owner"], f"{due:%d/%m/%Y}", action["status"][at])]


def _detailed_report(register: dict[str, Any], at: int) -> list[Flowable]:
    """A row a risk with number, title and owner in one cell, and a table of its open actions below."""
    day = dt.date.fromisoformat(register["papers"][at])
    story: list[Flowable] = [_text(f"Generated on: {day.day} {day:%B %Y}"), Spacer(1, 8)]
    for risk in _present(register, at):
        name = [_text(risk["number"]), Spacer(1, 8), _text(risk["title"]), Spacer(1, 8), _text(risk["owner"])]
        scores = [_text(str(impact * likelihood)) for impact, likelihood in (risk["current"][at], risk["target"])]
        heads = ("Risk no, title, owner", "Risk description", "Current risk score", "Risk update", "Target risk score")
        rows: list[list[Cell]] = [
            [_bold(head) for head in heads],
            [name, _text(risk["description"]), scores[0], _text(risk["progress"][at]), scores[1]],
        ]
        story.append(Table(rows, colWidths=(130, 250, 80, 220, 80), style=_LINES))
        names = ("Action no", "Description", "Latest note", "Latest note date", "Managed by", "Due date")
        acts: list[list[Cell]] = [[_bold(head) for head in names]]
        for action in _actions(risk, at):
            told, due = (dt.date.fromisoformat(action[key][at]) for key in ("note_date", "due"))
            acts.append([_text(each) for each in (action["ref"], action["text"], action["note"][at], f"{told:%d-%b-%Y}",
                                                  action["owner"], f"{due:%d-%b-%Y}")])  # fmt: skip
        story += [Table(acts, colWidths=(60, 260, 190, 80, 100, 70), style=_LINES), Spacer(1, 14)]
    return story


def _assurance_framework(register: dict[str, Any], at: int) -> list[Flowable]:
    """A page a risk: labels beside their texts, three scores in a row, and a table of actions."""
    day = dt.date.fromisoformat(register["papers"][at])
    story: list[Flowable] = [_text(f"Board meeting: {day.day} {day:%B %Y}")]
    for risk in _present(register, at):
        scores = [f"{impact} x {likelihood} = {impact * likelihood}" for impact, likelihood in
                  (risk["inherent"], risk["current"][at], risk["target"])]  # fmt: skip
        form: list[list[Cell]] = [
            [_bold("Risk reference"), _text(risk["number"]), _bold("Executive lead"), _text(risk["owner"])],
            [_bold("Principal risk"), _text(risk["title"]), "", ""],
            [_bold("Cause"), _text(risk["cause"]), "", ""],
            [_bold("Consequence"), _text(risk["impact"]), "", ""],
            [_bold("Controls in place"), _bullets(risk["controls"]), "", ""],
        ]
        spans = [("SPAN", (1, row), (3, row)) for row in range(1, 5)]
        story += [PageBreak(), Table(form, colWidths=(95, 165, 95, 165), style=[*_LINES, *spans])]
        heads = [_bold(f"{kind} score (C x L)") for kind in ("Initial", "Current", "Target")]
        story.append(Table([heads, [_text(score) for score in scores]], colWidths=(173, 174, 173), style=_LINES))
        acts: list[list[Cell]] = [[_bold(head) for head in ("Action", "Lead", "Due", "Status", "Progress")]]
        for action in _actions(risk, at):
            due = dt.date.fromisoformat(action["due"][at])
            acts.append([_text(each) for each in (action["text"], action["owner"], f"{due:%d/%m/%Y}",
                                                  action["status"][at], action["note"][at])])  # fmt: skip
        story += [Spacer(1, 10), Table(acts, colWidths=(170, 110, 60, 70, 110), style=_LINES)]
    return story


def _letters(register: dict[str, Any], at: int) -> list[Flowable]:
    """A table with section rows and a letter for each risk, which no number names."""
    day = dt.date.fromisoformat(register["papers"][at])
    rows: list[list[Cell]] = [
        [_bold(head) for head in ("Subject", "Risk identified", "H/M/L", "Control", "Review / Action")]
    ]
    style = []
    group = ""
    for risk in register["risks"]:
        if risk["group"] != group:
            group = risk["group"]
            style.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rows.append([_bold(group), "", "", "", ""])
        rows.append([_text(risk[key]) if key != "level" else _text(risk[key][at])
                     for key in ("title", "description", "level", "controls", "review")])  # fmt: skip
    table = Table(rows, colWidths=(90, 130, 40, 150, 110), repeatRows=1, style=[*_LINES, *style])
    return [_text(f"Adopted on {day.day} {day:%B %Y}"), Spacer(1, 6), table]


_DRAWN: dict[str, Callable[[dict[str, Any], int], list[Flowable]]] = {
    "council": _council,
    "detailed-report": _detailed_report,
    "assurance-framework": _assurance_framework,
    "letters": _letters,
}


class _Turned(Flowable):  # type: ignore[misc]
    """Words turned by 90 degrees, read from below, as heads of narrow columns are."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 10.0, 48.0

    def draw(self) -> None:
        self.canv.rotate(90)
        self.canv.setFont("Helvetica-Bold", 8)
        self.canv.drawString(0, -8, self.words)


def _turned(words: str) -> Flowable:
    return _Turned(words)


def _text(words: str) -> Paragraph:
    return Paragraph(words, _PLAIN)


def _bold(words: str) -> Paragraph:
    return Paragraph(words, _BOLD)


def _bullets(items: Sequence[str]) -> ListFlowable:
    return ListFlowable([_text(item) for item in items], bulletType="bullet", leftIndent=8, bulletFontSize=7)


def _band(score: int) -> str:
    return "Red" if score >= 15 else "Amber" if score >= 8 else "Green"


def main(arguments: Sequence[str] = ()) -> int:
    """Write the papers; with `--check` only compare. Returns the exit code."""
    files = made()
    if "--check" in arguments:
        wrong = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
        for path in wrong:
            print(f"{path} is not what registers.toml says", file=sys.stderr)
        return 1 if wrong else 0
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
