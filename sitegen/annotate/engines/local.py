"""The engine that everybody has: processes of this computer, as many as it has cores or as somebody said."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable

from sitegen.annotate.parse import nlp
from sitegen.annotate.parse.nlp import Model
from sitegen.annotate.processes.helper import Answered
from sitegen.annotate.processes.workers import annotate_in_processes
from sitegen.annotate.run import AnnotationTask

FEW = 100_000
"""Characters: for fewer, starting processes takes longer than it saves."""


class LocalEngine:
    """An `Engine` of this computer."""

    def __init__(self, model: Model, quality: str, processes: int) -> None:
        self._model, self._quality = model, quality
        self.workers = processes
        self.few = FEW if processes > 1 else sys.maxsize

    def annotate(self, tasks: Iterable[AnnotationTask], length: int) -> Generator[Answered, None, None]:
        """Each process gets several chunks, so that none of them idles while the last is at work."""
        size = min(nlp.BATCH, max(nlp.BATCH // 4, length // (8 * self.workers)))
        return annotate_in_processes(tasks, self._model, self.workers, size, self._quality)
