"""Tasks annotated by several processes at once, each with the model loaded once.

In: tasks, drawn as they are needed. Out: each one's annotations with its number, as they come, the same
however many processes there are. What the caller has been given it keeps, whatever happens next. No process
outlives the one that started it. One that is killed is replaced, and only an article that kills two is
given up.

A thread for each process (`annotate.processes.helper`) does nothing but talk to it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from queue import Empty, SimpleQueue
from threading import Thread

from sitegen.annotate.parse.encoder import BEST
from sitegen.annotate.parse.nlp import Model, batches, check_model
from sitegen.annotate.processes.helper import Answered, Helper, Numbered
from sitegen.annotate.run import AnnotationTask


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
                hands.append(_Hand(Helper(model.name, quality), todo, done))
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


class _Hand(Thread):
    """Takes chunks to a process and brings back answers."""

    def __init__(
        self,
        helper: Helper,
        todo: SimpleQueue[list[Numbered] | None],
        done: SimpleQueue[Answered | BaseException],
    ) -> None:
        super().__init__(name="annotating", daemon=True)
        self._helper, self._todo, self._done = helper, todo, done

    def run(self) -> None:
        """Until there are no more chunks; what goes wrong is for the reader of the answers."""
        try:
            while (chunk := self._todo.get()) is not None:
                for answered in self._helper.annotate(chunk):
                    self._done.put(answered)
        except BaseException as error:  # noqa: BLE001 - raised where the answers are read
            self._done.put(error)
        finally:
            self._helper.close()

    def stop(self) -> None:
        """End the process now, and the thread with it. Called by another thread."""
        self._todo.put(None)
        self._helper.stop()
