"""Files made in the order in which they are wanted: what somebody looks at comes first, in its place at once.

In: the plans of files that are to be made, and what stands in their places. Out: the digest of each one's
content, which waits beside the output to be renamed into its place, all together (`building.output.writer`). Only
where somebody waits for a page is it renamed at once, and before it the styles and scripts that are new. All
of it can be left between two steps (`building.processes.steps`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sitegen.atomic import replace_file
from sitegen.building.output.manifest import JOURNAL, MANIFEST, digest_of, journal, read_ours
from sitegen.building.output.plan import Planned
from sitegen.building.output.workshop import Workshop
from sitegen.building.processes.progress import Watcher, Step, Tell, after, telling, untold
from sitegen.building.processes.steps import PAUSE, LookedAt, Pause, Steps
from sitegen.building.processes.turns import taking_turns

AT_ONCE = 25
"""Files that are made between two pauses: a third of a second."""


def put_first(
    output: Path,
    plans: Sequence[Planned],
    linked: Sequence[Planned],
    workshop: Workshop,
    left: Collection[str],
) -> Steps[None]:
    """Put these files into their places before the site that they belong to is planned, as far as they differ.

    `linked`: what they may link to. `left`: paths of the files that the last build left: of others no manifest
    would know yet whose they are. Pauses after the first, which is the page; a disk's refusal is left to the
    build that follows.
    """
    known = [plan for plan in plans if plan.path in left]
    contents = {plan.path: workshop.content(plan) for plan in known}
    changed = {
        path: content
        for path, content in contents.items()
        if digest_of(output / path) != hashlib.sha256(content).hexdigest()
    }
    with suppress(OSError), taking_turns(output):
        if not changed or not (output / MANIFEST).exists():  # somebody emptied the folder
            return
        new = [plan for plan in linked if not (output / plan.path).exists()]
        if new:
            _announce(output, [plan.path for plan in new])
        for plan in new:
            replace_file(output / plan.path, workshop.content(plan))
        try:
            for number, (path, content) in enumerate(changed.items()):
                replace_file(output / path, content)
                if number == 0:  # the page comes before the files beside it
                    yield Pause(placed=True)
        finally:
            if not (output / MANIFEST).exists():  # emptied meanwhile: nothing says any more whose they are
                _announce(output, changed)


def _announce(output: Path, paths: Iterable[str]) -> None:
    """Say in the folder that these are ours too."""
    replace_file(output / JOURNAL, journal(read_ours(output).keys() | set(paths)))


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

    def make(self, wanted: Sequence[str]) -> Steps[None]:
        """Make these: at once where nobody looks, else a few between two pauses."""
        left = dict.fromkeys(wanted)
        self._tell = telling(self._progress, Step.MAKE, len(wanted))
        while left:
            looked_at = yield PAUSE
            if self._look(left, looked_at):
                looked_at = yield Pause(placed=True)
            self._make(left, list(left if looked_at is None else islice(left, AT_ONCE)))

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

    def _look(self, left: dict[str, None], looked_at: LookedAt) -> bool:
        """Have in its place what is looked at, as far as it changes and has not yet. Whether anything was."""
        shown = [p for p in looked_at or () if p in left or (self._is_new(p) and p not in self.placed)]
        if not shown:
            return False
        linked = [path for path in left if not self._planned[path].key and not self._there[path]]
        first = (*linked, *(path for path in shown if path not in linked))
        self._make(left, [path for path in first if path in left])
        new = [path for path in first if self._is_new(path)]
        if new and not self.placed:
            self._announce()
        for path in new:
            with suppress(OSError):  # what stands in the way is removed when all is made
                self._put(path)
        return bool(new)

    def _is_new(self, path: str) -> bool:
        return path in self.digests and self.digests[path] != self._there[path]

    def _put(self, path: str) -> None:
        above = path.rpartition("/")[0]
        if above not in self._known:
            (self._output / above).mkdir(parents=True, exist_ok=True)
            self._known.add(above)
        (self._folder / str(self._number[path])).replace(self._output / path)
        self.placed.add(path)
