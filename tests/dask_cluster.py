"""A Dask cluster for tests: a scheduler and workers, each a real process, on this computer's loopback."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

LOCK = Path(__file__).parents[1] / "requirements-test.lock"
PATIENCE = 60
"""Seconds that anything may take on a busy computer."""
WORKER = "{before}; from distributed.cli.dask_worker import main; main()"


def needed(*modules: str) -> None:
    """Skip where a library of an extra is not installed; fail where CI has it in its lock file."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    locked = [name for name in missing if f"\n{name}==" in LOCK.read_text("utf-8")]
    if missing:
        must = os.environ.get("CI") and locked
        (pytest.fail if must else pytest.skip)(f"not installed: {', '.join(missing)}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class DaskCluster:
    """A scheduler that is up, and workers of one thread each as they are asked for."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.folder, port = folder, port or free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        words = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self.scheduler = self._start("import sys; from dask.__main__ import main; main()", *words)
        deadline = time.monotonic() + PATIENCE
        while not self._answers(port):
            assert self.scheduler.poll() is None, "the scheduler ended"
            assert time.monotonic() < deadline, "the scheduler does not listen"
            time.sleep(0.05)

    @staticmethod
    def _answers(port: int) -> bool:
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", port)) == 0

    def add(self, count: int = 1, before: str = "pass") -> None:
        """More workers; `before`: what each does first, in Python."""
        words = (self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        folder = ("--local-directory", str(self.folder))
        for _ in range(count):
            self.workers.append(self._start(WORKER.format(before=before), *words, *folder))

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As the system does for want of memory, without a word."""
        worker.kill()
        worker.wait()
        self.workers.remove(worker)

    def helpers(self) -> list[int]:
        """The processes that annotate for the workers."""
        parents = {str(worker.pid) for worker in self.workers}
        rows = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = [line.split() for line in rows.stdout.splitlines()]
        return [int(pid) for pid, parent in pairs if parent in parents]

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.send_signal(signal.SIGKILL)
            process.wait()

    def _start(self, code: str, *words: str) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-c", code, *words], stdout=log, stderr=log)
