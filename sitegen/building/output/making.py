"""Files made in the order in which they are wanted: what somebody looks at comes first, in its place at once.

In: the plans of files that are to be made, and what stands in their places. Out: the digest of each one's
content, which waits beside the output to be renamed into its place, all together (`building.output.writer`). Only
where somebody waits for a page is it renamed at once, and before it the styles and scripts that are new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sitegen.building.processes.progress import Step, Tell, Watcher, after, telling, untold
from sitegen.building.output.workshop import Planned, Workshop
from sitegen.building.processes.urgent import NOBODY, Urgent

AT_ONCE = 25
"""Files that are made before it is asked again whether something else is urgent: a third of a second."""


class Making:
    """The files of one build that have to be made."""

    def __init__(
        self,
        workshop: Workshop,
        folders: tuple[Path, Path],
        planned: Mapping[str, Planned],
        there: Mapping[str, str],
        announce: Callable[[], None],
        progress: Watcher | None = None,
    ) -> None:
        """`folders`: where they are made, and the output. `there`: digests of what stands in each place now.

        `announce` is called before the first file is put into its place.
        """
        self._workshop, self._planned, self._there, self._announce = workshop, planned, there, announce
        self._folder, self._output = folders
        self._progress = progress
        self._number: dict[str, int] = {}
        self._known: set[str] = set()
        self._tell: Tell = untold
        self.digests: dict[str, str] = {}
        """Path to digest of all that is made."""
        self.placed: set[str] = set()
        """What is in its place already."""

    def make(self, wanted: Sequence[str], urgent: Urgent) -> None:
        """Make these. Raises `PutOffError` soon after something else is more urgent."""
        left = dict.fromkeys(wanted)
        self._tell = telling(self._progress, Step.MAKE, len(wanted))
        while left:
            self._look(left, urgent)
            urgent.check()
            self._make(left, list(left if urgent is NOBODY else islice(left, AT_ONCE)))

    def put(self, paths: Iterable[str]) -> None:
        """Rename what was made into its place, as far as it is not there yet."""
        for path in paths:
            if path not in self.placed:
                self._put(path)

    def _make(self, left: dict[str, None], paths: Sequence[str]) -> None:
        first = len(self._number)
        plans = [self._planned[path] for path in paths]
        made = self._workshop.make(plans, self._folder, first, after(first, self._tell))
        for number, (path, digest) in enumerate(zip(paths, made, strict=True), first):
            self._number[path], self.digests[path] = number, digest
            del left[path]

    def _look(self, left: dict[str, None], urgent: Urgent) -> None:
        """What is looked at, as far as it is to change and has not yet."""
        looked_at = urgent.looked_at()
        shown = [p for p in looked_at if p in left or (self._is_new(p) and p not in self.placed)]
        if not shown:
            return
        linked = [path for path in left if not self._planned[path].key and not self._there[path]]
        first = (*linked, *(path for path in shown if path not in linked))
        self._make(left, [path for path in first if path in left])
        new = [path for path in first if self._is_new(path)]
        if new and not self.placed:
            self._announce()
        for path in new:
            with suppress(OSError):  # what stands in the way is removed when all is made
                self._put(path)
        if new:
            urgent.told()

    def _is_new(self, path: str) -> bool:
        return path in self.digests and self.digests[path] != self._there[path]

    def _put(self, path: str) -> None:
        above = path.rpartition("/")[0]
        if above not in self._known:
            (self._output / above).mkdir(parents=True, exist_ok=True)
            self._known.add(above)
        (self._folder / str(self._number[path])).replace(self._output / path)
        self.placed.add(path)
