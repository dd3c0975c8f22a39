"""What files held when a build last looked, so that they need not be read again to know.

A file is taken as unchanged if size, times and inode are as they were, and if it had been left alone for
longer than the disk's clock ticks when that was noted: two changes within one tick look the same. What cannot
be known this way is read. Wrong clocks lead to reading, never to a wrong answer.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.build.manifest import TEMPORARY, digest_of
from sitegen.filestatus import TICK, Status, changed_at, status_of

FINE = 50_000_000
"""Nanoseconds: the tick of a clock whose times have a fraction that a coarse one could not keep."""
_MILLISECOND = 1_000_000


@dataclass(slots=True)
class Seen:
    """The files below one folder."""

    noted: int = 0
    """By the disk's own clock, in nanoseconds."""
    files: dict[str, tuple[Status, str]] = field(default_factory=dict)
    """Path to status and digest."""

    def digest(self, path: str, full: str) -> str:
        """Digest of what the file holds now; "" where there is none."""
        try:
            status = status_of(os.stat(full))  # noqa: PTH116 - a Path costs as much as the call
        except OSError:
            return ""
        known = self.files.get(path)
        if known and known[0] == status and self._is_settled(status):
            return known[1]
        return digest_of(full)

    def _is_settled(self, status: Status) -> bool:
        tick = FINE if status[1] % _MILLISECOND and status[2] % _MILLISECOND else TICK
        return changed_at(status) + tick < self.noted


def settled_status(folders: Iterable[Path]) -> tuple[object, ...] | None:
    """What changes when a file below these folders does; None where one may just be changing."""
    files = sorted(
        path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts
    )
    try:
        statuses = tuple((str(path), status_of(path.stat())) for path in files)
    except OSError:  # one vanished meanwhile
        return None
    newest = max((changed_at(status) for _, status in statuses), default=0)
    return statuses if newest + TICK < time.time_ns() else None


def look(folder: Path, digests: Iterable[tuple[str, str]]) -> Seen:
    """Note the files with these digests as they stand now."""
    files = {}
    for path, digest in digests:
        try:
            files[path] = (status_of(os.stat(f"{folder}/{path}")), digest)  # noqa: PTH116 - see above
        except OSError:
            continue
    return Seen(_clock(folder), files)


def _clock(folder: Path) -> int:
    """The disk's time: its files are dated by it, which may be another computer's."""
    probe = folder / f"{TEMPORARY}{os.getpid()}-clock"
    try:
        probe.write_bytes(b"")
        return probe.stat().st_mtime_ns
    except OSError:
        return 0
    finally:
        probe.unlink(missing_ok=True)
