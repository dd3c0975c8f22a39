"""A build in a process of its own, which can be watched and stopped while it annotates."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from many_articles import body

from sitegen.annotate.parse.encoder import FAST
from sitegen.building.kept.cache import ANNOTATIONS
from sitegen.building.kept.store import Store
from sitegen.building.pipeline import Site

START = """
import signal
import sitegen.annotate.parse.nlp as nlp, sitegen.annotate.engines.local as local
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore Ctrl-C
nlp.BATCH, local.FEW = 3000, 0
from sitegen.cli import main
main()
"""
MANY = 60
SETTINGS = '[build]\nsearch = false\n[annotate]\nquality = "{}"\n'


def write_many(folder: Path, quality: str = FAST, count: int = MANY) -> Path:
    """A site with articles for a second or two; without the encoder, where a test is not about it."""
    (folder / "content").mkdir(parents=True)
    (folder / "sitegen.toml").write_text(SETTINGS.format(quality), "utf-8")
    for number in range(count):
        text = f"# Talks {number}\n\n{body(number) * 2}"
        (folder / "content" / f"a{number:03}.md").write_text(text, "utf-8")
    return folder


def children(parent: int) -> list[int]:
    """The processes that this one started and that still run."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat=,comm="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = [line.split(None, 3) for line in listed]
    return [
        int(pid)
        for pid, ppid, state, name in rows
        if int(ppid) == parent and name.startswith("python") and not state.startswith("Z")
    ]


def entries(site: Path) -> int:
    """How many articles' annotations are in the cache."""
    return len(Store(site / ".cache" / "kept.sqlite").keys(ANNOTATIONS))


def build_the_rest(site: Path) -> int:
    """Build it in this process, which has the model already; how many articles were annotated."""
    return Site.load(site, jobs=1).build().annotated


class OwnBuild:
    """A build in a session of its own, as a terminal starts it."""

    def __init__(self, site: Path, *options: str) -> None:
        self.site = site
        self._running = subprocess.Popen(
            [sys.executable, "-c", START, "build", str(site), "--quiet", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def until_annotated(self, count: int) -> list[int]:
        """Wait for so many articles. The processes that it has started by then."""
        deadline = time.monotonic() + 120
        while entries(self.site) < count:
            assert self._running.poll() is None, self._running.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return children(self._running.pid)

    def stop(self, how: signal.Signals) -> str:
        """Stop it and all that it has started: none of these outlives it. What it said."""
        started = children(self._running.pid)
        os.killpg(self._running.pid, how)
        _, errors = self._running.communicate(timeout=30)
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in started):
            assert time.monotonic() < deadline, "a process outlives its build"
            time.sleep(0.02)
        return errors

    def ended(self) -> tuple[int, str]:
        """Its exit code once it is over, and what it said."""
        _, errors = self._running.communicate(timeout=200)
        return self._running.returncode, errors
