"""A process that annotates for this one, seen to: started when there is work, replaced when it ends.

In: chunks of numbered tasks. Out: their answers, as they come. One that is killed is replaced, and only an
article that kills two is given up. It is started afresh rather than forked, since whoever asks may have
threads, and by a command rather than by `multiprocessing`, which would run the caller's own script once more.
It ends with the process that started it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, TypeAlias, cast

from sitegen.annotate.processes.threads import ONE_THREAD
from sitegen.annotate.processes.wire import Answer, line_of, read_answer
from sitegen.annotate.run import AnnotationTask
from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.model.annotation import Annotations

Numbered: TypeAlias = tuple[int, AnnotationTask]
Answered: TypeAlias = tuple[int, Annotations | None]
"""A task's number and what was found; None where two processes died of it."""

RETIRE = 20_000_000
"""Characters after which a process is replaced: it keeps every word it has seen, some 30 MB by then."""

START = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from sitegen.annotate.processes.worker import main; main(*sys.argv[1:3])"
)
"""Imports from where this process imports, and from nowhere else."""


class _DiedError(Exception):
    """A process ended before it had answered."""


class Helper:
    """Annotates what it is given, in a process of its own."""

    def __init__(self, model: str, quality: str) -> None:
        """`model`: its name."""
        self._equipment = model, quality
        self._worker: _Worker | None = None
        self._stopped = False

    def annotate(self, chunk: Sequence[Numbered]) -> Iterator[Answered]:
        """Each task's answer. Raises `SitegenError` where no process can be started.

        Where it dies, each article that is left is given to a fresh one, once, by itself.
        """
        left = [] if self._stopped else list(chunk)
        if not left:
            return
        try:
            for found in self._hired().annotate([task for _, task in chunk]):
                yield left.pop(0)[0], found
        except _DiedError:
            self.close()
            for each in left:
                yield from self._once_more(each)

    def stop(self) -> None:
        """End the process now; nothing more is annotated. Called by another thread."""
        self._stopped = True
        worker = self._worker
        if worker:
            worker.kill()

    def close(self) -> None:
        """End the process; the next chunk has a new one."""
        if self._worker:
            self._worker.close()
        self._worker = None

    def _once_more(self, each: Numbered) -> Iterator[Answered]:
        if self._stopped:
            return
        try:
            for found in self._hired().annotate([each[1]]):
                yield each[0], found
        except _DiedError:
            self.close()
            if not self._stopped:
                yield each[0], None

    def _hired(self) -> _Worker:
        """The process, started where there is none or the last one has seen enough."""
        if self._worker and self._worker.read > RETIRE:
            self.close()
        hired: _Worker = self._worker or self._begin() or self._begin(last=True)
        return hired

    def _begin(self, *, last: bool = False) -> Any:
        """A process with its model loaded; None where it ended before, unless that was the last attempt."""
        try:
            self._worker = _Worker(self._equipment)
            self._worker.wait(stopped=self._stopped)
        except (_DiedError, OSError) as error:
            self.close()
            if self._stopped:
                raise _DiedError from error
            if last:
                raise SitegenError(_unstarted(error)) from error
        return self._worker


class _Worker:
    """One annotating process."""

    def __init__(self, equipment: tuple[str, str]) -> None:
        """`equipment`: the model's name and the quality."""
        self.read = 0
        """Characters given to it."""
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-c", START, *equipment, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
            **apart(),
        )
        self._tasks = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def wait(self, *, stopped: bool) -> None:
        """Until it has loaded its model, unless it is not wanted any more. Raises `_DiedError`."""
        if stopped:
            self.kill()
        self._answer()

    def annotate(self, tasks: Sequence[AnnotationTask]) -> Iterator[Annotations]:
        """Each task's annotations in order, as they come. Raises `_DiedError`."""
        self.read += sum(len(task.text.text) for task in tasks)
        self._tell(line_of(tasks))
        for _ in tasks:
            answer = self._answer()
            if answer.annotations is None:
                raise RuntimeError(f"in an annotating process:\n{answer.fault}")
            yield answer.annotations

    def _tell(self, line: bytes) -> None:
        try:
            self._tasks.write(line)
            self._tasks.flush()
        except OSError as error:
            raise _DiedError from error

    def _answer(self) -> Answer:
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise _DiedError
        return read_answer(line)

    def kill(self) -> None:
        """End it; what it has answered can still be read."""
        self._process.kill()

    def close(self) -> None:
        """End it and leave nothing behind."""
        self.kill()
        with suppress(OSError), self._process:  # the pipe may hold what it never read
            pass


def apart() -> dict[str, Any]:
    """How a process is started that Ctrl-C is not for: the build has it, and ends its processes itself."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}


def _unstarted(error: BaseException) -> Diagnostic:
    why = str(error) or "it ended while loading the model"
    return Diagnostic(
        "annotating-failed",
        Severity.ERROR,
        f"a process that annotates cannot be started: {why}",
        hint="each needs some 300 MB of memory; run with  --jobs 1  to annotate without further processes",
    )
