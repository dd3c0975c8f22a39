"""Texts and annotations kept between builds, by a digest of everything that they depend on.

So an entry is never changed and never stale; what cannot be read, is cut off, or is of another form counts as
missing. Each is kept as soon as it is there, so that what was annotated stays annotated.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sitegen.building.kept.memory import Kind
from sitegen.building.kept.store import Store
from sitegen.model.annotation import Annotations
from sitegen.model.article import Article, SourceFormat
from sitegen.model.text import PlainText

SCHEMA = 2
"""Changes with the form of an entry, beside what the values' own definitions say."""

ANNOTATIONS = "annotations"
"""The kind that they are among all that is kept: the dearest."""


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

    The front matter's other keys are left out: a new title or tag annotates nothing again. A text file's
    publisher tells its credit line.
    """
    front = article.front_matter
    day = front.date.date().isoformat() if front.date else ""
    form = f"{article.format} {article.tags} {front.publisher if article.format is SourceFormat.TEXT else ''}"
    return digest("entry", str(SCHEMA), fingerprint, form, front.language, day, article.body)


@dataclass(frozen=True, slots=True)
class SharedCache:
    """A shared store by its URL, and from how many articles on it is asked."""

    url: str
    least: int = 1
    """A preview does not ask for the one article that was just saved."""


class AnnotationCache:
    """Entries, as one kind of what is kept (`building.kept.store`)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries = Kind(store, ANNOTATIONS, Entry, 0)

    @property
    def folder(self) -> Path | None:
        """Where they are kept."""
        return self._store.folder

    def read(self, key: str) -> Entry | None:
        """The entry of this name; None where there is none that can be used."""
        return self._entries.read((key,)).get(key)

    def has(self, key: str) -> bool:
        """Whether there is an entry of this name, good or not."""
        return self._store.has(ANNOTATIONS, key)

    def write(self, key: str, found: Entry) -> None:
        """Keep an entry. A cache that cannot be written is no cache: `OSError` is the caller's to report."""
        self._entries.write({key: found}, held=False)
        if self._store.fault:
            raise OSError(self._store.fault)
