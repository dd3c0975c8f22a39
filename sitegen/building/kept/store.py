"""Results kept between builds, by the digest of all that they were made from: one SQLite file.

In: a kind, a key and bytes. Out: the bytes again, or nothing. A key never means two things, so a result is
never stale; each has a checksum, so that a damaged one counts as missing, as does a file that is no database.
Builds may share it. It can be deleted at any time. Where it cannot be written, nothing is kept: that costs
time, and `fault` says why.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

CHECK = 16
"""Bytes of a checksum."""
AT_ONCE = 500
"""Keys in one question; SQLite allows 999."""
PATIENCE = 20.0
"""Seconds to wait for another build that is writing."""
PAGES_HELD = 256
"""Kilobytes of the file that SQLite holds itself: the system holds them too, and each process would have two
megabytes of its own by default."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, key)
)
"""


class Store:
    """The results kept in one file; without a file, or where it is of no use, in nothing."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._leaked: sqlite3.Connection | None = None
        self.fault = ""
        """Why nothing can be kept; "" while all is well."""

    def read(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the results that are there and whole."""
        found: dict[str, bytes] = {}
        with self._trying():
            connection = self._open(create=False)
            for some in _chunks(sorted(set(keys))) if connection else ():
                marks = ",".join("?" * len(some))
                query = f"SELECT key, CAST(value AS BLOB) FROM kept WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - marks only
                for key, value in connection.execute(query, (kind, *some)) if connection else ():
                    if value[:CHECK] == _check(kind, key, value[CHECK:]):
                        found[key] = value[CHECK:]
        return found

    def keys(self, kind: str) -> list[str]:
        """The keys under which there are results of this kind."""
        found: list[str] = []
        with self._trying():
            connection = self._open(create=False)
            if connection:
                found = [key for (key,) in connection.execute("SELECT key FROM kept WHERE kind = ?", (kind,))]
        return found

    def write(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep these results."""
        if not values or self.fault:
            return
        with self._trying():
            connection = self._open(create=True)
            rows = ((kind, key, _check(kind, key, value) + value) for key, value in values.items())
            if connection:
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def keep_only(self, kind: str, keys: Iterable[str]) -> None:
        """Remove the results of this kind that are under other keys, where they have become many."""
        wanted = set(keys)
        with self._trying():
            connection = self._open(create=False)
            if connection is None:
                return
            there = [key for (key,) in connection.execute("SELECT key FROM kept WHERE kind = ?", (kind,))]
            stale = [key for key in there if key not in wanted]
            if len(stale) > max(len(wanted) // 2, AT_ONCE):
                with connection:
                    connection.executemany(
                        "DELETE FROM kept WHERE kind = ? AND key = ?", ((kind, k) for k in stale)
                    )

    def forked(self) -> None:
        """To be called in a process that was forked: the parent's connection is not ours to use or close."""
        self._leaked, self._connection = self._connection, None

    def size(self) -> int:
        """Bytes that all results take; 0 where there are none."""
        size = 0
        with self._trying():
            connection = self._open(create=False)
            if connection:
                pages, free, page = (
                    connection.execute(f"PRAGMA {name}").fetchone()[0]
                    for name in ("page_count", "freelist_count", "page_size")
                )
                size = (pages - free) * page
        return size

    def clear(self) -> None:
        """Forget everything."""
        self.close()
        self._remove()

    def close(self) -> None:
        """Give the file back. It is opened again when needed."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _open(self, *, create: bool) -> sqlite3.Connection | None:
        if self._connection is None and self._file is not None and (create or self._file.is_file()):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # a build and its preview are one thread after the other, never two at once
            connection = sqlite3.connect(self._file, PATIENCE, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # a power cut costs the cache, not the site
            connection.execute(f"PRAGMA cache_size = -{PAGES_HELD}")  # a minus for kilobytes
            connection.execute(_SCHEMA)
            self._connection = connection
        return self._connection

    @contextlib.contextmanager
    def _trying(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            self.close()
            if _is_damaged(error) and self._remove():
                return
            self.fault = self.fault or str(error)
        except OSError as error:
            self.fault = self.fault or error.strerror or str(error)

    def _remove(self) -> bool:
        """Remove a file that is no database, or no longer one, so that the next build has a new one."""
        try:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        except OSError:
            return False
        return True


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    return not isinstance(error, sqlite3.OperationalError) or "malformed" in str(error)


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _check(kind: str, key: str, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=CHECK, key=f"{kind} {key}".encode()[:64]).digest()
