"""The case of an edit that every page shows, while a preview runs: how long until the page that is looked at has it.

A browser's end is connected to the page, which it has just fetched: both generators make what is looked at
first, and the rest after it. The next edit waits until everything is quiet again.
"""

from __future__ import annotations

import random
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from math import isnan
from pathlib import Path

from cases import Field
from contestants import Contestant
from edits import save
from measure import stop
from rows import Row, Side
from saving import LOOK, PATIENCE, Served, first_build, spread, start, wait_until_idle

TITLES = {
    "template": "preview: the template of all pages edited → the page that is looked at",
    "style": "preview: the stylesheet edited → the page that is looked at",
    "entry": "preview: the note of a curation entry edited → the entity's page",
}


def wide(field: Field, number: int) -> Iterator[Row]:
    """`number` edits of each kind in each preview. Hugo has no curation."""
    for contestant in field.both:
        contestant.prepare(field.size)
    runs = [start(contestant) for contestant in field.both]
    try:
        for run in runs:
            first_build(run)
        for kind, title in TITLES.items():
            row, lost = Row(field.size, kind, title), Counter[str]()
            for n in range(number + 1):  # the first of a kind is not counted: it makes the file
                for run in runs:
                    name, took = run.contestant.name, _edited(run, kind, n)
                    if took is not None and n:
                        lost[name] += isnan(took)
                        row.sides.setdefault(name, Side()).wall += [] if isnan(took) else [took]
            row.notes += [
                f"{name}: {spread(side.wall)}, {lost[name]} lost" for name, side in row.sides.items()
            ]
            yield row
    finally:
        for run in runs:
            stop(run.process)
    field.built = False


def _edited(run: Served, kind: str, number: int) -> float | None:
    """Seconds from the edit to the page's being another one: NaN if it stays; None without a file to edit."""
    made = run.contestant.shared(kind, number)
    if made is None:
        return None
    file, text = made
    page = _page(run.contestant, kind)
    file.parent.mkdir(parents=True, exist_ok=True)
    address = "/" + page.parent.relative_to(run.contestant.output).as_posix() + "/"
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}{address}", timeout=PATIENCE) as answer:
        answer.read()
    listener, before = run.listener(page), page.read_bytes()
    time.sleep(random.uniform(0.7, 1.7))
    started = time.perf_counter()
    save(file, text)
    took = _changes(page, before, started)
    if listener:
        listener.close()
    wait_until_idle(run.process.pid)
    return took


def _page(contestant: Contestant, kind: str) -> Path:
    if kind == "entry":
        return contestant.output / "entities" / contestant.entity / "index.html"
    return contestant.page_of(contestant.articles[len(contestant.articles) // 2])


def _changes(page: Path, before: bytes, started: float) -> float:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            if page.read_bytes() != before:
                return time.perf_counter() - started
        except OSError:  # between two versions, where a generator removes the old one first
            pass
        time.sleep(LOOK)
    return float("nan")
