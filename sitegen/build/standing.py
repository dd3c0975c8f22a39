"""What stands in an output folder: the status of every file as one digest, found by two processes.

Most of what a build that has nothing to do takes is asking the system for the status of thousands of files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress

from sitegen.build.forked import Forked, may_fork, usable_cores
from sitegen.filestatus import mark_of

ENOUGH = 64
"""Folders side by side that are worth a second process: starting one takes as long as looking at them."""
HERE, OF = 3, 7
"""Three folders of seven are looked at by this process, which has the inputs to look at, too."""


class Standing:
    """The files below an output folder. Another process looks at most of them, meanwhile."""

    def __init__(self, output: str) -> None:
        top, folders = [], [output]
        while folders and len(folders) < ENOUGH:
            lines, folders = _look(folders)
            top += lines
        # what takes long stands side by side: each process gets some of it
        self._top, self._here = top, [folder for n, folder in enumerate(folders) if n % OF < HERE]
        self._there = [folder for n, folder in enumerate(folders) if n % OF >= HERE]
        self._other: Forked | None = None
        if self._there and may_fork() and usable_cores() > 1:
            with suppress(OSError):  # the system may have no room for another process
                self._other = Forked(lambda: _below(self._there))

    def digest(self) -> str:
        """Of every file's path and status; the same by however many processes."""
        here = _below(self._here)
        there = (self._other and self._other.answer()) or _below(self._there)
        return hashlib.sha256(_digest(self._top) + here + there).hexdigest()

    def __enter__(self) -> Standing:
        return self

    def __exit__(self, *_: object) -> None:
        if self._other:  # nobody wants to know any more
            self._other.stop()


def _below(folders: Sequence[str]) -> bytes:
    found, waiting = [], list(folders)
    while waiting:
        lines, waiting = _look(waiting)
        found += lines
    return _digest(found)


def _digest(lines: Sequence[str]) -> bytes:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).digest()


def _look(folders: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files in these folders with their status, and the folders in them; links are what they are.

    In the order of the folders and of the names in each, whatever order the system has.
    """
    lines: list[str] = []
    below: list[str] = []
    for folder in folders:
        files, inside = [], []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        inside.append(entry.path)
                    else:
                        files.append(f"{entry.path} {mark_of(entry.stat(follow_symlinks=False))}")
        except OSError:  # it vanished: that will be missed
            continue
        files.sort()
        inside.sort()
        lines += files
        below += inside
    return lines, below
