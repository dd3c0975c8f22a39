"""Whose turn it is: the build's, which works in steps, or that of whoever reads what the build knows.

A reader waits until the step is over and is answered before the next begins.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

NAP = 0.001
"""Seconds between two steps where somebody waits, so that the reader is first."""


class StepLock:
    """A lock that the build gives up between two steps. Readers hold it as a context."""

    def __init__(self) -> None:
        self._lock, self._count, self._waiting = Lock(), Lock(), 0

    def __enter__(self) -> None:
        with self._count:
            self._waiting += 1
        self._lock.acquire()
        with self._count:
            self._waiting -= 1

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    @contextmanager
    def of_step(self) -> Iterator[None]:
        """For one step of the build."""
        with self._lock:
            yield
        if self._waiting:
            time.sleep(NAP)
