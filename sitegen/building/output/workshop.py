"""Planned files made, before any of them is put into its place.

In: plans. Out: the digest of each one's content, and the content in a file of a folder beside the output,
from where it is only renamed. What was made under a key is kept (`store`), so that it is not made again when
the output is gone; the work is shared between cores (`parallel`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sitegen.atomic import TEMPORARY
from sitegen.building.output.plan import Planned
from sitegen.building.processes.parallel import in_parallel
from sitegen.building.processes.progress import Tell, untold
from sitegen.building.kept.store import Store
from sitegen.collecting import apart_from_what_is_there, collect_new
from sitegen.faults import Fault, FaultError, Stage, blaming

PAGES = "packed page"
MANY = 500
"""Files of which some will need what only some need: better once than in each process."""
BATCH = 1_000_000
"""Bytes of content that are made before they are kept."""
LARGEST = 1_000_000
"""Bytes of a content that is kept: larger ones are put together quickly from what is kept of articles."""
QUICK = 1
"""Level of compression: pages take a fifth of their room, and keeping them takes no longer than without."""


class Workshop:
    """Makes files, and keeps what it made."""

    def __init__(
        self, store: Store | None = None, limit: int = 0, prepare: Callable[[], None] = lambda: None
    ) -> None:
        """`limit`: bytes that all that is kept in the store may take.

        `prepare` is called before many files are made, to load once what all processes would load otherwise.
        """
        self._store, self._limit, self.prepare = store or Store(None), limit, prepare
        self._fresh: dict[str, bytes] = {}
        """Made, and not kept yet."""
        self._recent: dict[str, bytes] = {}
        """Kept in this build, as far as it is little."""

    def keep(self, plans: Sequence[Planned]) -> None:
        """Make these and keep them, without a place for them yet; `flush` when there are no more."""
        if not self._limit:
            return
        kept = self._read(plan.kept_as for plan in plans)
        for plan in plans:
            self._unfinished(plan, kept)
        self._flush_much()

    def flush(self) -> None:
        """Keep what was made."""
        size = sum(map(len, self._fresh.values()))
        compressed = {key: zlib.compress(content, QUICK) for key, content in self._fresh.items()}
        if self._store.size() + sum(map(len, compressed.values())) <= self._limit:
            self._store.write(PAGES, compressed)
        if size + sum(map(len, self._recent.values())) <= BATCH:
            self._recent |= self._fresh
        self._fresh = {}

    def _flush_much(self) -> None:
        if sum(map(len, self._fresh.values())) > BATCH:
            self.flush()

    def content(self, plan: Planned) -> bytes:
        """The same as a whole, for who needs it before it has a place."""
        return b"".join(self.parts(plan))

    def parts(self, plan: Planned) -> Iterable[bytes]:
        """The same in parts, for who makes something else of it."""
        return self._parts(plan, self._read((plan.kept_as,)))

    def _parts(self, plan: Planned, kept: Mapping[str, bytes]) -> Iterable[bytes]:
        """What is in the file. `kept`: what was read already."""
        parts = self._unfinished(plan, kept)
        if plan.finish is None:
            return parts
        with plan.blamed():
            return (plan.finish(b"".join(parts)),)

    def _unfinished(self, plan: Planned, kept: Mapping[str, bytes]) -> Iterable[bytes]:
        """As it was made before, else made now; nothing is put to it at last yet."""
        for known in (self._fresh, self._recent, kept):
            if plan.kept_as in known:
                return (known[plan.kept_as],)
        with plan.blamed():
            made = plan.make()
        if not isinstance(made, bytes):
            return _blamed(plan, made)
        if plan.kept_as and len(made) <= LARGEST:
            self._fresh[plan.kept_as] = made
        return (made,)

    def _read(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: zlib.decompress(data) for key, data in self._store.read(PAGES, keys).items()}

    def forked(self) -> None:
        """To be called in a process that was forked."""
        self._store.forked()

    def make(self, plans: Sequence[Planned], folder: Path, first: int = 0, tell: Tell = untold) -> list[str]:
        """Make every plan into `folder`, the file's name its number. Returns the digests of the contents.

        `first`: the number of the first plan.
        """

        def work(part: Sequence[tuple[int, Planned]], tell: Tell) -> list[bytes]:
            made = []
            for digest in self._made(part, folder):
                made.append(digest)
                tell(len(made))
            return made

        if len(plans) >= MANY:
            self.prepare()
        large = [number for number, plan in enumerate(plans) if plan.large]
        with apart_from_what_is_there():
            digests = in_parallel(list(enumerate(plans, first)), work, self.forked, tell, large=large)
        self._mend([each for each in enumerate(plans) if not digests[each[0]]], digests, folder, first)
        return [digest.hex() for digest in digests]

    def _mend(
        self, failed: Sequence[tuple[int, Planned]], digests: list[bytes], folder: Path, first: int
    ) -> None:
        """Try again where something failed, perhaps in another process for want of memory.

        Raises `FaultError` for all that fail again.
        """
        faults: list[Fault] = []
        for place, plan in failed:
            try:
                digests[place] = _written(folder / str(first + place), self._parts(plan, {}))
            except FaultError as error:
                faults += error.faults
        if faults:
            raise FaultError(*faults)

    def _made(self, part: Sequence[tuple[int, Planned]], folder: Path) -> Iterable[bytes]:
        """The digest of each; nothing for one with which something of ours failed."""
        for some in _batches(part):
            kept = self._read(plan.kept_as for _, plan in some if plan.kept_as)
            for number, plan in some:
                digest = b""
                with suppress(FaultError):
                    digest = _written(folder / str(number), self._parts(plan, kept))
                yield digest
            self._flush_much()
            collect_new()
        self.flush()

    def tidy(self) -> None:
        """At the end of a build: what it made is not needed again at once."""
        self._recent = {}


def _blamed(plan: Planned, parts: Iterable[bytes]) -> Iterator[bytes]:
    with plan.blamed():
        yield from parts


def _written(path: Path, parts: Iterable[bytes]) -> bytes:
    """Write a file; returns its digest."""
    total = hashlib.sha256()
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
            total.update(part)
    return total.digest()


def _batches(part: Sequence[tuple[int, Planned]]) -> Iterable[Sequence[tuple[int, Planned]]]:
    return (part[start : start + 100] for start in range(0, len(part), 100))


def new_folder(output: Path) -> Path:
    """A folder for files that are being made, on the disk where they will stand."""
    folder = output / f"{TEMPORARY}{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
