"""The same work on many items, shared between the machine's cores where that is safe and pays.

In: items, and work whose results are bytes or whose traces are on disk. Out: the results, in the order of the
items. Processes are forked, so that nothing has to be handed over; where there are other threads, whose locks
a fork would copy, or where the system cannot fork, all is done in this process. What a process that died left
undone is done here: the result never depends on how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import TypeVar

from sitegen.codec import UnreadableError, packed, unpacker

FEWEST = 48
"""Items below which a second process costs more than it saves: starting one takes some 20 ms."""

T = TypeVar("T")
_results = unpacker(list[bytes])


def shares(count: int) -> int:
    """How many processes are to share so many items."""
    alone = sys.platform in {"win32", "darwin"} or threading.active_count() > 1 or not hasattr(os, "fork")
    return 1 if alone or count < FEWEST else max(1, min(usable_cores(), count // (FEWEST // 2)))


def usable_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def in_parallel(
    items: Sequence[T], work: Callable[[Sequence[T]], list[bytes]], start: Callable[[], None]
) -> list[bytes]:
    """One result for each item. `work` takes a share of the items; `start` is called first in each process.

    What `work` raises in this process is raised; in another one it only leaves the share undone, to be done
    here, where it is raised again.
    """
    count = shares(len(items))
    # what takes long stands side by side: every process gets some of it
    first, *others = (items[start::count] for start in range(count))
    children: list[_Child] = []
    results = [b""] * len(items)
    try:
        with suppress(OSError):  # the system may have no room for another process
            children += (_Child(part, work, start) for part in others)
        results[::count] = work(first)
        for number, (child, part) in enumerate(zip_longest(children, others), 1):
            results[number::count] = (child and child.results(len(part))) or work(part)
    except BaseException:
        for child in children:
            child.stop()
        raise
    return results


class _Child:
    """Another process with its share of the work."""

    def __init__(
        self, part: Sequence[T], work: Callable[[Sequence[T]], list[bytes]], start: Callable[[], None]
    ) -> None:
        self._ended = False
        self._reader, writer = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(self._reader)
            os.close(writer)
            raise
        if self._pid:
            os.close(writer)
            return
        status = 1
        try:
            os.close(self._reader)
            start()
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(packed(work(part)))
            status = 0
        except BaseException:  # noqa: BLE001, S110 - it is raised again where the share is done again
            pass
        finally:
            os._exit(status)  # nothing of the parent's may be finished, flushed or removed here

    def stop(self) -> None:
        """End it, whatever it is at: nobody waits for it any more."""
        if self._ended:
            return
        os.close(self._reader)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def results(self, count: int) -> list[bytes] | None:
        """What the process answered; None where it did not do all of its share."""
        with os.fdopen(self._reader, "rb") as pipe:
            self._ended = True
            data = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        if status:
            return None
        try:
            found = _results(data)
        except UnreadableError:
            return None
        return found if len(found) == count else None
