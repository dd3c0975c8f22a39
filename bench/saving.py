"""The case of saving while a preview runs: how long until the page on disk has the new text, and the browser knows.

All servers run at once, with a browser's end connected to the page that is edited; saves go to them in turn, at
random moments, and the next one waits until everything is quiet again.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

from cases import Field
from contestants import Contestant, Sitegen, WatchingHugo
from edits import chosen, edited, save
from listening import Events, Listener, LiveReload
from measure import descendants, peak_mb, stop
from rows import Row, Side, high

LOOK = 0.0005
"""Seconds between two looks at the page on disk."""
PATIENCE = 180.0
"""Seconds after which a save counts as lost."""
WARM = 3
"""Saves before the first that counts: what is loaded on first use is told apart."""
TICKS = os.sysconf("SC_CLK_TCK")
_numbers = count(4_100_001)


@dataclass
class Served:
    """One running preview, and what was seen of it."""

    contestant: Contestant
    process: subprocess.Popen[bytes]
    port: int
    pages: list[float] = field(default_factory=list)
    reloads: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """Seconds for each save, with all that the preview does before it rests again."""
    lost: int = 0

    def listener(self, page: Path) -> Listener | None:
        """A browser that looks at this page."""
        url = "/" + page.parent.relative_to(self.contestant.output).as_posix() + "/"
        if isinstance(self.contestant, Sitegen):
            return Events(self.port, url)
        if isinstance(self.contestant, WatchingHugo):
            return None
        return LiveReload(self.port)

    def save(self, article: Path) -> None:
        """One save, timed."""
        page, number = self.contestant.page_of(article), next(_numbers)
        text = edited(article.read_text(), "save", number)
        listener = self.listener(page)
        os.sync()  # what the others' saves made must not be flushed in this one's time
        time.sleep(random.uniform(0.7, 1.7))  # no generator's clock may beat in time with the saves
        ticks = _cpu_ticks(self.process.pid)
        started = time.perf_counter()
        save(article, text)
        there = _appears(page, str(number).encode())
        if there is None:
            self.lost += 1
        else:
            self.pages.append(there - started)
            told = listener.wait(("reload", "built"), started, PATIENCE) if listener else None
            if told is not None:
                self.reloads.append(told - there)
        if listener:
            listener.close()
        wait_until_idle(self.process.pid)
        self.cpu.append((_cpu_ticks(self.process.pid) - ticks) / TICKS)


def _appears(page: Path, words: bytes) -> float | None:
    """When the page first has these words."""
    ends, last = time.monotonic() + PATIENCE, None
    while time.monotonic() < ends:
        try:
            status = page.stat()
            now = (status.st_mtime_ns, status.st_size, status.st_ino)
            if now != last and words in page.read_bytes():
                return time.perf_counter()
            last = now
        except OSError:
            pass
        time.sleep(LOOK)
    return None


def _cpu_ticks(pid: int) -> int:
    total = 0
    for one in descendants(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total


def wait_until_idle(pid: int) -> None:
    """Until the processes use less than a tenth of a core."""
    ends = time.monotonic() + PATIENCE
    before = _cpu_ticks(pid)
    while time.monotonic() < ends:
        time.sleep(0.5)
        now = _cpu_ticks(pid)
        if now - before < 5:
            return
        before = now


def saves(field_: Field, number: int) -> Iterator[Row]:
    """`number` saves in each preview."""
    watching = WatchingHugo(field_.hugo.folder.with_name("hugo-watch"))
    watching.prepare(field_.size)
    for contestant in (*field_.both, watching):
        if contestant is not watching:
            contestant.prepare(field_.size)
    runs = [start(contestant) for contestant in (*field_.both, watching)]
    try:
        row = Row(field_.size, "save", "preview: save → page on disk")
        for run in runs:
            first_build(run)
        firsts = {run.contestant.name: _warmed(run) for run in runs}
        for place in chosen(list(range(field_.size)), number, 0, 1):
            for run in runs:
                run.save(run.contestant.articles[place])
            random.shuffle(runs)
        yield from _results(row, runs, firsts)
    finally:
        for run in runs:
            stop(run.process)
    field_.built = False


def start(contestant: Contestant) -> Served:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = contestant.folder.with_name(f"{contestant.folder.name}-serve.log").open("wb")
    process = subprocess.Popen(
        contestant.server(port), cwd=contestant.folder, env=contestant.env, stdout=log, stderr=log
    )
    return Served(contestant, process, port)


def first_build(run: Served) -> None:
    last = run.contestant.articles[-1]
    ends = time.monotonic() + 20 * PATIENCE
    while time.monotonic() < ends:
        time.sleep(1)
        if run.process.poll() is not None:
            raise RuntimeError(f"{run.contestant.name} ended: see {run.contestant.folder}-serve.log")
        if any(run.contestant.output.rglob(f"{last.stem}/index.html")):
            break
    wait_until_idle(run.process.pid)


def _warmed(run: Served) -> float:
    """Seconds of the very first save; a few that follow are not counted either."""
    for _ in range(WARM):
        run.save(run.contestant.articles[0])
    first = run.pages[0] if run.pages else float("nan")
    run.pages, run.reloads, run.cpu = [], [], []
    return first


def _results(row: Row, runs: list[Served], firsts: dict[str, float]) -> Iterator[Row]:
    told = Row(row.size, "reload", "preview: page on disk → reload sent")
    order = sorted(runs, key=lambda run: ("sitegen", "hugo", "hugo --watch").index(run.contestant.name))
    for run in order:
        name = run.contestant.name
        memory = sum(peak_mb(pid) for pid in descendants(run.process.pid))
        row.sides[name] = Side(wall=run.pages, cpu=run.cpu, rss_mb=[memory])
        row.notes.append(f"{name}: {spread(run.pages)}, first save {firsts[name]:.2f} s, {run.lost} lost")
        if run.reloads:
            told.sides[name] = Side(wall=run.reloads)
            told.notes.append(f"{name}: {spread(run.reloads)}")
    if (ratio := row.ratio(against="hugo --watch")) is not None:
        row.notes.append(f"against hugo --watch {ratio:.2f}")
    yield row
    yield told


def spread(values: list[float]) -> str:
    if len(values) < 2:
        return "too few"
    p50, p95 = median(values), high(values)
    return f"p50 {p50:.3f} s, p95 {p95:.3f} s ({p95 / p50:.1f} × p50) of {len(values)}"
