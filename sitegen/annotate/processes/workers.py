"""Tasks annotated by several processes at once, each with the model loaded once.

In: tasks, drawn as they are needed. Out: each one's annotations with its number, as they come, the same
however many processes there are. What the caller has been given it keeps, whatever happens next. No process
outlives the one that started it. One that is killed is replaced, and only an article that kills two is
given up.

The processes are started afresh rather than forked, since a preview has threads, and by a command rather than
by `multiprocessing`, which would run the caller's own script once more in each of them. A thread for each
process does nothing but talk to it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any, TypeAlias, cast

from sitegen.annotate.parse.encoder import BEST
from sitegen.annotate.parse.nlp import Model, batches, check_model
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


def annotate_in_processes(
    tasks: Iterable[AnnotationTask], model: Model, processes: int, size: int, quality: str = BEST
) -> Generator[Answered, None, None]:
    """Annotate with at most this many processes. Raises `SitegenError` where they cannot be started.

    `size`: characters that a process is given at once; what it has not answered is lost when it is killed.
    Close the iterator when it is not read to its end: that ends the processes.
    """
    check_model(model)
    todo: SimpleQueue[list[Numbered] | None] = SimpleQueue()
    done: SimpleQueue[Answered | BaseException] = SimpleQueue()
    hands: list[_Hand] = []
    waiting = 0
    try:
        for chunk in batches(enumerate(tasks), lambda task: len(task[1].text.text), size):
            if len(hands) < processes:
                hands.append(_Hand((model.name, quality), todo, done))
                hands[-1].start()
            todo.put(chunk)
            waiting += len(chunk)
            while todo.qsize() >= processes or not done.empty():
                yield _next(done)
                waiting -= 1
        for _ in range(waiting):
            yield _next(done)
    finally:
        for hand in hands:
            hand.stop()
        for hand in hands:
            hand.join()


def _next(done: SimpleQueue[Answered | BaseException]) -> Answered:
    while True:
        try:
            answered = done.get(timeout=1)  # on some systems Ctrl-C is heard only between waits
        except Empty:
            continue
        if isinstance(answered, BaseException):
            raise answered
        return answered


class _DiedError(Exception):
    """A process ended before it had answered."""


class _Hand(Thread):
    """Takes chunks to a process and brings back answers; sees to it that there is a process."""

    def __init__(
        self,
        equipment: tuple[str, str],
        todo: SimpleQueue[list[Numbered] | None],
        done: SimpleQueue[Answered | BaseException],
    ) -> None:
        super().__init__(name="annotating", daemon=True)
        self._equipment, self._todo, self._done = equipment, todo, done
        self._worker: _Worker | None = None
        self._stopped = False

    def run(self) -> None:
        """Until there are no more chunks; what goes wrong is for the reader of the answers."""
        try:
            while (chunk := self._todo.get()) is not None:
                self._annotate(chunk, again=False)
        except BaseException as error:  # noqa: BLE001 - raised where the answers are read
            self._done.put(error)
        finally:
            self._dismiss()

    def stop(self) -> None:
        """End the process now, and the thread with it. Called by another thread."""
        self._stopped = True
        self._todo.put(None)
        worker = self._worker
        if worker:
            worker.kill()

    def _annotate(self, chunk: Sequence[Numbered], *, again: bool) -> None:
        """Where the process dies, each article that is left is given to a fresh one, once, by itself."""
        left = list(chunk)
        try:
            for found in self._hired().annotate([task for _, task in chunk]):
                self._done.put((left.pop(0)[0], found))
        except _DiedError:
            self._dismiss()
            for number, task in left if not self._stopped else ():
                if again:
                    self._done.put((number, None))
                else:
                    self._annotate([(number, task)], again=True)

    def _hired(self) -> _Worker:
        """The process, started where there is none or the last one has seen enough."""
        if self._worker and self._worker.read > RETIRE:
            self._dismiss()
        hired: _Worker = self._worker or self._begin() or self._begin(last=True)
        return hired

    def _begin(self, *, last: bool = False) -> Any:
        """A process with its model loaded; None where it ended before, unless that was the last attempt."""
        try:
            self._worker = _Worker(self._equipment)
            self._worker.wait(stopped=self._stopped)
        except (_DiedError, OSError) as error:
            self._dismiss()
            if self._stopped:
                raise _DiedError from error
            if last:
                raise SitegenError(_unstarted(error)) from error
        return self._worker

    def _dismiss(self) -> None:
        if self._worker:
            self._worker.close()
        self._worker = None


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
            **_apart(),
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


def _apart() -> dict[str, Any]:
    """Ctrl-C is for the build alone, which then ends its processes itself."""
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
