"""What changes when a file does, and how long a change may go unseen: one answer for all who look."""

from __future__ import annotations

import os

TICK = 2_000_000_000
"""Nanoseconds: the tick of the coarsest clock that a file system in use has (FAT). Two changes within one
look the same."""

Status = tuple[int, int, int, int]
"""Size, time of change, time of change of the status, inode."""


def status_of(stat: os.stat_result) -> Status:
    """A file's status."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def mark_of(stat: os.stat_result) -> str:
    """The same as text, for a digest."""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def changed_at(status: Status) -> int:
    """When the file was last changed in any way, in nanoseconds of its disk's clock."""
    return max(status[1], status[2])
