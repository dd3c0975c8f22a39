"""How far a long step is: a value that the command line can show, in a module that is cheap to import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far annotating is."""

    done: int
    total: int
    words: int
    """Words annotated so far."""
    seconds: float


Watcher = Callable[[Progress], None]
"""Is told after each article."""
