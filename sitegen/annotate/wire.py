"""What a build and its annotating processes tell one another: JSON, one value a line.

A chunk is a list of tasks; each of its tasks is answered in order. Our frozen values are read back as what
they were, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import msgspec

from sitegen.annotate.run import AnnotationTask
from sitegen.model.annotation import Annotations


@dataclass(frozen=True, slots=True)
class Answer:
    """What one task came to, or, with neither, that the process has loaded its model and waits."""

    annotations: Annotations | None = None
    fault: str = ""
    """A traceback: the annotators' bug, not the article's."""


def line_of(value: object) -> bytes:
    """The value as a line."""
    return msgspec.json.encode(value, enc_hook=_encode) + b"\n"


def read_chunk(line: bytes) -> list[AnnotationTask]:
    """The tasks of a line."""
    return _CHUNK.decode(line)


def read_answer(line: bytes) -> Answer:
    """The answer of a line."""
    return _ANSWER.decode(line)


def _encode(value: Any) -> Any:
    if isinstance(value, PurePosixPath):
        return str(value)
    raise NotImplementedError(type(value))


def _decode(kind: type, value: Any) -> Any:
    if kind is PurePosixPath:
        return PurePosixPath(value)
    raise NotImplementedError(kind)


_CHUNK = msgspec.json.Decoder(list[AnnotationTask], dec_hook=_decode)
_ANSWER = msgspec.json.Decoder(Answer, dec_hook=_decode)
