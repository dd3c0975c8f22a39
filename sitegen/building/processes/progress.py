"""How far a long step is: a value that the command line can show, in a module that is cheap to import."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What takes long in a build."""

    ANNOTATE = "annotate"
    """Articles are annotated."""
    PREPARE = "prepare"
    """Articles are resolved, and their own pages and files made."""
    MAKE = "make"
    """All other files are made."""


DOING = {Step.ANNOTATE: "Annotating", Step.PREPARE: "Preparing", Step.MAKE: "Making"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is."""

    step: Step
    done: int
    total: int
    """Of articles, or of files."""
    seconds: float
    """Since the step began."""
    words: int = 0
    """Words annotated so far."""
    workers: int = 0
    """How many are at work on a cluster; 0 where it is done on this computer."""

    @property
    def doing(self) -> str:
        """What is being done."""
        return DOING[self.step]

    @property
    def so_far(self) -> str:
        """How much of it, and how fast where words are counted."""
        what = "files" if self.step is Step.MAKE else "articles"
        rate = f", {self.words / self.seconds:,.0f} words/s" if self.words and self.seconds else ""
        at_work = f", {self.workers} at work" if self.workers else ""
        return f"{self.done:,} of {self.total:,} {what}{rate}{at_work}"


Watcher = Callable[[Progress], None]
"""Is told after each article or file."""
Tell = Callable[[int], None]
"""Is told how many items are done."""


def untold(_: int) -> None:
    """Nobody watches."""


def after(before: int, tell: Tell) -> Tell:
    """Tells of items that follow so many others."""
    return lambda done: tell(before + done)


def telling(watcher: Watcher | None, step: Step, total: int) -> Tell:
    """Tells the watcher, where there is one."""
    if watcher is None:
        return untold
    started = time.perf_counter()
    return lambda done: watcher(Progress(step, done, total, time.perf_counter() - started))
