"""A process that talks to a Dask cluster: chunks on standard input, their answers on standard output.

It asks for as many chunks as keep every worker busy, and no more, so that what the cluster holds is little.
It ends with its input: the moment the build that started it ends, however that ends; the scheduler then drops
what was still to be done. Whatever makes it impossible to go on is its last line.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from sitegen.annotate.engines import sent
from sitegen.annotate.engines.telling import (
    CHUNK,
    LOST,
    ROOM,
    WORKERS,
    Line,
    fault_line,
    take_apart,
    told_line,
    wrong_line,
)  # fmt: skip
from sitegen.diagnostics import Diagnostic, Severity, SitegenError

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT = 10
"""Seconds in which the scheduler must answer when it is first asked."""
SILENCE = 30
"""And later, when it may be busy."""
GLANCE = 0.5
"""Seconds between two looks at who is there."""
AHEAD = 2
"""Chunks for each thread of a worker: one at work and one that waits, lest it be idle."""
MANY = 9
"""Causes of an error that are looked at."""
RESUME = "what is annotated is kept; build again, or without --engine dask"
Event: TypeAlias = "Line | tuple[int, Future]"


def main(scheduler: str, *equipment: str) -> None:
    """Pass on until there is nothing left to read. `equipment`: model, quality, fingerprint, patience."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        with _client(scheduler) as client:
            _Passing(client, scheduler, equipment, answers).run()
    except SitegenError as error:
        _write(answers, wrong_line(error.diagnostics[0]))
    except Exception:  # noqa: BLE001 - the build shows it
        _write(answers, fault_line(traceback.format_exc()))
    os._exit(0)  # without waiting for threads that may wait for ever


@contextmanager
def _client(scheduler: str) -> Iterator[Client]:
    """Connected. Raises `SitegenError` where there is no library or no scheduler."""
    import logging

    try:
        from distributed import Client
    except ImportError as error:
        hint = 'run  python -m pip install "sitegen[dask]"'
        raise SitegenError(
            _wrong("cluster-extra-missing", f"Dask is not installed here: {error}", hint)
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is wrong is said once, by us
    try:
        client = Client(scheduler, timeout=CONNECT, set_as_default=False, name="sitegen")
    except (OSError, ValueError, TypeError) as error:
        hint = (
            "start it with  dask scheduler , or give the address that it prints:  --scheduler tcp://host:8786"
        )
        message = f"no Dask scheduler answers at {scheduler}"
        raise SitegenError(_wrong("cluster-unreachable", message, hint)) from error
    yield client


class _Passing:
    """What is on its way through the cluster."""

    def __init__(self, client: Client, scheduler: str, equipment: tuple[str, ...], answers: BinaryIO) -> None:
        *self._words, patience = equipment
        self._client, self._scheduler, self._patience, self._answers = (
            client, scheduler, float(patience), answers,
        )  # fmt: skip
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._under_way: dict[int, Future] = {}
        self._asked, self._workers = 0, 0
        """Chunks that were asked for and have not come; threads of all workers."""
        self._someone = self._looked = time.monotonic()
        """When there was last a worker; when that was last looked at."""
        self._known: set[str] = set()
        """Addresses of workers that have sitegen."""

    def run(self) -> None:
        """Without end. Raises `SitegenError` where it cannot go on."""
        Thread(target=self._read, daemon=True).start()
        self._look()
        while True:
            try:
                event = self._events.get(timeout=GLANCE)
            except Empty:
                pass
            else:
                self._submit(event) if isinstance(event, Line) else self._answer(*event)
            if time.monotonic() - self._looked > GLANCE:
                self._look()

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            self._events.put(take_apart(line))
        os._exit(0)

    def _submit(self, chunk: Line) -> None:
        """Two builds that ask for the same at once share the answer: it is named by what is asked."""
        self._asked -= 1
        arguments = (*self._words, chunk.rest)
        name = hashlib.sha256("\0".join(self._words).encode() + chunk.rest).hexdigest()
        with self._connected():
            future = self._client.submit(sent.annotate_chunk, *arguments, key=f"sitegen-{name}")
        self._under_way[chunk.number] = future
        future.add_done_callback(partial(self._done, chunk.number))

    def _done(self, number: int, future: Future) -> None:
        """Called by a thread of Dask's."""
        self._events.put((number, future))

    def _answer(self, number: int, future: Future) -> None:
        self._check()
        with self._connected():
            error: Any = None if future.status == "finished" else future.exception(timeout=SILENCE)
            found = future.result(timeout=SILENCE) if error is None else b""
        del self._under_way[number]
        if error is None:
            _write(self._answers, told_line(CHUNK, number, found))
        elif type(error).__name__ == "KilledWorker":
            _write(self._answers, told_line(LOST, number))
        else:
            raise _unlike(error) or error
        self._ask()

    def _look(self) -> None:
        """Who is there; nobody for long is the end."""
        self._check()
        with self._connected():
            threads = self._client.sync(self._client.scheduler.ncores, callback_timeout=SILENCE)
            self._check_new(threads.keys() - self._known)
        self._looked = time.monotonic()
        if sum(threads.values()) != self._workers:
            self._workers = sum(threads.values())
            _write(self._answers, told_line(WORKERS, self._workers))
        if self._workers:
            self._someone = self._looked
        elif self._looked - self._someone > self._patience:
            message = f"the Dask scheduler at {self._scheduler} had no worker for {self._patience:.0f} s"
            hint = f"start some with  dask worker {self._scheduler} ; {RESUME}"
            raise SitegenError(_wrong("cluster-lost", message, hint))
        self._ask()

    def _check_new(self, workers: set[str]) -> None:
        """Raise `SitegenError` where one of them has no sitegen: a task that it cannot read would end it."""
        if not workers:
            return
        found = self._client.run(
            importlib.import_module, sent.__name__, workers=sorted(workers), on_error="return"
        )
        for worker, answer in sorted(found.items()):
            if isinstance(answer, ImportError):
                raise SitegenError(_without(f"the worker {worker}", answer))
        self._known |= workers

    def _ask(self) -> None:
        room = AHEAD * self._workers - len(self._under_way) - self._asked
        if room > 0:
            self._asked += room
            _write(self._answers, told_line(ROOM, room))

    def _check(self) -> None:
        """Raise `SitegenError` where the scheduler is gone: it would know nothing of us when it came back."""
        if self._client.status != "running":
            raise SitegenError(self._gone())

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Whatever fails inside because the scheduler is gone is told as that."""
        try:
            yield
        except Exception as error:
            time.sleep(GLANCE)  # until the client has heard of it
            if self._client.status != "running" or isinstance(error, OSError):
                raise SitegenError(self._gone()) from error
            raise

    def _gone(self) -> Diagnostic:
        return _wrong("cluster-lost", f"the Dask scheduler at {self._scheduler} is gone", RESUME)


def _unlike(error: BaseException) -> SitegenError | None:
    """That the cluster cannot read what it is sent; None for any other error."""
    said = [error]
    while (cause := said[-1].__cause__ or said[-1].__context__) is not None and len(said) < MANY:
        said.append(cause)
    if any(isinstance(each, ImportError) or "deserialization" in str(each) for each in said):
        return SitegenError(_without("the cluster", said[-1]))
    return None


def _without(who: str, error: BaseException) -> Diagnostic:
    message = f"{who} does not have what is installed here: {type(error).__name__}: {error}"
    hint = (
        "install on the scheduler's computer and on every worker what is installed here: the same lock file"
    )
    return _wrong("cluster-unlike", message, hint)


def _wrong(code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint=hint)


def _write(answers: BinaryIO, line: bytes) -> None:
    try:
        answers.write(line)
        answers.flush()
    except OSError:  # nobody listens any more
        os._exit(0)
