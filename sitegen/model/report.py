"""What a build did. A module of its own: a build that has nothing to do imports nothing else of the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import overload

from sitegen.diagnostics import Diagnostic


class Paths(Sequence[PurePosixPath]):
    """Paths that are made when somebody looks: there may be many, and mostly they are only counted."""

    def __init__(self, paths: Sequence[str] | Callable[[], Sequence[str]], count: int | None = None) -> None:
        """`paths` as text, or where to read them; then `count` says how many there are."""
        self._paths, self._count = paths, count

    @property
    def texts(self) -> Sequence[str]:
        """The same as text."""
        if not isinstance(self._paths, Sequence):
            self._paths, self._count = self._paths(), None
        return self._paths

    def __len__(self) -> int:
        return len(self.texts) if self._count is None else self._count

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @overload
    def __getitem__(self, number: int) -> PurePosixPath: ...
    @overload
    def __getitem__(self, number: slice) -> Paths: ...
    def __getitem__(self, number: int | slice) -> PurePosixPath | Paths:
        found = self.texts[number]
        return PurePosixPath(found) if isinstance(found, str) else Paths(found)


NO_PATHS = Paths(())


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a site is: all of its files, but for what sitegen notes there for itself."""

    files: int = 0
    bytes: int = 0
    largest: tuple[str, int] = ("", 0)
    """Path of the largest file, and its bytes."""
    fullest: tuple[str, int] = ("", 0)
    """The folder in which most files stand, and how many; "" is the topmost."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Paths are below the output folder and sorted."""

    output: Path = Path()
    """The output folder."""
    written: Sequence[PurePosixPath] = ()
    unchanged: Paths = NO_PATHS
    removed: tuple[PurePosixPath, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    articles: int = 0
    sizes: Sizes = Sizes()
    """Of all that stands in the output folder now."""
    held: tuple[tuple[str, int], ...] = ()
    """Why others are not published (`draft`, `future`, `expired`), and how many."""
    explained: tuple[str, ...] = ()
    """Why the page that was asked for was made again or not, in lines."""
    annotated: int = 0
    """Articles that had to be annotated, not found in the cache."""
    timings: tuple[tuple[str, float], ...] = ()
    """Stage and seconds, in order."""
