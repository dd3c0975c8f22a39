"""The same work on many items, shared between the machine's cores where that is safe and pays.

In: items, and work whose results are bytes or whose traces are on disk. Out: the results, in the order of
the items. Processes are forked, so that nothing has to be handed over; each does one share and ends, so that
its memory is given back, and this process only hands out and gathers. Where there are other threads, whose
locks a fork would copy, or where the system cannot fork, all is done here. What a process that died left
undone is done here, too: the result never depends on how many there were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from mmap import mmap
from typing import Generic, TypeVar

from sitegen.building.processes.forked import Forked, first_done, may_fork, usable_cores
from sitegen.building.processes.progress import Tell, untold
from sitegen.codec import UnreadableError, packed, unpacker

FEWEST = 48
"""Items below which a second process costs more than it saves: starting one takes some 20 ms."""
SIDE_BY_SIDE = 16
"""Items that stay together: what stands side by side often needs the same."""
MOST = 400
"""Items in a share, or somewhat more: a process that made so many files has 40 MB of its own, after a
thousand 60. Another process costs 0.08 s of system time
for what it copies."""
GLANCE = 0.1
"""Seconds between two looks at how far the others are."""

T = TypeVar("T")
R = TypeVar("R")
_results = unpacker(list[bytes])


def processes(count: int, large: int = 0) -> int:
    """How many are to share so many items, of which some are `large`: worth many others."""
    worth = count + FEWEST // 2 * large
    if worth < FEWEST or not may_fork():
        return 1
    return max(1, min(usable_cores(), count, worth // (FEWEST // 2)))


def shares(count: int, large: Collection[int], most: int, workers: int) -> list[list[int]]:
    """Which items, by number, make up each share: one for each worker, and more where `most` are too few.

    The `large` ones are dealt out first, one to a share, the others in runs of `SIDE_BY_SIDE`: what takes
    long often stands together, so that every share gets some of it.
    """
    number = min(count, max(workers, -(-count // most)))
    found: list[list[int]] = [[] for _ in range(number)]
    for turn, item in enumerate(large):
        found[turn % number].append(item)
    others = sorted(set(range(count)).difference(large))
    run = min(SIDE_BY_SIDE, -(-len(others) // number)) or 1
    for turn, start in enumerate(range(0, len(others), run)):
        found[turn % number] += others[start : start + run]
    return [share for share in found if share]


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
    items: Sequence[T],
    work: Work[T],
    start: Callable[[], None],
    tell: Tell = untold,
    *,
    large: Collection[int] = (),
    most: int = MOST,
) -> list[bytes]:
    """One result for each item. `work` takes a share of the items; `start` is called first in each process.

    What `work` raises in another process only leaves the share undone, to be done here, where it is raised
    again. `tell` is told how many are done by all of them. `large`: the items, by number, that take as long
    as many others. `most`: how many one process is to do; what they leave in its memory goes with it.
    """
    return read_in_parallel(items, work, start, bytes, tell, large=large, most=most)


def read_in_parallel(
    items: Sequence[T],
    work: Work[T],
    start: Callable[[], None],
    read: Callable[[bytes], R],
    tell: Tell = untold,
    *,
    large: Collection[int] = (),
    most: int = MOST,
) -> list[R]:
    """The same, each result `read` as soon as its share is there: all as bytes would take much room."""
    workers = processes(len(items), len(large))
    if workers == 1:
        return [read(result) for result in work(items, tell)]
    team = _Team(items, work, start, read, tell)
    waiting = shares(len(items), large, most, workers)[::-1]
    try:
        while waiting or team.at_work:
            while waiting and len(team.at_work) < workers:
                team.give(waiting.pop())
            team.gather()
    finally:
        team.stop()
    return [team.results[number] for number in range(len(items))]


class _Team(Generic[T, R]):
    """Processes at work on shares of the same items."""

    def __init__(
        self,
        items: Sequence[T],
        work: Work[T],
        start: Callable[[], None],
        read: Callable[[bytes], R],
        tell: Tell,
    ) -> None:
        self._items, self._work, self._start, self._read, self._tell = items, work, start, read, tell
        self.results: dict[int, R] = {}
        self.at_work: dict[Forked, tuple[list[int], mmap]] = {}
        self._done = 0
        """Items of the shares that were gathered."""

    def give(self, share: list[int]) -> None:
        """Have a new process do this share; where there is no room for one, do it here."""
        counter = mmap(-1, 8)  # shared with the process
        try:
            self.at_work[Forked(partial(self._in_process, share, counter))] = share, counter
        except OSError:
            self._take(share, None)

    def gather(self) -> None:
        """Wait until a process is done with its share, or a moment; tell how far all of them are."""
        for done in first_done(self.at_work, GLANCE):
            share, _ = self.at_work.pop(done)
            self._take(share, _answer(done, len(share)))
        under_way = sum(int.from_bytes(counter[:], "big") for _, counter in self.at_work.values())
        self._tell(self._done + under_way)

    def stop(self) -> None:
        """End those that are still at work: nobody waits for their answers any more."""
        for process in self.at_work:
            process.stop()

    def _in_process(self, share: list[int], counter: mmap) -> bytes:
        def tell(done: int) -> None:
            counter[:] = done.to_bytes(8, "big")

        self._start()
        return packed(self._work([self._items[number] for number in share], tell))

    def _take(self, share: list[int], found: list[bytes] | None) -> None:
        """Note what was found; do the share here where nothing was."""
        found = found or self._work([self._items[number] for number in share], untold)
        for number, result in zip(share, found, strict=True):
            self.results[number] = self._read(result)
        self._done += len(share)


def _answer(process: Forked, count: int) -> list[bytes] | None:
    """What the process answered; None where it did not do all of its share."""
    data = process.answer()
    try:
        found = _results(data) if data else []
    except UnreadableError:
        return None
    return found if len(found) == count else None
