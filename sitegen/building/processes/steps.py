"""Work in steps, which can be left between two of them.

Whoever has something to make is a generator: it pauses where it may be left, says at each pause what has
happened, and is told which files somebody is looking at. Leaving it is closing it: what is made already is
kept, and what it holds is given back. Nothing has to be raised, caught or asked from inside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from sitegen.diagnostics import Diagnostic

T = TypeVar("T")
U = TypeVar("U")
MANY = 500
"""Plans after which it is time for a pause: some milliseconds."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A moment between two steps."""

    placed: bool = False
    """Whether something that somebody may be looking at has just come into its place."""
    faults: tuple[Diagnostic, ...] | None = None
    """What is wrong with the sources, once that is known."""


PAUSE = Pause()
LookedAt: TypeAlias = Collection[str] | None
"""Paths below the output folder of what somebody is looking at now. None: nobody looks, and nobody leaves."""
Steps: TypeAlias = Generator[Pause, LookedAt, T]
"""Work that gives a value at its end."""


def to_the_end(steps: Steps[T]) -> T:
    """Take every step. Nobody looks at anything meanwhile."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def unless(left: Callable[[], bool], steps: Steps[T]) -> Steps[T | None]:
    """The same steps, left after the first pause at which this holds; None then."""
    looked_at: LookedAt = None
    with closing(steps):
        while True:
            try:
                pause = steps.send(looked_at)
            except StopIteration as end:
                found: T = end.value
                return found
            looked_at = yield pause
            if left():
                return None


def each(items: Iterable[T], work: Callable[[T], U]) -> Steps[list[U]]:
    """What this quick work gives for each of them; every now and then a pause."""
    found: list[U] = []
    for number, item in enumerate(items):
        if number % MANY == 0:
            yield PAUSE
        found.append(work(item))
    return found
