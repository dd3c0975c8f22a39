"""What stands in an output folder against what the last build left there, found by two processes.

Most of what a build that has nothing to do takes is asking the system for the status of thousands of files.
Nothing is listed: that something came into a folder shows in the folder's own status.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from sitegen.building.processes.forked import Forked, may_fork, usable_cores
from sitegen.building.output.left import CHUNK, Left
from sitegen.filestatus import mark_at

ENOUGH = 2
"""Chunks of files and folders that are worth a second process: starting one takes as long as one or two."""
HERE, OF = 3, 7
"""Three sevenths are looked at by this process, which has the inputs to look at, too."""


class Standing:
    """The files and folders that were left. Another process looks at most of them, meanwhile."""

    def __init__(self, output: str, left: Left, *, folders: bool = True) -> None:
        """`folders`: whether to look at them, too, and not at the files alone."""
        self.output, self.left = output, left
        self._names = left.names if folders else left.paths
        self._changed: frozenset[str] | None = None
        self._other: Forked | None = None
        self._here = count = -(-len(self._names) // CHUNK)
        if count >= ENOUGH and may_fork() and usable_cores() > 1:
            self._here = count * HERE // OF
            with suppress(OSError):  # the system may have no room for another process
                self._other = Forked(lambda: " ".join(map(str, self._look(self._here, count))).encode())

    def changed(self) -> frozenset[str]:
        """Names of what is no longer as it was left, or is gone; the same by however many processes."""
        if self._changed is None:
            here = self._look(0, self._here)
            answer = self._other.answer() if self._other else None
            there = self._look(self._here, None) if answer is None else map(int, answer.split())
            self._changed = frozenset(self._names[number] for number in (*here, *there))
        return self._changed

    def _look(self, start: int, end: int | None) -> Sequence[int]:
        """The places of those that changed, in some of the chunks."""
        found: list[int] = []
        for number, before in enumerate(self.left.marks[start:end], start):
            first = number * CHUNK
            now = [mark_at(f"{self.output}/{name}") for name in self._names[first : first + CHUNK]]
            if "\n".join(now) != before:
                pairs = enumerate(zip(now, before.split("\n"), strict=False), first)
                found += (place for place, (mark, was) in pairs if mark != was)
        return found

    def close(self) -> None:
        """Nobody wants to know any more."""
        if self._other:
            self._other.stop()
