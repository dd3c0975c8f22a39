"""What a build left in an output folder: every file and folder with its status, kept for the next build.

One text, with what else is kept of the build (`building.unchanged`): names, marks (`filestatus`) and the start of
each content's digest. It holds line by line: a file whose mark is as noted has the content that is noted,
whoever has built since. Where it is damaged or gone, files are read to know what they hold. A build that may
have nothing to do reads it, so this imports next to nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sitegen.atomic import TEMPORARY
from sitegen.building.output.manifest import MANIFEST, folders_above
from sitegen.filestatus import TICK, changed_at, mark_at, mark_of, status_of
from sitegen.model.report import Sizes

FORM = "left 1"
FINE = 50_000_000
"""Nanoseconds: the tick of a clock whose times have a fraction that a coarse one could not keep."""
START = 16
"""Characters of a content's digest that are kept: it is compared with a whole one from the manifest."""
CHUNK = 500
"""Marks that are compared at once: to compare each by itself takes twice as long."""
UNKNOWN = " " * START
_MILLISECOND = 1_000_000
_BETWEEN = "\0"
"""No path has it."""


@dataclass(frozen=True, slots=True)
class Left:
    """What stood in one output folder at the end of a build."""

    manifest: str = ""
    """Digest of the manifest that the build wrote."""
    names: tuple[str, ...] = ()
    """Relative paths of files, then of folders; those of folders end with a slash, "" is the whole."""
    marks: tuple[str, ...] = ()
    """The status of each, `CHUNK` of them to a text."""
    contents: str = ""
    """For each file, `START` characters of the digest of what it held, or spaces where that may have changed
    unseen."""

    @property
    def files(self) -> int:
        """How many of the names are of files."""
        return len(self.contents) // START

    @property
    def paths(self) -> tuple[str, ...]:
        """Of the files."""
        return self.names[: self.files]

    def each(self) -> Iterator[tuple[str, str, str]]:
        """Name, mark and content of each file and folder; "" for a content that is not known."""
        marks = "\n".join(self.marks).split("\n") if self.names else ()
        for number, (name, mark) in enumerate(zip(self.names, marks, strict=True)):
            yield name, mark, self.contents[START * number : START * (number + 1)].strip()

    def sizes(self) -> Sizes:
        """How many files a host would have to take, and how large; from their marks, which begin with the size."""
        found = [(name, int(mark.partition(" ")[0] or 0)) for name, mark, _ in self._files()]
        folders = Counter(name.rpartition("/")[0] for name, _ in found)
        return Sizes(
            files=len(found),
            bytes=sum(size for _, size in found),
            largest=max(found, key=lambda each: (each[1], each[0]), default=("", 0)),
            fullest=max(folders.items(), key=lambda each: (each[1], each[0]), default=("", 0)),
        )

    def _files(self) -> Iterator[tuple[str, str, str]]:
        return (each for each in islice(self.each(), self.files) if each[0] != MANIFEST)

    def data(self) -> bytes:
        """To be kept."""
        text = _BETWEEN.join((FORM, self.manifest, self.contents, *self.marks, *self.names))
        return text.encode("utf-8", "surrogateescape")

    @classmethod
    def of(cls, data: bytes) -> Left:
        """What was kept; nothing where it cannot be used."""
        try:
            form, *parts = data.decode("utf-8", "surrogateescape").split(_BETWEEN)
        except UnicodeDecodeError:
            return cls()
        if form != FORM or len(parts) < 2:
            return cls()
        manifest, contents, *lists = parts
        chunks = -(-len(lists) // (CHUNK + 1))  # a text of marks for every so many names
        found = cls(manifest, tuple(lists[chunks:]), tuple(lists[:chunks]), contents)
        whole = sum(marks.count("\n") + 1 for marks in found.marks) == len(found.names) >= found.files > 0
        return found if whole else cls()


def left_now(
    output: Path, digests: Mapping[str, str], manifest: str, before: Left, touched: Collection[str]
) -> Left:
    """What stands there at the end of a build that left these files, with the digests of their contents.

    `before`: what was noted when it began, `touched`: paths of what is not so any more. Nothing else is asked
    for again.
    """
    noted = _clock(output)
    known = {name: (mark, content) for name, mark, content in before.each()}
    stirred, folders = _folders(touched), sorted(_folders(digests))
    contents: list[str] = []

    def marks() -> Iterator[str]:
        for path, digest in digests.items():
            mark, content = known.get(path, ("", ""))
            if not content or path in touched:
                mark, content = _noted(output, path, digest, noted)
            contents.append(content or UNKNOWN)
            yield mark
        contents.append(UNKNOWN)
        yield mark_at(f"{output}/{MANIFEST}")
        for folder in folders:
            same = folder in known and folder not in stirred
            yield known[folder][0] if same else mark_at(f"{output}/{folder}")

    return Left(manifest, (*digests, MANIFEST, *folders), tuple(_chunks(marks())), "".join(contents))


def _chunks(marks: Iterator[str]) -> Iterator[str]:
    while some := list(islice(marks, CHUNK)):
        yield "\n".join(some)


def _noted(output: Path, path: str, digest: str, noted: int) -> tuple[str, str]:
    """A file's mark, and the start of its digest if it was left alone for longer than its clock ticks."""
    try:
        found = os.lstat(f"{output}/{path}")
    except OSError:
        return "", ""
    status = status_of(found)
    tick = FINE if status[1] % _MILLISECOND and status[2] % _MILLISECOND else TICK
    return mark_of(found), digest[:START] if changed_at(status) + tick < noted else ""


def _folders(paths: Iterable[str]) -> set[str]:
    """All folders above these files; the topmost, which every build stirs, is one of them."""
    found = {""}
    for path in paths:
        for folder in folders_above(path):
            if f"{folder}/" in found:
                break
            found.add(f"{folder}/")
    return found


def _clock(folder: Path) -> int:
    """The disk's time: its files are dated by it, which may be another computer's."""
    probe = folder / f"{TEMPORARY}{os.getpid()}-clock"
    try:
        probe.write_bytes(b"")
        return probe.stat().st_mtime_ns
    except OSError:
        return 0
    finally:
        probe.unlink(missing_ok=True)
