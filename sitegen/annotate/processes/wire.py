"""What a build and its annotating processes tell one another: JSON, one value a line.

A chunk is a list of tasks; each of its tasks is answered in order. Our frozen values are read back as what
they were, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.run import AnnotationTask
from sitegen.codec import as_json, json_reader
from sitegen.model.annotation import Annotations


@dataclass(frozen=True, slots=True)
class Answer:
    """What one task came to, or, with neither, that the process has loaded its model and waits."""

    annotations: Annotations | None = None
    fault: str = ""
    """A traceback: the annotators' bug, not the article's."""


def line_of(value: object) -> bytes:
    """The value as a line."""
    return as_json(value) + b"\n"


def read_chunk(line: bytes) -> list[AnnotationTask]:
    """The tasks of a line."""
    return _CHUNK(line)


def read_answer(line: bytes) -> Answer:
    """The answer of a line."""
    return _ANSWER(line)


_CHUNK = json_reader(list[AnnotationTask])
_ANSWER = json_reader(Answer)
