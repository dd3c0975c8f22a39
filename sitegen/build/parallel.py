"""The same work on many items, shared between the machine's cores where that is safe and pays.

In: items, and work whose results are bytes or whose traces are on disk. Out: the results, in the order of the
items. Processes are forked, so that nothing has to be handed over; where there are other threads, whose locks
a fork would copy, or where the system cannot fork, all is done in this process. What a process that died left
undone is done here: the result never depends on how many there were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import zip_longest
from typing import TypeVar

from sitegen.build.forked import Forked, may_fork, usable_cores
from sitegen.build.progress import Tell, untold
from sitegen.codec import UnreadableError, packed, unpacker

FEWEST = 48
"""Items below which a second process costs more than it saves: starting one takes some 20 ms."""

T = TypeVar("T")
_results = unpacker(list[bytes])


def shares(count: int, large: int = 0) -> int:
    """How many processes are to share so many items, of which some are `large`: worth many others."""
    worth = count + FEWEST // 2 * large
    if worth < FEWEST or not may_fork():
        return 1
    return max(1, min(usable_cores(), count, worth // (FEWEST // 2)))


def apart(work: Callable[[], bytes], start: Callable[[], None]) -> bytes:
    """What this work gives, found by a process of its own where that is safe: its memory is given back then.

    `start` is called first in that process. Where it fails the work is done here.
    """

    def alone() -> bytes:
        start()
        return work()

    answer = None
    if may_fork():
        with suppress(OSError):  # the system may have no room for another process
            answer = Forked(alone).answer()
    return work() if answer is None else answer


Work = Callable[[Sequence[T], Tell], list[bytes]]
"""Takes some items, and tells how many of them are done, from time to time."""


def in_parallel(
    items: Sequence[T], work: Work[T], start: Callable[[], None], tell: Tell = untold, large: int = 0
) -> list[bytes]:
    """One result for each item. `work` takes a share of the items; `start` is called first in each process.

    What `work` raises in this process is raised; in another one it only leaves the share undone, to be done
    here, where it is raised again. `tell` is told about how many are done: all processes are taken to be as
    fast as this one. `large`: how many items take as long as many others.
    """
    count = shares(len(items), large)
    # what takes long stands side by side: every process gets some of it
    first, *others = (items[start::count] for start in range(count))
    children: list[Forked] = []

    def other(part: Sequence[T]) -> bytes:
        start()
        return packed(work(part, untold))

    results = [b""] * len(items)
    try:
        with suppress(OSError):  # the system may have no room for another process
            children += (Forked(partial(other, part)) for part in others)
        results[::count] = work(first, lambda done: tell(min(done * count, len(items))))
        for number, (child, part) in enumerate(zip_longest(children, others), 1):
            results[number::count] = _answer(child, len(part)) or work(part, untold)
    except BaseException:
        for child in children:
            child.stop()
        raise
    return results


def _answer(child: Forked | None, count: int) -> list[bytes] | None:
    """What the process answered; None where it did not do all of its share."""
    data = child.answer() if child else None
    try:
        found = _results(data) if data else []
    except UnreadableError:
        return None
    return found if len(found) == count else None
