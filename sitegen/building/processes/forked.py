"""A forked process that works out one answer: where that is safe, and what comes back.

Forked, so that nothing has to be handed over to it. Imports next to nothing: a build that has nothing to do
uses it, too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable


def usable_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether a copy of this process can be trusted: other threads' locks would be copied, held for ever."""
    threading = sys.modules.get("threading")  # not imported: no other threads
    alone = threading is None or threading.active_count() == 1
    return alone and sys.platform not in {"win32", "darwin"} and hasattr(os, "fork")


class Forked:
    """A process that works something out and ends. Raises `OSError` where there is no room for one."""

    def __init__(self, work: Callable[[], bytes]) -> None:
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
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(work())
            status = 0
        except BaseException:  # noqa: BLE001, S110 - whoever gets no answer works it out again and sees it raised
            pass
        finally:
            os._exit(status)  # nothing of the parent's may be finished, flushed or removed here

    def fileno(self) -> int:
        """The end of the pipe that its answer comes out of."""
        return self._reader

    def answer(self) -> bytes | None:
        """What it worked out; None where it failed or was killed. Waits for it."""
        with os.fdopen(self._reader, "rb") as pipe:
            self._ended = True
            data = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        return None if status else data

    def stop(self) -> None:
        """End it, whatever it is at: nobody waits for its answer any more."""
        if self._ended:
            return
        import signal

        os.close(self._reader)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def first_done(processes: Iterable[Forked], seconds: float) -> list[Forked]:
    """Those of which an answer can be had; waits for the first, but not longer than so many seconds."""
    from select import POLLIN, poll  # not select(), which knows no descriptor above 1,023

    by_end = {process.fileno(): process for process in processes}
    waiting = poll()
    for end in by_end:
        waiting.register(end, POLLIN)
    return [by_end[end] for end, _ in waiting.poll(seconds * 1000 if by_end else 0)]
