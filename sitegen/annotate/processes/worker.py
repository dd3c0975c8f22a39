"""A process that annotates: chunks of tasks on standard input, their answers on standard output.

It says that it is ready, answers every task in order as soon as it has it, and ends with its input: the
moment the build that started it ends, however that ends, and in the middle of an article too.
"""

from __future__ import annotations

import os
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from sitegen.annotate.parse.encoder import BEST, Encoder
from sitegen.annotate.parse.nlp import Pipeline, find_model
from sitegen.annotate.processes.wire import Answer, line_of, read_chunk
from sitegen.annotate.run import AnnotationTask, annotate, default_annotators
from sitegen.collecting import collect_seldom


def main(model: str, quality: str) -> None:
    """Annotate until there is nothing left to read."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    chunks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read, args=(sys.stdin.buffer, chunks), daemon=True).start()
    collect_seldom()
    pipeline = Pipeline(find_model(model), Encoder() if quality == BEST else None)
    pipeline.load()
    _send(answers, Answer())
    while True:
        _answer(read_chunk(chunks.get()), pipeline, answers)


def _answer(tasks: list[AnnotationTask], pipeline: Pipeline, answers: BinaryIO) -> None:
    try:
        for found in annotate(tasks, pipeline, default_annotators()):
            _send(answers, Answer(found))
    except Exception:  # noqa: BLE001 - the build shows it
        _send(answers, Answer(fault=traceback.format_exc()))


def _read(source: BinaryIO, chunks: SimpleQueue[bytes]) -> None:
    for line in source:
        chunks.put(line)
    os._exit(0)


def _send(answers: BinaryIO, answer: Answer) -> None:
    try:
        answers.write(line_of(answer))
        answers.flush()
    except OSError:  # nobody listens any more
        os._exit(0)
