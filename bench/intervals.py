"""How far a figure that was measured on few documents can be trusted: 95 % by bootstrap over the documents.

    python corrections.py GOLD.jsonl PRED.jsonl --show | python bench/intervals.py
    python bench/intervals.py COUNTS [--before COUNTS]

Reads one document a line, in one of two forms; other lines are passed over:

    7 ferry-talks {'q.add': 2, 'c.type': 5}                              corrections, as `--show` prints them
    {"id": "ferry-talks", "f1": {"span": [40, 2, 3]}, "share": {"speaker": [9, 11]}}

`f1` are right ones, found wrongly, missed; `share` right ones of so many. Documents are drawn anew, as many as there are, with
replacement, 10,000 times, and the middle 95 % of what comes out are told (Efron, 1979). With `--before`, the same of
another run on the same documents, the same documents are drawn for both, and the difference has its interval too:
where that holds 0, these documents do not tell the two runs apart. The seed is fixed.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TIMES, SEED, SHARE = 10_000, 1, 95
SHOWN = re.compile(r"(\d+) (\S+) (\{.*\})$")
KINDS = ("q.add", "q.remove", "q.speaker", "q.extent", "c.add", "c.remove", "c.merge", "c.split", "c.type")
FEW = 2
"""Corrections with which an article is nearly right."""

Counts = Mapping[str, tuple[float, ...]]
"""Of one document, by the figure's name: the numbers that are added up."""


class Interval(NamedTuple):
    """A figure, and between what it lies."""

    value: float
    low: float
    high: float


def share(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """First of second: also what a document has on average, where the second counts documents."""
    return sums[..., 0] / np.maximum(sums[..., 1], 1e-9)


def f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Right ones, found wrongly, missed."""
    return 2 * sums[..., 0] / np.maximum(2 * sums[..., 0] + sums[..., 1] + sums[..., 2], 1e-9)


Figure = Callable[[NDArray[np.float64]], NDArray[np.float64]]
FIGURES: Mapping[int, Figure] = {2: share, 3: f1}
"""By how many numbers a document has."""


def interval(rows: Sequence[Sequence[float]], before: Sequence[Sequence[float]] | None = None) -> Interval:
    """Of one figure, a row for each document; with `before` of the difference to it."""
    figure = FIGURES[len(rows[0])]
    chosen = np.random.default_rng(SEED).multinomial(len(rows), [1 / len(rows)] * len(rows), size=TIMES)
    counts = np.asarray(rows, np.float64)
    value, drawn = figure(counts.sum(0)), figure(chosen @ counts)
    if before is not None:
        former = np.asarray(before, np.float64)
        value, drawn = value - figure(former.sum(0)), drawn - figure(chosen @ former)
    low, high = np.percentile(drawn, [(100 - SHARE) / 2, (100 + SHARE) / 2])
    return Interval(float(value), float(low), float(high))


def counted(lines: Iterable[str]) -> dict[str, Counts]:
    """Each document's numbers, by its id."""
    found: dict[str, Counts] = {}
    for line in lines:
        shown = SHOWN.match(line.strip())
        if shown:
            found[shown[2]] = _corrections(int(shown[1]), ast.literal_eval(shown[3]))
        elif line.startswith("{") and '"id"' in line:
            raw = json.loads(line)
            figures = {**raw.get("f1", {}), **raw.get("share", {})}
            found[raw["id"]] = {name: tuple(numbers) for name, numbers in figures.items()}
    return found


def _corrections(total: int, kinds: Mapping[str, int]) -> Counts:
    each = {kind: (float(kinds.get(kind, 0)), 1.0) for kind in KINDS}
    return {"corrections": (float(total), 1.0), "at most two": (float(total <= FEW), 1.0), **each}


def table(now: Mapping[str, Counts], before: Mapping[str, Counts]) -> Iterator[str]:
    """A line for each figure. Raises `ValueError` if the documents of the two runs are not the same."""
    if before and before.keys() != now.keys():
        raise ValueError("the two runs are not of the same documents")
    yield f"| {len(now)} documents | | {SHARE} % |{' before | difference | 95 % |' if before else ''}"
    yield f"|---|---|---|{'---|---|---|' if before else ''}"
    for name in next(iter(now.values())):
        rows = [now[key][name] for key in now]
        one = interval(rows)
        line = f"| {name} | {one.value:.3f} | {one.low:.3f} to {one.high:.3f} |"
        if before:
            former = [before[key][name] for key in now]
            apart = interval(rows, former)
            line += f" {interval(former).value:.3f} | {apart.value:+.3f} | {apart.low:+.3f} to {apart.high:+.3f} |"
        yield line


def main() -> None:
    """Read, draw, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", type=Path, nargs="?")
    parser.add_argument("--before", type=Path)
    given = parser.parse_args()
    lines = given.counts.read_text("utf-8").split("\n") if given.counts else sys.stdin
    now = counted(lines)
    if not now:
        raise SystemExit("no document in what was read")
    before = counted(given.before.read_text("utf-8").split("\n")) if given.before else {}
    print("\n".join(table(now, before)))


if __name__ == "__main__":
    main()
