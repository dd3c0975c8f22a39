"""Work shared between processes: the results are those of one, whatever happens to the others."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.building.processes import parallel
from sitegen.building.processes.parallel import FEWEST, SIDE_BY_SIDE, apart, in_parallel, processes, shares
from sitegen.building.processes.progress import Tell, untold

ITEMS = list(range(4 * FEWEST))
forks = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="one process on this system")


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two cores and no other threads of ours."""
    monkeypatch.setattr(parallel, "usable_cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def doubled(part: Sequence[int], tell: Tell = untold) -> list[bytes]:
    """Twice each number, and which process says so."""
    for done in range(1, len(part) + 1):
        tell(done)
    return [f"{2 * n} {os.getpid()}".encode() for n in part]


def nothing() -> None:
    """What a process does first: here nothing."""


@forks
@pytest.mark.usefixtures("two_cores")
def test_results_come_in_the_order_of_items() -> None:
    """From two processes, neither of which is this one: what they hold is given back."""
    found = [answer.split() for answer in in_parallel(ITEMS, doubled, nothing)]
    assert [int(number) for number, _ in found] == [2 * n for n in ITEMS]
    assert len({int(process) for _, process in found} - {os.getpid()}) == 2


@forks
@pytest.mark.usefixtures("two_cores")
def test_a_process_does_one_share_and_ends() -> None:
    """The next share has a process of its own, so that memory does not grow with the number of items."""
    found = [answer.split() for answer in in_parallel(ITEMS, doubled, nothing, most=FEWEST)]
    assert [int(number) for number, _ in found] == [2 * n for n in ITEMS]
    makers = [process for _, process in found]
    assert sorted(makers.count(maker) for maker in set(makers)) == [FEWEST] * 4


@forks
@pytest.mark.usefixtures("two_cores")
def test_how_far_it_is_counts_for_all_processes() -> None:
    """What each says that it has done is told while they are at work, and at the end that it is all."""
    told: list[int] = []

    def work(part: Sequence[int], tell: Tell) -> list[bytes]:
        tell(10)
        time.sleep(0.5)
        return doubled(part)

    in_parallel(ITEMS, work, nothing, told.append)
    assert 20 in told[:-1]
    assert told == sorted(told)
    assert told[-1] == len(ITEMS)


@given(
    count=st.integers(1, 400),
    large=st.sets(st.integers(0, 399), max_size=5),
    most=st.integers(1, 500),
    workers=st.integers(1, 9),
)
def test_every_item_is_in_one_share(count: int, large: set[int], most: int, workers: int) -> None:
    """Enough of them for every worker, and none of much more than one is to do."""
    chosen = sorted(number for number in large if number < count)
    found = shares(count, chosen, most, workers)
    assert sorted(number for share in found for number in share) == list(range(count))
    assert len(found) >= min(workers, count // SIDE_BY_SIDE)
    assert max(map(len, found)) <= most + SIDE_BY_SIDE + len(chosen)


def test_what_stands_side_by_side_stays_together() -> None:
    """In runs that are dealt out in turn: what takes long stands together, and each share gets some of it."""
    run = list(range(SIDE_BY_SIDE))
    one, other = shares(8 * SIDE_BY_SIDE, (), 1000, 2)
    assert one[:SIDE_BY_SIDE] == run
    assert other[:SIDE_BY_SIDE] == [SIDE_BY_SIDE + n for n in run]
    assert len(one) == len(other)


def test_large_items_are_dealt_out_first() -> None:
    """One to a share, and begun with: nothing else waits for them at the end."""
    one, other = shares(100, (98, 99), 1000, 2)
    assert (one[0], other[0]) == (98, 99)


@forks
@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("end", ["killed", "raises", "few"])
def test_a_share_that_was_not_done_is_done_here(end: str) -> None:
    """A process that dies, fails or answers too little leaves no gap."""
    here = os.getpid()

    def work(part: Sequence[int], _: Tell) -> list[bytes]:
        if os.getpid() != here:
            if end == "killed":
                os.kill(os.getpid(), 9)
            if end == "raises":
                raise ValueError
            return []
        return doubled(part)

    found = [int(answer.split()[0]) for answer in in_parallel(ITEMS, work, nothing)]
    assert found == [2 * n for n in ITEMS]


@forks
@pytest.mark.usefixtures("two_cores")
def test_where_no_process_can_be_had_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no room for another one still builds; no pipe is left open."""

    def refuses() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuses)
    pipe = os.pipe()
    for end in pipe:
        os.close(end)
    found = [int(answer.split()[0]) for answer in in_parallel(ITEMS, doubled, nothing)]
    assert found == [2 * n for n in ITEMS]
    again = os.pipe()
    for end in again:
        os.close(end)
    assert again == pipe


@forks
@pytest.mark.usefixtures("two_cores")
def test_a_process_that_has_many_files_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipes may have any number."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2100:
        pytest.skip("this system allows no more files")
    with monkeypatch.context() as patch:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2100), hard))
        patch.setattr(os, "pipe", high_pipe(os.pipe))
        found = [int(answer.split()[0]) for answer in in_parallel(ITEMS, doubled, nothing)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert found == [2 * n for n in ITEMS]


def high_pipe(usual: Callable[[], tuple[int, int]]) -> Callable[[], tuple[int, int]]:
    """Pipes as a process gets them that has two thousand files open."""
    import fcntl

    def pipe() -> tuple[int, int]:
        low = usual()
        high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD, 2000) for end in low)
        for end in low:
            os.close(end)
        return high[0], high[1]

    return pipe


@forks
@pytest.mark.usefixtures("two_cores")
def test_a_mistake_is_raised_here() -> None:
    """Wherever the item is that cannot be done."""

    def work(part: Sequence[int], _: Tell) -> list[bytes]:
        if ITEMS[-1] in part:
            raise KeyError(ITEMS[-1])
        return doubled(part)

    with pytest.raises(KeyError):
        in_parallel(ITEMS, work, nothing)


@forks
@pytest.mark.usefixtures("two_cores")
def test_a_mistake_ends_the_others() -> None:
    """Nobody goes on with work that nobody waits for."""
    here, pipe = os.getpid(), os.pipe()

    def work(part: Sequence[int], _: Tell) -> list[bytes]:
        if 0 in part:
            raise KeyboardInterrupt
        assert os.getpid() != here
        time.sleep(1)
        os.write(pipe[1], b"still here")
        return doubled(part)

    with pytest.raises(KeyboardInterrupt):
        in_parallel(ITEMS, work, nothing)
    os.close(pipe[1])
    assert os.read(pipe[0], 20) == b""
    os.close(pipe[0])


@forks
@pytest.mark.usefixtures("two_cores")
def test_each_process_starts_first() -> None:
    """`start` is called in every other process, and not in this one."""
    started: list[int] = []

    def work(part: Sequence[int], _: Tell) -> list[bytes]:
        return [str(len(started)).encode() for _ in part]

    assert set(in_parallel(ITEMS, work, lambda: started.append(1))) == {b"1"}
    assert started == []


def test_few_items_are_not_shared() -> None:
    """What is done before another process would have begun."""
    assert processes(FEWEST - 1) == 1
    assert in_parallel([], doubled, nothing) == []


def test_threads_are_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another thread runs, all is done here: it might hold a lock that a copy never gives back."""
    monkeypatch.setattr(parallel, "usable_cores", lambda: 8)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert processes(1000) == 1


@forks
@pytest.mark.usefixtures("two_cores")
def test_two_large_items_are_worth_two_processes() -> None:
    """Each gets one of two that stand side by side, however few others there are."""
    assert [processes(5, large) for large in (0, 1, 2)] == [1, 1, 2]
    assert processes(1, 9) == 1
    found = [answer.split() for answer in in_parallel([1, 2], doubled, nothing, large=(0, 1))]
    assert len({process for _, process in found}) == 2


def where(started: list[str]) -> bytes:
    """Which process this is, and whether it was told to start."""
    return f"{os.getpid()} {started}".encode()


@forks
@pytest.mark.usefixtures("two_cores")
def test_work_apart_is_done_by_another_process() -> None:
    """Which is told to start; what it gives is handed over."""
    started: list[str] = []
    process, told = apart(lambda: where(started), lambda: started.append("now")).split(maxsplit=1)
    assert int(process) != os.getpid()
    assert told == b"['now']"
    assert started == []


@forks
@pytest.mark.usefixtures("two_cores")
def test_work_apart_that_fails_is_done_here() -> None:
    """Where it is raised, if it fails again; `start` is for other processes."""
    started: list[str] = []

    def work() -> bytes:
        if started:
            os.kill(os.getpid(), 9)
        return where(started)

    assert apart(work, lambda: started.append("now")) == f"{os.getpid()} []".encode()
    with pytest.raises(ZeroDivisionError):
        apart(lambda: bytes(1 // 0), nothing)


def test_work_apart_beside_other_threads_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their locks would be copied."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert apart(lambda: where([]), nothing) == f"{os.getpid()} []".encode()
