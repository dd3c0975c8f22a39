"""The engine of many computers: a Dask cluster that is there already, by the address of its scheduler.

A process of its own talks to the cluster (`annotate.engines.gateway`): Dask's client keeps threads, and a
build with threads could not share the making of pages between processes. Answers come back through it to the
build, which alone writes: workers need no place to write to, and no credentials.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, count
from typing import IO, cast

from sitegen.annotate.engines.telling import (
    CHUNK,
    FAULT,
    LOST,
    ROOM,
    WORKERS,
    WRONG,
    Line,
    read_chunk_answer,
    read_fault,
    read_wrong,
    take_apart,
    told_line,
)  # fmt: skip
from sitegen.annotate.fingerprint import fingerprint
from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.nlp import Model, batches, check_model
from sitegen.annotate.processes.helper import Answered, Numbered, apart
from sitegen.annotate.run import AnnotationTask
from sitegen.codec import as_json
from sitegen.diagnostics import Diagnostic, Severity, SitegenError

PATIENCE = 60
"""Seconds to wait for a first worker, or for another one when there is none any more."""
START = (
    "import sys; sys.path[:] = sys.argv[6:]; "
    "from sitegen.annotate.engines.gateway import main; main(*sys.argv[1:6])"
)


class DaskEngine:
    """An `Engine` of a Dask cluster."""

    few = 0

    def __init__(self, scheduler: str, model: Model, quality: str, patience: float = PATIENCE) -> None:
        """`scheduler`: its address, as `tcp://host:8786`."""
        self.workers = 0
        self._scheduler, self._model, self._quality, self._patience = scheduler, model, quality, patience

    def annotate(self, tasks: Iterable[AnnotationTask], length: int) -> Generator[Answered, None, None]:  # noqa: ARG002 - how many there are does not matter here
        """What a worker is given at once is lost with it, so that is little: some eight articles."""
        check_model(self._model)
        chunks = batches(enumerate(tasks), lambda task: len(task[1].text.text), nlp.BATCH // 4)
        first = next(chunks, None)
        if first is None:
            return
        chunks = chain([first], chunks)
        with _gateway(self._words()) as (write, lines):
            yield from self._answers(_Sending(chunks, write), lines)

    def _words(self) -> list[str]:
        expected = fingerprint(self._model, self._quality)
        return [self._scheduler, self._model.name, self._quality, expected, str(self._patience)]

    def _answers(self, sending: _Sending, lines: Iterator[Line]) -> Iterator[Answered]:
        for word, number, rest in lines:
            if word == ROOM:
                sending.room += number
            elif word == WORKERS:
                self.workers = number
            elif word == CHUNK:
                answer = read_chunk_answer(rest)
                if answer.wrong:
                    raise SitegenError(answer.wrong)
                chunk = sending.waiting.pop(number)
                yield from zip((task for task, _ in chunk), answer.found, strict=True)
            elif word == LOST:
                yield from sending.lost(number)
            elif word == WRONG:
                raise SitegenError(read_wrong(rest))
            elif word == FAULT:
                raise RuntimeError(f"in the process that talks to the cluster:\n{read_fault(rest)}")
            sending.send()
            if sending.is_done:
                return


class _Sending:
    """Chunks on their way: as many as there is room for, each until it is answered."""

    def __init__(self, chunks: Iterator[list[Numbered]], write: IO[bytes]) -> None:
        self.room = 0
        self.waiting: dict[int, Sequence[Numbered]] = {}
        self.is_done = False
        self._chunks, self._write, self._numbers = chunks, write, count()
        self._again: deque[list[Numbered]] = deque()

    def send(self) -> None:
        """As many as there is room for."""
        while self.room and (chunk := self._next()):
            number = next(self._numbers)
            self.room -= 1
            self.waiting[number] = chunk
            with suppress(OSError):  # the process has ended: its last line says why
                self._write.write(told_line(CHUNK, number, as_json([task for _, task in chunk])))
                self._write.flush()
        self.is_done = bool(self.room) and not self.waiting

    def lost(self, number: int) -> Iterator[Answered]:
        """A chunk that killed several workers: each task once more by itself, or none, where it was alone."""
        chunk = self.waiting.pop(number)
        if len(chunk) == 1:
            yield chunk[0][0], None
        else:
            self._again += [[task] for task in chunk]

    def _next(self) -> list[Numbered] | None:
        return self._again.popleft() if self._again else next(self._chunks, None)


@contextmanager
def _gateway(words: list[str]) -> Iterator[tuple[IO[bytes], Iterator[Line]]]:
    """The process that talks to the cluster, for as long as this lasts: where to write, and what it says."""
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-c", START, *words, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **apart(),
    )
    try:
        yield cast("IO[bytes]", process.stdin), _lines(cast("IO[bytes]", process.stdout))
    finally:
        process.kill()
        with suppress(OSError), process:  # the pipe may hold what it never read
            pass


def _lines(source: IO[bytes]) -> Iterator[Line]:
    """Raises `SitegenError` where they end before all is said."""
    for line in source:
        if line.endswith(b"\n"):
            yield take_apart(line)
    raise SitegenError(
        Diagnostic(
            "cluster-lost",
            Severity.ERROR,
            "the process that talks to the cluster ended before all articles were annotated",
            hint="what is annotated is kept; build again, or without --engine dask",
        )
    )
