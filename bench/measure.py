"""One command, measured: wall time, CPU time and memory of its whole process tree; and what it wrote.

CPU time and, for a single process, peak memory are the kernel's own figures for the process that was waited for,
with the children that it waited for. Where there are several processes at once, their proportional shares of
memory (shared pages counted once) are added up every 50 ms.
"""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05
"""Seconds between two looks at a process tree."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command took."""

    wall: float
    cpu: float
    """User and system time, all processes."""
    rss_mb: float
    processes: int
    """The most at one time, as far as was seen."""
    log: str


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], log: Path) -> Usage:
    """Run a command to its end. Raises `RuntimeError` with the end of its output where it fails."""
    os.sync()  # what an earlier run wrote must not be flushed in this one's time
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=out, stderr=out, start_new_session=True
        )
        with _Sampler(process.pid) as sampler:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(errors="replace")
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed ({process.returncode}):\n{text[-3000:]}")
    return Usage(wall, _cpu(used), max(used.ru_maxrss / 1024, sampler.peak_mb), sampler.most, text)


def _cpu(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


class _Sampler:
    """Watches the memory of a process and its descendants from a thread of its own."""

    def __init__(self, pid: int) -> None:
        self.peak_mb, self.most = 0.0, 1
        self._pid, self._stop = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Sampler:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(PAUSE):
            tree = descendants(self._pid)
            self.most = max(self.most, len(tree))
            if len(tree) > 1:
                self.peak_mb = max(self.peak_mb, sum(_pss_mb(pid) for pid in tree))


def descendants(pid: int) -> list[int]:
    """The process and everything below it, as the kernel lists children by thread."""
    found, pending = [], [pid]
    while pending:
        found.append(pending.pop())
        with suppress(OSError):
            for task in os.scandir(f"/proc/{found[-1]}/task"):
                pending += map(int, Path(task.path, "children").read_text().split())
    return found


def _pss_mb(pid: int) -> float:
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return 0.0


def peak_mb(pid: int) -> float:
    """The highest resident memory of one running process so far."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) / 1024
    return 0.0


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server: asked first, then forced."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(sign)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


Stamp = tuple[int, int, int, int]
Tree = dict[str, Stamp]


def tree_of(*folders: Path) -> Tree:
    """Size, times and inode of every file below the folders."""
    found: Tree = {}
    pending = [str(folder) for folder in folders if folder.exists()]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    s = entry.stat(follow_symlinks=False)
                    found[entry.path] = (s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino)
    return found


def written(before: Tree, after: Tree) -> tuple[int, int]:
    """How many files are new or were written again, and their bytes."""
    sizes = [stamp[0] for path, stamp in after.items() if before.get(path) != stamp]
    return len(sizes), sum(sizes)


def contents(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder but hidden ones, which are book-keeping."""
    files = (Path(path) for path in tree_of(folder))
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
