"""What changes when a file does, and how long a change may go unseen: one answer for all who look."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

TICK = 2_000_000_000
"""Nanoseconds: the tick of the coarsest clock that a file system in use has (FAT). Two changes within one
look the same."""

Status = tuple[int, int, int, int]
"""Size, time of change, time of change of the status, inode."""


def status_of(stat: os.stat_result) -> Status:
    """A file's status."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def may_read(file: Path) -> bool:
    """Whether this process may read a file, by the rights that it has now and not by whose it is."""
    return os.access(file, os.R_OK, effective_ids=os.access in os.supports_effective_ids)


def mark_of(stat: os.stat_result) -> str:
    """The same as text, for a digest."""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def mark_at(path: str) -> str:
    """The mark of what stands there now, a link being itself; "" for nothing."""
    try:
        return mark_of(os.lstat(path))
    except OSError:
        return ""


def changed_at(status: Status) -> int:
    """When the file was last changed in any way, in nanoseconds of its disk's clock."""
    return max(status[1], status[2])


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
