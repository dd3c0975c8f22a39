"""What the watched folders look like: a stamp for every file. Touches the disk, only to look.

In: folders and files. Out: a `Snapshot`; two of them can be compared. Serves the rescan that heals lost
file events, and the polling mode that needs no events at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.content.walk import is_litter
from sitegen.filestatus import Status, status_of


@dataclass(slots=True)
class Snapshot:
    """Stamps by path, and where links lead: places whose events matter too."""

    stamps: dict[str, Status] = field(default_factory=dict)
    """Paths as strings: making a `Path` costs more than looking at the file."""
    linked_folders: set[Path] = field(default_factory=set)
    linked_files: set[Path] = field(default_factory=set)


def read_snapshot(paths: Iterable[Path], *, inside: Path | None = None) -> Snapshot:
    """Every file at or below these paths, litter and hidden files left out.

    Links are followed where they stay below `inside` (None: wherever they lead), and never back to a
    folder above them. What vanishes meanwhile is simply not in the snapshot.
    """
    found = Snapshot()
    root = os.path.realpath(inside) if inside else os.sep
    for path in paths:
        _add(found, _Entry(str(path)), (), root)
    return found


def differences(before: dict[str, Status], after: dict[str, Status]) -> frozenset[Path]:
    """Paths that appeared, vanished or changed."""
    return frozenset(
        Path(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )


class _Entry:
    """A path with the face of what `os.scandir` gives."""

    def __init__(self, path: str) -> None:
        self.path = path

    def is_dir(self) -> bool:
        return Path(self.path).is_dir()

    def is_symlink(self) -> bool:
        return Path(self.path).is_symlink()

    def stat(self) -> os.stat_result:
        return Path(self.path).stat()


def _add(found: Snapshot, entry: _Entry | os.DirEntry[str], above: tuple[str, ...], root: str) -> None:
    """Add the file, or all files below the folder; `above` holds the real folders that it is in."""
    try:
        is_folder, is_link = entry.is_dir(), entry.is_symlink()
        stat = None if is_folder else entry.stat()
    except OSError:
        return
    real = os.path.realpath(entry.path) if is_link or (is_folder and not above) else entry.path
    if is_link:
        if real in above or os.path.commonpath((real, root)) != root:
            return
        (found.linked_folders if is_folder else found.linked_files).add(Path(real))
    if stat:
        found.stamps[entry.path] = status_of(stat)
        return
    try:
        with os.scandir(entry.path) as entries:
            below = [e for e in entries if not is_litter(e.name)]
    except OSError:
        return
    for each in below:
        _add(found, each, (*above, real), root)
