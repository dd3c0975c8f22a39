"""Files that a site publishes as they are: CNAME, icons, rules for its host.

In: the folder of static files. Out: each file with its place below the output folder, and what is wrong.
Touches the disk, only to look; a file is read when it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.content.walk import find_static, shown, unreadable
from sitegen.diagnostics import Diagnostic
from sitegen.filestatus import may_read


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file, where it is published, and its path for messages."""

    file: Path
    place: PurePosixPath
    path: PurePosixPath


def read_static(folder: Path, site_dir: Path) -> tuple[tuple[StaticFile, ...], tuple[Diagnostic, ...]]:
    """The files below `folder` in order of path, and those that cannot be published."""
    files: list[StaticFile] = []
    faults: list[Diagnostic] = []
    base = shown(folder, site_dir)
    for found in find_static(folder, site_dir):
        fault = found if isinstance(found, Diagnostic) else _fault(found.file, found.path)
        if fault is not None:
            faults.append(fault)
        elif not isinstance(found, Diagnostic):
            files.append(StaticFile(found.file, found.path.relative_to(base), found.path))
    return tuple(files), tuple(faults)


def _fault(file: Path, path: PurePosixPath) -> Diagnostic | None:
    if not file.is_file():  # a pipe would never end
        return unreadable(OSError(None, "not a regular file"), path)
    return None if may_read(file) else unreadable(OSError(None, "permission denied"), path)
