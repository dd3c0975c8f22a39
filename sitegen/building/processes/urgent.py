"""What is more urgent than the rest of a build: a newer save, or a page that somebody is looking at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sitegen.diagnostics import Diagnostic

T = TypeVar("T")
STEP = 500
"""Plans after which it is time to ask again: some milliseconds."""


class PutOffError(Exception):
    """There is something more urgent than what is left. What is made already is kept."""


def never() -> bool:
    """There is nothing more urgent."""
    return False


def _nothing() -> Collection[str]:
    return ()


def _nobody() -> None:
    """Nobody waits."""


def _silent(_: Sequence[Diagnostic]) -> None:
    """Nobody has to know before the end."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """Who may interrupt a build; by default nobody."""

    news: Callable[[], bool] = never
    """Whether a source changed meanwhile: what takes longest, the search index, is left for later then."""
    gives_way: Callable[[], bool] = never
    """Whether all that is left is to be left, because the build would be of yesterday."""
    looked_at: Callable[[], Collection[str]] = _nothing
    """Paths below the output folder of what somebody is looking at now: that comes first."""
    told: Callable[[], None] = _nobody
    """To be called when something that somebody may be looking at is in its place, before all is."""
    faults: Callable[[Sequence[Diagnostic]], None] = _silent
    """To be called with what is wrong with the sources as soon as it is known."""

    def check(self) -> None:
        """Raise `PutOffError` where the rest has to wait."""
        if self.gives_way():
            raise PutOffError

    def checking(self, items: Iterable[T]) -> Iterator[T]:
        """The items; every now and then `check`."""
        for number, item in enumerate(items):
            if number % STEP == 0:
                self.check()
            yield item


NOBODY = Urgent()
