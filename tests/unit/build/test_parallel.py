"""Work shared between processes: the results are those of one, whatever happens to the others."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Sequence

import pytest

from sitegen.build import parallel
from sitegen.build.parallel import FEWEST, apart, in_parallel, shares
from sitegen.build.progress import Tell, untold

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
    """From two processes, this one and another."""
    found = [answer.split() for answer in in_parallel(ITEMS, doubled, nothing)]
    assert [int(number) for number, _ in found] == [2 * n for n in ITEMS]
    assert len({process for _, process in found}) == 2


@forks
@pytest.mark.usefixtures("two_cores")
def test_how_far_it_is_counts_for_all_processes() -> None:
    """Told by this process alone: what it has done stands for the others too, and the last is all."""
    told: list[int] = []
    in_parallel([*ITEMS, 0], doubled, nothing, told.append)
    assert told[:2] == [2, 4]
    assert told == sorted(told)
    assert told[-1] == len(ITEMS) + 1


@forks
@pytest.mark.usefixtures("two_cores")
def test_what_takes_long_is_shared() -> None:
    """Items that stand side by side are alike: each process gets as many of any stretch of them."""
    for start in (0, FEWEST, 3 * FEWEST):
        makers = [answer.split()[1] for answer in in_parallel(ITEMS, doubled, nothing)[start : start + 10]]
        assert sorted(makers.count(maker) for maker in set(makers)) == [5, 5]


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
def test_a_mistake_here_ends_the_others() -> None:
    """Nobody goes on with work that nobody waits for."""
    here, pipe = os.getpid(), os.pipe()

    def work(part: Sequence[int], _: Tell) -> list[bytes]:
        if os.getpid() == here:
            raise KeyboardInterrupt
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
def test_each_other_process_starts_first() -> None:
    """`start` is called in every other process, and not in this one."""
    started: list[int] = []

    def work(part: Sequence[int], _: Tell) -> list[bytes]:
        return [str(len(started)).encode() for _ in part]

    assert set(in_parallel(ITEMS, work, lambda: started.append(1))) == {b"0", b"1"}
    assert started == []


def test_few_items_are_not_shared() -> None:
    """What is done before another process would have begun."""
    assert shares(FEWEST - 1) == 1
    assert in_parallel([], doubled, nothing) == []


def test_threads_are_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another thread runs, all is done here: it might hold a lock that a copy never gives back."""
    monkeypatch.setattr(parallel, "usable_cores", lambda: 8)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert shares(1000) == 1


@forks
@pytest.mark.usefixtures("two_cores")
def test_two_large_items_are_worth_two_processes() -> None:
    """Each gets one of two that stand side by side, however few others there are."""
    assert [shares(5, large) for large in (0, 1, 2)] == [1, 1, 2]
    assert shares(1, 9) == 1
    found = [answer.split() for answer in in_parallel([1, 2], doubled, nothing, large=2)]
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
