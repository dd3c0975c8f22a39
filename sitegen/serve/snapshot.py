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

Stamp = tuple[int, int, int, int]
"""Times of the last change to content and to anything, size, and the file's number on its disk."""


@dataclass(slots=True)
class Snapshot:
    """Stamps by path, and where links lead: places whose events matter too."""

    stamps: dict[Path, Stamp] = field(default_factory=dict)
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
        if path.is_dir():
            _add_folder(found, path, (os.path.realpath(path),), root)
        else:
            _add_file(found, path)
    return found


def differences(before: dict[Path, Stamp], after: dict[Path, Stamp]) -> frozenset[Path]:
    """Paths that appeared, vanished or changed."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _add_folder(found: Snapshot, folder: Path, above: tuple[str, ...], root: str) -> None:
    try:
        with os.scandir(folder) as entries:
            kinds = [(e.name, e.is_dir(), e.is_symlink()) for e in entries if not is_litter(e.name)]
    except OSError:
        return
    for name, is_folder, is_link in kinds:
        path = folder / name
        real = os.path.realpath(path) if is_link else str(path)
        if is_link and (real in above or os.path.commonpath((real, root)) != root):
            continue
        if is_folder:
            if is_link:
                found.linked_folders.add(Path(real))
            _add_folder(found, path, (*above, real), root)
        else:
            if is_link:
                found.linked_files.add(Path(real))
            _add_file(found, path)


def _add_file(found: Snapshot, path: Path) -> None:
    try:
        stat = path.stat()
    except OSError:
        return
    found.stamps[path] = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
