"""How well actions are followed through months: links of a store against links that are known.

    python -m benchmarks.link_quality [FOLDER...] [-v]

FOLDER holds the truth of a series of papers (`tests/generators/linked_papers.py` tells its form), or folders that do.
The scenes of `tests/store/reworded_pairs.toml` are measured always. Prints Markdown tables: precision and recall of all
links, of reworded ones and of those over a gap; how many of the links called sure and unsure are right; the actions
stalled in the last month; and how the scenes went, kind by kind. `-v` names
each link that is missed or wrong, those of the scenes held out aside.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.generators.linked_papers import TRAPS, Link, Result, measure, scenes, truth_of


def main() -> int:
    """Print the tables; 1 where any link is missed or wrong."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("folder", type=Path, nargs="*")
    arguments.add_argument("-v", "--verbose", action="store_true", help="name each link missed or wrong")
    given = arguments.parse_args()
    folders = sorted({path.parent for folder in given.folder for path in folder.glob("**/_links.json")})
    results = [measure(truth_of(folder)) for folder in folders]
    halves = [measure(scenes(half)) for half in ("dev", "held_out")]
    for table in (_quality([*results, *halves]), _stalled(results), _kinds(halves)):
        sys.stdout.writelines(f"{line}\n" for line in table)
        sys.stdout.write("\n")
    if given.verbose:  # but for the half that is held out: who reads its faults makes rules for them
        sys.stdout.writelines(f"{line}\n" for result in (*results, halves[0]) for line in _faults(result))
    return int(any({*result.made} != result.truth.links for result in (*results, *halves)))


def _quality(results: Iterable[Result]) -> Iterator[str]:
    yield "| papers | links | true | made | precision | recall | sure | of them right | unsure | of them right |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |"
    for result in results:
        parts = {
            "all": {*result.truth.links, *result.made},
            "reworded": {link for link in (*result.truth.links, *result.made) if result.is_reworded(link)},
            "over a gap": {link for link in (*result.truth.links, *result.made) if result.is_return(link)},
        }
        for part, links in parts.items():
            if links:
                yield f"| {result.truth.name} | {part} | {' | '.join(_figures(result, links))} |"


def _figures(result: Result, links: set[Link]) -> Iterator[str]:
    true, made = links & result.truth.links, [link for link in links if link in result.made]
    right = true.intersection(made)
    yield from (str(len(true)), str(len(made)), _share(len(right), len(made)), _share(len(right), len(true)))
    for unsure in (False, True):
        called = {link for link in made if result.made[link].unsure is unsure}
        yield from (str(len(called)), _share(len(called & right), len(called)))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "–"


def _stalled(results: Iterable[Result]) -> Iterator[str]:
    yield "| papers | stalled for | true | right | wrong | missing |"
    yield "| --- | --: | --: | --: | --: | --: |"
    for result in results:
        for least, true in sorted(result.truth.stalled.items()):
            listed = result.stalled[least]
            counts = (len(true), len(listed & true), len(listed - true), len(true - listed))
            yield f"| {result.truth.name} | {least} | {' | '.join(map(str, counts))} |"


def _kinds(halves: Iterable[Result]) -> Iterator[str]:
    yield "| scenes | kind | links | made of them | wrong links |"
    yield "| --- | --- | --: | --: | --: |"
    for result in halves:
        kinds = result.truth.kinds
        for kind in sorted({*kinds.values()}, key=lambda kind: (kind in TRAPS, kind)):
            true, made = (
                {link for link in links if kinds[link.risk_id] == kind} for links in (result.truth.links, result.made)
            )
            yield f"| {result.truth.name} | {kind} | {len(true)} | {len(true & made)} | {len(made - true)} |"


def _faults(result: Result) -> Iterator[str]:
    for what, links in (
        ("missed", result.truth.links - result.made.keys()),
        ("wrong", result.made.keys() - result.truth.links),
    ):
        for link in sorted(links):
            made = result.made.get(link)
            doubt = f" {made.similarity:.2f}{' unsure' if made.unsure else ' sure'}" if made else ""
            kind = result.truth.kinds.get(link.risk_id, "")
            before, after = result.wordings(link)
            yield f"{result.truth.name} {what}{doubt} {kind} {link.risk_id} {link.from_period} {link.to_period}"
            yield f"    {before}"
            yield f"    {after}"


if __name__ == "__main__":
    raise SystemExit(main())
