"""Taking turns: processes that use one folder wait for one another, as far as the system knows how.

The system's lock on the folder itself is taken, so that no file is left behind and a process that is killed
keeps nobody waiting. Where there are no such locks (Windows, some network disks) nobody waits.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Be the only one in `folder` inside this block. A folder that is not there is nobody's."""
    handle = None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)  # Windows opens no folders
    try:
        if handle is not None and sys.platform != "win32":
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)
