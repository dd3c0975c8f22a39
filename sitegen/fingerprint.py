"""Digests of code and library versions: what a stored result depends on beside its input.

Code counts byte for byte, so that nobody has to remember to raise a version number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path


@lru_cache
def code_fingerprint(place: Path, libraries: tuple[str, ...] = (), pattern: str = "*") -> str:
    """The same of code that runs in this process: what it was when it was first asked for."""
    return fingerprint_of(place, libraries, pattern)


def fingerprint_of(place: Path, libraries: Iterable[str] = (), pattern: str = "*") -> str:
    """SHA-256 over the versions of `libraries` and a file, or all below a folder that match `pattern`."""
    total = hashlib.sha256()
    for name in libraries:
        total.update(f"{name} {_release(name)}\n".encode())
    files = [place] if place.is_file() else place.rglob(pattern)
    for path in sorted(p for p in files if p.is_file() and p.suffix != ".pyc"):
        total.update(path.relative_to(place).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@lru_cache
def _release(library: str) -> str:
    """The version that is installed, and runs; finding it takes milliseconds."""
    return version(library)
