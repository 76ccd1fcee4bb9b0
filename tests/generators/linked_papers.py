"""Registers of which it is known which action of one report is which of the next, and the links that a store makes.

Two kinds are read: folders with a JSON file a paper (as `risktrail parse` prints it, each action with its `lineage`)
and `_links.json`, in which `links` are `[from_period, to_period, risk_id, index_from, index_to]` between a report and
the next, and `stalled_N` are `[risk_id, index, reports_ongoing]` of the last month; and scenes of rewording in a TOML
file (`tests/store/reworded_pairs.toml` tells their form).
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from risktrail.schema.report import Report
from risktrail.store import Paper, open_reader, open_writer
from risktrail.store.text_keys import text_key
from tests.generators.register_builders import action, paper_of, report, risk

SCENES = Path(__file__).parents[1] / "store" / "reworded_pairs.toml"
TRAPS = frozenset(
    ("next step", "opposite", "other stage", "other release", "other region", "other category", "successor")
)
"""The kinds of scenes in which actions come that are none of those before, although their wording is like."""

MADE_LINKS = """
    SELECT f.period, t.period, t.risk_id, f.position - 1, t.position - 1, t.similarity, t.unsure
    FROM action_trail t
    JOIN action_trail f
      ON f.register = t.register AND f.action_id = t.action_id AND f.ordinal = t.previous_ordinal
"""
STALLED = """
    SELECT risk_id, position - 1, reports_ongoing FROM action_trail
    WHERE reports_ongoing >= ? AND period = (SELECT max(period) FROM report_series WHERE current)
"""


class Link(NamedTuple):
    """An action of one report that is one of a later report; positions count from 0."""

    from_period: str
    to_period: str
    risk_id: str
    before: int
    after: int


class Made(NamedTuple):
    """What a store says of a link."""

    similarity: float
    unsure: bool


@dataclass
class Truth:
    """Reports, the links between their actions, and what else is known of them."""

    name: str
    reports: list[tuple[Paper, Report]]
    links: set[Link]
    stalled: dict[int, set[tuple[str, int, int]]] = field(default_factory=dict)
    """Number of reports -> the actions stalled for as many in the last of the reports."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Risk -> the kind of its scene."""

    def texts(self) -> dict[tuple[str, str, int], str]:
        """The wording of the action at each month, risk and position."""
        return {
            (str(each.period), entry.risk_id, position): told.text
            for _, each in self.reports
            for entry in each.risks
            for position, told in enumerate(entry.actions)
        }


@dataclass
class Result:
    """A truth, and what the store made of its reports."""

    truth: Truth
    made: dict[Link, Made]
    stalled: dict[int, set[tuple[str, int, int]]]

    def __post_init__(self) -> None:
        periods = sorted({str(each.period) for _, each in self.truth.reports})
        self._next = dict(pairwise(periods))
        self._texts = self.truth.texts()

    def is_reworded(self, link: Link) -> bool:
        """Whether the wordings of both sides differ in more than case, white space and punctuation."""
        before, after = (self._texts[side] for side in sides(link))
        return text_key(before) != text_key(after)

    def is_return(self, link: Link) -> bool:
        """Whether reports lie between both sides."""
        return self._next[link.from_period] != link.to_period

    def wordings(self, link: Link) -> tuple[str, str]:
        """The wordings of both sides."""
        before, after = sides(link)
        return self._texts[before], self._texts[after]


def sides(link: Link) -> tuple[tuple[str, str, int], tuple[str, str, int]]:
    """Month, risk and position of both sides of a link."""
    before = (link.from_period, link.risk_id, link.before)
    return before, (link.to_period, link.risk_id, link.after)


def measure(truth: Truth) -> Result:
    """Store the reports of a truth, and read back which links and stalled actions the store has."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "links.duckdb"
        with open_writer(path) as writer:
            for paper, told in truth.reports:
                writer.add(paper, told, "truth", archive=False)
        with open_reader(path) as reader:
            made = {Link(*row[:5]): Made(*row[5:]) for row in reader.query(MADE_LINKS).rows}
            stalled = {least: set(reader.query(STALLED, [least]).rows) for least in truth.stalled}
    return Result(truth, made, stalled)


def truth_of(folder: Path) -> Truth:
    """The truth of a folder of papers. Links over a gap are those of the lineages."""
    given = json.loads((folder / "_links.json").read_text(encoding="utf-8"))
    files = sorted(path for path in folder.glob("*.json") if not path.name.startswith("_"))
    papers = [(Paper.read(path), json.loads(path.read_text(encoding="utf-8"))) for path in files]
    links = {Link(*link) for link in given["links"]} | {*_returns([told for _, told in papers])}
    stalled = {
        int(name.removeprefix("stalled_")): {(row[0], row[1], row[2]) for row in rows}
        for name, rows in given.items()
        if name.startswith("stalled_")
    }
    return Truth(folder.name, [(paper, _report(told)) for paper, told in papers], links, stalled)


def scenes(half: str, path: Path = SCENES) -> Truth:
    """The scenes of one half as one store: a register a domain, a risk a scene."""
    chosen = [each for each in tomllib.loads(path.read_text(encoding="utf-8"))["scene"] if each["half"] == half]
    links: set[Link] = set()
    kinds: dict[str, str] = {}
    reports: list[Report] = []
    for domain in sorted({each["domain"] for each in chosen}):
        code = domain.upper()
        named = {f"{code}-{at:03}": each for at, each in enumerate(chosen, 1) if each["domain"] == domain}
        for risk_id, scene in named.items():
            kinds[risk_id] = scene["kind"]
            links |= {*_scene_links(risk_id, scene["months"])}
        reports += _scene_reports(code, named)
    return Truth(f"scenes: {half}", [(paper_of(told), told) for told in reports], links, kinds=kinds)


def _returns(papers: list[dict[str, Any]]) -> Iterator[Link]:
    """The links of actions that come back after reports without them, by their lineage."""
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for ordinal, paper in enumerate(papers):
        for entry in paper["risks"]:
            for position, told in enumerate(entry["actions"]):
                key = (entry["risk_id"], told["lineage"])
                before = last.get(key)
                if before and ordinal - before[0] > 1:
                    yield Link(papers[before[0]]["period"], paper["period"], entry["risk_id"], before[1], position)
                last[key] = (ordinal, position)


def _report(truth: dict[str, Any]) -> Report:
    """A report from a truth file, leaving out what only truth files have."""
    known = {name: value for name, value in truth.items() if name in Report.model_fields}
    for entry in known.get("risks", []):
        for told in entry["actions"]:
            told.pop("lineage", None)
    return Report.model_validate(known)


def _scene_links(risk_id: str, months: list[list[str]]) -> Iterator[Link]:
    last: dict[str, tuple[int, int]] = {}
    for month, actions in enumerate(months, 1):
        for position, told in enumerate(actions):
            letter = told[0]
            if letter in last:
                yield Link(_period(last[letter][0]), _period(month), risk_id, last[letter][1], position)
            last[letter] = (month, position)


def _scene_reports(register: str, named: dict[str, dict[str, Any]]) -> Iterable[Report]:
    for month in range(max(len(scene["months"]) for scene in named.values())):
        risks = [
            risk(risk_id, 9, *map(_scene_action, scene["months"][month]))
            for risk_id, scene in named.items()
            if month < len(scene["months"])
        ]
        yield report(_period(month + 1), *risks, register=register)


def _scene_action(told: str) -> Any:
    head, _, text = told.partition(": ")
    return action(text, head.partition("/")[2] or "ongoing")


def _period(month: int) -> str:
    return f"2023-{month:02}"
