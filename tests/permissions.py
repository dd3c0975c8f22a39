"""Files that may not be read, whoever runs the tests: root lays down the rights to read everything."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_VERSION = 0x20080522
_READ_ALL = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def bound(folder: Path) -> Iterator[None]:
    """Inside, permissions bind this thread, its children and its new threads. Skips where nothing does."""
    if sys.platform == "linux" and os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        header, rights = _Header(_VERSION, 0), (_Rights * 2)()
        libc.capget(ctypes.byref(header), rights)
        before = rights[0].effective
        rights[0].effective = before & ~_READ_ALL
        libc.capset(ctypes.byref(header), rights)
        try:
            _check(folder)
            yield
        finally:
            rights[0].effective = before
            libc.capset(ctypes.byref(header), rights)
    else:
        _check(folder)
        yield


def _check(folder: Path) -> None:
    """Skip where a file without permissions can be read all the same."""
    file = folder / "closed"
    file.touch()
    file.chmod(0)
    try:
        file.read_bytes()
    except PermissionError:
        return
    finally:
        file.unlink()
    pytest.skip("nothing is refused here, whatever a file's permissions")
