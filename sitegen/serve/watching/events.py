"""Which of the file system's events mean that something changed.

Reading a file makes events too (opened, closed without writing): whoever rebuilds at any event rebuilds
for ever, since building reads. A folder is "modified" whenever anything in it is, litter included, so
that is no news either; a folder that appears, moves or goes is.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
import warnings
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from sitegen.serve.watching.batches import Change

_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}


def changed_paths(event: FileSystemEvent) -> Iterator[Path]:
    """The paths that this event is news about: for a move, where from and where to."""
    if event.event_type not in _CHANGES or (event.is_directory and event.event_type == EVENT_TYPE_MODIFIED):
        return
    for name in (event.src_path, getattr(event, "dest_path", "")):
        if name:
            yield Path(os.fsdecode(name))


class Inbox(FileSystemEventHandler):
    """Collects changes in watchdog's thread for whoever waits for them in another."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque()
        self._news = threading.Condition()
        self._closed = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog."""
        with self._news:
            self._changes += (Change(path, self.now()) for path in changed_paths(event))
            self._news.notify()

    def close(self) -> None:
        """Wake whoever waits."""
        with self._news:
            self._closed = True
            self._news.notify()

    def get(self, timeout: float) -> Change | None:
        """See `Source`."""
        with self._news:
            self._news.wait_for(lambda: self._changes or self._closed, max(0.0, timeout))
            return self._changes.popleft() if self._changes and not self._closed else None

    def waiting(self) -> tuple[Change, ...]:
        """What nobody has asked for yet."""
        with self._news:
            return tuple(self._changes)

    def now(self) -> float:
        """See `Source`."""
        return time.monotonic()


class Hooks:
    """The system's watches on folders. Its thread starts with the first hook."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._observer: BaseObserver | None = None
        self._hooks: dict[tuple[Path, bool], tuple[ObservedWatch, tuple[int, int]]] = {}

    def add(self, folder: Path, *, recursive: bool) -> bool:
        """Watch this folder, unless it is watched already or not there. Says whether the hook is new.

        Raises `OSError` where the system has no more watches to give.
        """
        try:
            stat = folder.stat()
        except OSError:
            return False
        if not S_ISDIR(stat.st_mode):
            return False
        number, key = (stat.st_dev, stat.st_ino), (folder, recursive)
        if key in self._hooks and self._hooks[key][1] == number:
            return False
        self._drop(key)
        if self._observer is None:
            # said of folders that come and go quickly, and of no consequence: comparing finds what is lost
            warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
            self._observer = Observer()
            self._observer.start()
        self._hooks[key] = (self._observer.schedule(self._inbox, str(folder), recursive=recursive), number)
        return True

    def forget(self, folder: Path) -> None:
        """Drop the hooks on this folder, so that `add` makes them anew."""
        self._drop((folder, True))
        self._drop((folder, False))

    def close(self) -> None:
        """Drop all hooks and end the thread."""
        if self._observer:
            self._observer.stop()
            self._observer.join(2)
            self._observer = None

    def _drop(self, key: tuple[Path, bool]) -> None:
        hook = self._hooks.pop(key, None)
        if hook and self._observer:
            with contextlib.suppress(KeyError, OSError):  # it died with its folder
                self._observer.unschedule(hook[0])
