"""Single changes to batches: a burst is one batch. Pure but for the source's waiting.

In: a source of timed changes. Out: sets of paths. A batch ends when nothing has changed for `debounce`
seconds, or `cap` seconds after its first change, whichever is sooner. Changes that came while the last
batch was being built have waited long enough and are not made to wait again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Change:
    """A path that changed, and when it was told, on the clock of `Source.now`."""

    path: Path
    at: float


class Source(Protocol):
    """Where changes come from; replaced by a script in tests."""

    def get(self, timeout: float) -> Change | None:
        """The next change; None if there is none within `timeout` seconds, or the source is closed."""
        ...

    def now(self) -> float:
        """Seconds on the clock that `Change.at` is read from."""
        ...


def next_batch(
    source: Source, *, idle: float, debounce: float, cap: float, is_wanted: Callable[[Path], bool]
) -> frozenset[Path]:
    """The next burst of wanted changes; empty where nothing wanted happens for `idle` seconds."""
    first = _first(source, idle, is_wanted)
    if first is None:
        return frozenset()
    batch, last = {first.path}, first.at
    while True:
        quiet_at = min(last + debounce, first.at + cap)
        change = source.get(max(0.0, quiet_at - source.now()))
        if change is None:
            return frozenset(batch)
        if is_wanted(change.path):
            batch.add(change.path)
            last = change.at
        if change.at >= first.at + cap:
            return frozenset(batch)


def _first(source: Source, idle: float, is_wanted: Callable[[Path], bool]) -> Change | None:
    gives_up = source.now() + idle
    while (change := source.get(max(0.0, gives_up - source.now()))) and not is_wanted(change.path):
        pass
    return change
