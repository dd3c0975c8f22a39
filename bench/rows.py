"""What a row of the comparison is: figures of both in pairs, and the target that the ratio is held against."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any

RATIOS = {
    ("clean", 1_000): 0.8,
    ("clean", 10_000): 1.0,
    ("same", 1_000): 0.15,
    ("same", 10_000): 0.05,
    ("word", 1_000): 0.3,
    ("word", 10_000): 0.1,
    ("quote", 1_000): 0.3,
    ("quote", 10_000): 0.1,
    ("save", 1_000): 0.6,
    ("save", 10_000): 0.3,
}
"""Wall time, sitegen's part of Hugo's, at most."""
MEMORY = {("clean", 1_000): 200.0, ("clean", 10_000): 600.0}
"""Megabytes, at most."""
BUILDS = ("clean", "cached", "same", "word", "quote")
"""Cases in which what is written is counted."""
TOLD = 0.020
"""Seconds from a page on disk to the browser's being told, at most."""
STEADY = 2.0
"""The 95th percentile of saves, in medians, at most."""


@dataclass
class Side:
    """One generator's figures in a row, one of each list for each repetition."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rss_mb: list[float] = field(default_factory=list)
    processes: int = 1
    files: int = 0
    bytes: int = 0
    others: int = 0
    """Files written outside the output folder: caches."""
    stages: dict[str, float] = field(default_factory=dict)
    """Of the fastest repetition."""


@dataclass
class Row:
    """One case at one size."""

    size: int
    case: str
    title: str
    sides: dict[str, Side] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    load: float = 0.0
    """The machine's load average when the row was begun."""

    def __post_init__(self) -> None:
        self.load = os.getloadavg()[0]

    def ratio(self, figure: str = "wall", against: str = "hugo") -> float | None:
        """Median of the pairs' ratios."""
        ours, theirs = self.sides.get("sitegen"), self.sides.get(against)
        if not ours or not theirs:
            return None
        pairs = zip(getattr(ours, figure), getattr(theirs, figure), strict=False)
        ratios = [a / b for a, b in pairs if b]
        return median(ratios) if ratios else None

    def verdict(self) -> str:
        """The targets and whether each is reached; "" where there is none."""
        ours, found = self.sides.get("sitegen"), []
        ratio, limit = self.ratio(), RATIOS.get((self.case, self.size))
        if ratio is not None and limit is not None:
            found.append((f"≤ {limit:g} × Hugo", ratio <= limit))
        if ours and (most := MEMORY.get((self.case, self.size))):
            found.append((f"≤ {most:g} MB", max(ours.rss_mb) <= most))
        if ours and self.case == "reload":
            found.append((f"≤ {1000 * TOLD:g} ms", median(ours.wall) <= TOLD))
        if ours and self.case == "save":
            found.append((f"p95 ≤ {STEADY:g} × p50", high(ours.wall) <= STEADY * median(ours.wall)))
        return ", ".join(f"{target}: {'reached' if held else 'no'}" for target, held in found)

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return {
            **asdict(self),
            "ratio": self.ratio(),
            "cpu_ratio": self.ratio("cpu"),
            "verdict": self.verdict(),
        }


def high(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[18] if len(values) > 1 else max(values, default=0.0)


HEAD = (
    "| articles | case | by | wall s: median (least) | CPU s | peak MB | files written | MB written | wall ratio | CPU ratio | target |\n"
    "|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---|"
)


def lines(row: Row) -> list[str]:
    """The row as lines of the Markdown table: one for each generator."""
    found = []
    for name, side in row.sides.items():
        ours = name == "sitegen"
        cells = [
            f"{row.size:,}" if ours or "sitegen" not in row.sides else "",
            row.title if ours or "sitegen" not in row.sides else "",
            name,
            _spread(side.wall),
            f"{median(side.cpu):.2f}" if side.cpu else "",
            f"{max(side.rss_mb):.0f}" if side.rss_mb else "",
            f"{side.files:,}" if side.files or row.case in BUILDS else "",
            f"{side.bytes / 1e6:.1f}" if side.files or row.case in BUILDS else "",
            _number(row.ratio(), "{:.2f}") if ours else "",
            _number(row.ratio("cpu"), "{:.2f}") if ours else "",
            row.verdict() if ours else "",
        ]
        found.append("| " + " | ".join(cells) + " |")
    return found


def _spread(values: Sequence[float]) -> str:
    return f"{median(values):.3f} ({min(values):.3f})" if values else ""


def _number(value: float | None, form: str) -> str:
    return "" if value is None else form.format(value)
