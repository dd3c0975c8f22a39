"""Texts and annotations kept between builds: a content-addressed store of plain JSON files.

An entry's name is a digest of everything that its content depends on, so an entry is never changed and
never stale; what cannot be read, is cut off, or is of another form counts as missing. Entries are written
to a temporary file and renamed: two builds may share a cache. It can be deleted at any time. A file's time
says when its entry was last of use, to the day, so that the least useful go first where it grows too large.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.codec import UnreadableError, as_json, json_reader
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article
from sitegen.model.text import PlainText

SCHEMA = 2
"""Changes with the form of an entry, beside what the values' own definitions say."""

DAY = 86_400
"""Seconds."""
FOLDER = 2
"""Characters of a key that name the folder of its entry."""


def digest(*parts: str | bytes) -> str:
    """SHA-256 of the parts and where each ends: ("ab", "c") and ("a", "bc") differ."""
    framed: list[bytes] = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        framed += (len(data).to_bytes(8, "big"), data)
    return hashlib.sha256(b"".join(framed)).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one article's body, whatever its title."""

    plain: PlainText
    annotations: Annotations


def entry_key(article: Article, fingerprint: str) -> str:
    """The name of an article's entry: its body, what annotators may know of it, and who reads and annotates.

    The front matter's other keys are left out: a new title or tag annotates nothing again.
    """
    front = article.front_matter
    day = front.date.date().isoformat() if front.date else ""
    return digest("entry", str(SCHEMA), fingerprint, str(article.format), front.language, day, article.body)


@dataclass(frozen=True, slots=True)
class AnnotationCache:
    """The store below `folder`; nothing is created before the first entry is written."""

    folder: Path

    def read(self, key: str) -> Entry | None:
        """The entry of this name; None where there is none that can be used."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        self._touch(key)
        try:
            name, _, body = data.partition(b"\n")
            if name.decode("ascii", "replace") != f"{key} {digest(body)}":
                return None
            return _read(body)
        except UnreadableError:
            return None

    def has(self, key: str) -> bool:
        """Whether there is an entry of this name, good or not."""
        return os.path.isfile(self._path(key))  # noqa: PTH113 - where nothing can be read, nothing is there

    def write(self, key: str, found: Entry) -> None:
        """Keep an entry. A cache that cannot be written is no cache: `OSError` is the caller's to report."""
        body = as_json(found)
        data = f"{key} {digest(body)}\n".encode("ascii") + body
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _touch(self, key: str) -> None:
        """Note that an entry is of use; once a day is enough, and not being able to costs nothing."""
        with suppress(OSError):
            if self._path(key).stat().st_mtime < time.time() - DAY:
                os.utime(self._path(key))

    def trim(self, limit: int) -> None:
        """Remove the entries that were of use longest ago until the rest takes `limit` bytes at most."""
        found = []
        for entry in self.entries():
            with suppress(OSError):  # another build has just removed it
                status = entry.stat()
                found.append((status.st_mtime_ns, status.st_size, entry.path))
        excess = sum(size for _, size, _ in found) - limit
        for _, size, path in sorted(found):
            if excess <= 0:
                return
            with suppress(OSError):
                Path(path).unlink(missing_ok=True)
                excess -= size

    def entries(self) -> Iterator[os.DirEntry[str]]:
        """All entries, in no order."""
        for folder in _listed(self.folder):
            if len(folder.name) == FOLDER and folder.is_dir():
                yield from (entry for entry in _listed(folder.path) if entry.name.endswith(".json"))

    def _path(self, key: str) -> Path:
        return self.folder / key[:FOLDER] / f"{key}.json"


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


_read = json_reader(Entry)
