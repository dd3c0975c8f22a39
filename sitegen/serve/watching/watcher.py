"""The sources' changes as batches of paths.

In: folders and files to watch. Out: `batches()`, a generator of sets of changed paths, for as long as
the watcher is open. Watching starts with `start()`, before the first build, and never pauses: what
changes during a build is in the next batch. Events that the system loses are found by comparing the
folders when nothing else happens; in polling mode that is the only way, and needs no events.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.content.walk import is_litter
from sitegen.serve.watching.batches import next_batch
from sitegen.serve.watching.events import Hooks, Inbox
from sitegen.serve.watching.snapshot import Snapshot, differences, read_snapshot

DEBOUNCE = 0.04
"""Seconds without a change that end a batch: longer than editors take to write, rename and clean up."""
CAP = 1.0
"""Seconds after which a batch ends even if changes go on."""
RESCAN = 2.0
"""Seconds without a change after which the folders are compared, in case an event was lost."""
POLL = 0.3
"""The same in polling mode."""
SHARE = 50
"""Comparing may take one part in this many of the time, however large the site."""


class FileWatcher:
    """Watches folders with all that is below them, and single files. Neither need exist yet."""

    def __init__(
        self,
        folders: Iterable[Path],
        files: Iterable[Path] = (),
        *,
        inside: Path | None = None,
        poll: bool = False,
        debounce: float = DEBOUNCE,
        cap: float = CAP,
        rescan: float = RESCAN,
    ) -> None:
        self.folders = tuple(folder.absolute() for folder in folders)
        self.files = tuple(file.absolute() for file in files)
        self.poll = poll
        """Whether folders are compared only; becomes true where the system has no more events to give."""
        self._inside = inside
        self._debounce, self._cap, self._rescan = debounce, cap, rescan
        self._inbox = Inbox()
        self._stop = threading.Event()
        self._hooks = Hooks(self._inbox)
        self._seen = Snapshot()
        self._scan_seconds = 0.0
        self._news_waiting, self._peeks_at = False, 0.0

    def start(self) -> None:
        """Begin to watch. What happens from now on is in a batch."""
        self._look()
        self._seen = self._scan()
        self._look()

    def watch(self, folders: Iterable[Path], *, inside: Path | None) -> None:
        """Watch these folders from now on. To be called by whoever reads the batches."""
        self.folders = tuple(folder.absolute() for folder in folders)
        self._inside = inside
        self.start()

    def close(self) -> None:
        """End `batches()` and stop watching."""
        self._stop.set()
        self._inbox.close()
        self._hooks.close()

    def batches(self) -> Iterator[frozenset[Path]]:
        """Sets of changed paths, as they come, until the watcher is closed.

        An empty set says that nothing has changed for a while.
        """
        while not self._stop.is_set():
            batch = self._polled() if self.poll else self._told()
            if not self._stop.is_set():
                yield batch

    def has_news(self) -> bool:
        """Whether a change is waiting for the next batch. To be called by whoever reads the batches.

        Where folders are only compared, they are compared for this, too, as often as otherwise.
        """
        if not self.poll:
            return any(self.is_wanted(change.path) for change in self._inbox.waiting())
        if time.monotonic() >= self._peeks_at:
            self._news_waiting = bool(differences(self._seen.stamps, self._scan().stamps))
            self._peeks_at = time.monotonic() + self._pause
        return self._news_waiting

    def is_wanted(self, path: Path) -> bool:
        """Whether a change there can change the site."""
        if path in self.files or path in self._seen.linked_files:
            return True
        return self._is_below(path, (*self.folders, *self._seen.linked_folders))

    @staticmethod
    def _is_below(path: Path, folders: Iterable[Path]) -> bool:
        for folder in folders:
            if path.is_relative_to(folder):
                return not any(is_litter(part) for part in path.relative_to(folder).parts)
        return False

    def _told(self) -> frozenset[Path]:
        """What events say; where they say nothing for a while, what comparing finds."""
        idle = max(self._rescan, SHARE * self._scan_seconds)
        batch = next_batch(
            self._inbox, idle=idle, debounce=self._debounce, cap=self._cap, is_wanted=self.is_wanted
        )
        if self._stop.is_set():
            return frozenset()
        roots = batch.intersection(self.folders)
        for root in roots:  # removed, or made again as by checking out a branch: the hook is dead
            self._hooks.forget(root)
        if roots or not batch:
            self._look()
            return (batch - roots) | self._compared()
        news = self._news(batch)
        return news | self._compared() if self._look() else news

    def _news(self, batch: frozenset[Path]) -> frozenset[Path]:
        """The batch with folders replaced by what changed in them, and their present look noted.

        A file is news even if it looks as before: clocks are coarse. A folder is not, nor is what came
        and went unseen.
        """
        if not all(path in self.files or self._is_below(path, self.folders) for path in batch):
            return batch | self._compared()  # told by the place that a link leads to
        now = read_snapshot(batch, inside=self._inside)
        files = frozenset(path for path in batch if str(path) in now.stamps)
        others = {str(path) for path in batch - files}
        known = {p: s for p, s in self._seen.stamps.items() if others and not others.isdisjoint(_line(p))}
        below = {p: s for p, s in now.stamps.items() if Path(p) not in batch}
        for path in known:
            del self._seen.stamps[path]
        self._seen.stamps.update(now.stamps)
        self._seen.linked_folders |= now.linked_folders
        self._seen.linked_files |= now.linked_files
        return files | differences(known, below)

    def _polled(self) -> frozenset[Path]:
        """What comparing finds, once it is stable or the cap is reached."""
        self._stop.wait(self._pause)
        batch = self._compared()
        ends = time.monotonic() + self._cap
        while batch and time.monotonic() < ends and not self._stop.wait(self._debounce):
            more = self._compared()
            if not more:
                break
            batch |= more
        return batch

    @property
    def _pause(self) -> float:
        """Seconds between two times of comparing, in polling mode."""
        return max(POLL, SHARE * self._scan_seconds)

    def _compared(self) -> frozenset[Path]:
        before, self._seen = self._seen, self._scan()
        return differences(before.stamps, self._seen.stamps)

    def _scan(self) -> Snapshot:
        started = time.perf_counter()
        found = read_snapshot((*self.folders, *self.files), inside=self._inside)
        self._scan_seconds = time.perf_counter() - started
        return found

    def _look(self) -> bool:
        """Hook onto every folder that is there and not watched yet. Says whether there was one."""
        if self.poll:
            return False
        deep = (*self.folders, *sorted(self._seen.linked_folders))
        flat = {path.parent for path in (*self.folders, *self.files, *self._seen.linked_files)}
        wanted = [(folder, True) for folder in deep] + [(folder, False) for folder in sorted(flat)]
        try:
            return True in [self._hooks.add(folder, recursive=is_deep) for folder, is_deep in wanted]
        except OSError:  # the system has no more watches: compare from now on
            self.poll = True
            self._hooks.close()
            return True


def _line(path: str) -> Iterator[str]:
    """The path and every folder above it."""
    yield path
    while (cut := path.rfind(os.sep)) > 0:
        path = path[:cut]
        yield path
