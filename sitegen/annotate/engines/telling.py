"""What a build and the process that talks to its cluster tell one another: a word, a number and JSON a line.

The process between the two passes chunks and answers on as they are, without reading them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sitegen.codec import as_json, json_reader
from sitegen.diagnostics import Diagnostic
from sitegen.model.annotation import Annotations

CHUNK = b"chunk"
"""To the process: annotate these tasks. To the build: their answer, a `ChunkAnswer`. With its number."""
ROOM = b"room"
"""So many more chunks may come."""
WORKERS = b"workers"
"""So many are at work."""
LOST = b"lost"
"""So many workers died while they were at this chunk that nobody tries it again."""
WRONG = b"wrong"
"""It cannot go on: a `Diagnostic`."""
FAULT = b"fault"
"""It cannot go on, by a fault of ours: a traceback."""


@dataclass(frozen=True, slots=True)
class ChunkAnswer:
    """What became of the tasks of one chunk."""

    found: tuple[Annotations | None, ...] = ()
    """In the order of the tasks; None where two processes died of it."""
    wrong: Diagnostic | None = None
    """Why nothing could be done."""


class Line(NamedTuple):
    """One line, taken apart."""

    word: bytes
    number: int
    rest: bytes


def told_line(word: bytes, number: int = 0, rest: bytes = b"") -> bytes:
    """As it goes through the pipe. `rest`: JSON, which has no end of line in it."""
    return b"%s %d %s\n" % (word, number, rest)


def take_apart(line: bytes) -> Line:
    """A line that came."""
    word, number, rest = line.rstrip(b"\n").split(b" ", 2)
    return Line(word, int(number), rest)


def wrong_line(found: Diagnostic) -> bytes:
    """Says that it cannot go on."""
    return told_line(WRONG, 0, as_json(found))


def fault_line(trace: str) -> bytes:
    """Says that something of ours failed."""
    return told_line(FAULT, 0, as_json(trace))


read_chunk_answer = json_reader(ChunkAnswer)
read_wrong = json_reader(Diagnostic)
read_fault = json_reader(str)
