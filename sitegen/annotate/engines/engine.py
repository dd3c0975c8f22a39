"""What an engine is: something that annotates many texts at once, wherever that is done.

In: tasks, drawn as there is room for them. Out: each one's annotations with its number, as they come: the
same, byte for byte, whichever engine it is, however many are at work and whatever becomes of some of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Protocol

from sitegen.annotate.processes.helper import Answered
from sitegen.annotate.run import AnnotationTask


class Engine(Protocol):
    """Annotates. Nothing is started, loaded or reached before there is something to do."""

    few: int
    """Characters for which it is not worth while: whoever asks annotates them itself."""
    workers: int
    """How many are at work, as far as is known now."""

    def annotate(self, tasks: Iterable[AnnotationTask], length: int) -> Generator[Answered, None, None]:
        """Each task's answer; what was answered once is never asked for again.

        `length`: characters of all tasks, about. Raises `SitegenError` where it cannot begin, or not go on.
        Close the iterator when it is not read to its end: that ends what was started here.
        """
        ...
