"""Folders of files kept between builds by key: each is there whole, or not at all.

In: a key and a folder that was made. Out: its files with their contents' digests, or nothing, where one is
missing, damaged or too many. Builds may share the place: a folder that somebody still reads is held (by the
system's lock, which ends with its process) and removed by nobody; where there are no such locks (Windows,
some network disks) it may be gone. Of several that make one at the same time the first keeps its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import fcntl

CHECKS, FILES = "checks.json", "files"
"""Beside the files: the digest of each. A folder without it was never finished."""


@dataclass(eq=False)
class KeptFolder:
    """A folder that is whole, and stays while this value is in use."""

    folder: Path
    """Where its files stand."""
    digests: Mapping[str, str]
    """Path below the folder, with `/`, to the digest of the file's content."""

    def read(self, name: str) -> bytes:
        """The content of one of its files."""
        return (self.folder / name).read_bytes()


def read_kept_folder(place: Path, key: str) -> KeptFolder | None:
    """What is kept there under this key. Costs one look at every byte of it."""
    folder = place / key
    handle = _hold(folder, alone=False)
    found = _whole(folder)
    if handle is not None and found is not None:
        weakref.finalize(found, os.close, handle)
    elif handle is not None:
        os.close(handle)
    return found


def keep_folder(place: Path, key: str, made: Path) -> KeptFolder | None:
    """Move a folder that was made (on the same disk) there, in the place of all that nobody holds."""
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".new-") as spare:
        new = Path(spare, key)
        new.mkdir()
        made.replace(new / FILES)
        (new / CHECKS).write_text(json.dumps(_digests(new / FILES)), "utf-8")
        for old in place.iterdir():
            if not old.name.startswith(".new-") and not (old.name == key and read_kept_folder(place, key)):
                _remove_unheld(old)
        with suppress(OSError):  # another build was first: its folder is as good
            new.replace(place / key)
    return read_kept_folder(place, key)


def _whole(folder: Path) -> KeptFolder | None:
    try:
        noted, there = json.loads((folder / CHECKS).read_bytes()), _digests(folder / FILES)
    except (OSError, ValueError):
        return None
    return KeptFolder(folder / FILES, there) if noted == there else None


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _digest(path) for path in files}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_unheld(folder: Path) -> None:
    """Remove it, unless somebody reads it."""
    handle = _hold(folder, alone=True)
    if handle is None and sys.platform != "win32":
        return
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        if handle is not None:
            os.close(handle)


def _hold(folder: Path, *, alone: bool) -> int | None:
    """A handle that holds the folder until it is closed; nothing where it is held already or cannot be."""
    if sys.platform == "win32":
        return None
    handle: int | None = None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        if handle is not None:
            os.close(handle)
        return None
    except OSError:  # no such folder, or a disk without locks
        return handle
    return handle
