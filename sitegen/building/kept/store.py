"""Results kept between builds, by the digest of all that they were made from: one SQLite file.

In: a kind, a key and bytes. Out: the bytes again, or nothing. A key never means two things, so a result is
never stale; each has a checksum, so that a damaged one counts as missing, as does a file that is no database.
Each has a generation, the day on which it was last of use, which reading renews: nobody has to say what is
still needed. Builds may share the file. It can be deleted at any time. Where it cannot be written, nothing is
kept: that costs time, and `fault` says why.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

CHECK = 16
"""Bytes of a checksum."""
AT_ONCE = 500
"""Keys in one question; SQLite allows 999."""
PATIENCE = 20.0
"""Seconds to wait for another build that is writing."""
DAY = 86_400
"""Seconds of one generation."""
LONG = 60
"""Generations after which what nobody has asked for goes."""
ROOM = 0.8
"""Share of the limit that is left full where there was too much."""
PAGES_HELD = 256
"""Kilobytes of the file that SQLite holds itself: the system holds them too, and each process would have two
megabytes of its own by default."""
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key TEXT NOT NULL, generation INTEGER NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
)""",
    "CREATE INDEX IF NOT EXISTS by_generation ON kept (generation)",
)


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
                query = f"SELECT key, generation, CAST(value AS BLOB) FROM kept WHERE kind = ? AND key IN ({marks})"  # noqa: S608, E501 - marks only
                aged = []
                for key, generation, value in connection.execute(query, (kind, *some)) if connection else ():
                    if value[:CHECK] == _check(kind, key, value[CHECK:]):
                        found[key] = value[CHECK:]
                    if generation < _today():
                        aged.append(key)
                self._renew(kind, aged)
        return found

    def _renew(self, kind: str, keys: Sequence[str]) -> None:
        """Note that these are of use today. Not being able to costs nothing now."""
        if keys and self._connection:
            with contextlib.suppress(sqlite3.OperationalError), self._connection as connection:
                rows = ((_today(), kind, key) for key in keys)
                connection.executemany("UPDATE kept SET generation = ? WHERE kind = ? AND key = ?", rows)

    def has(self, kind: str, key: str) -> bool:
        """Whether there is a result of this kind under this key, good or not."""
        found = None
        with self._trying():
            if connection := self._open(create=False):
                query = "SELECT 1 FROM kept WHERE kind = ? AND key = ?"
                found = connection.execute(query, (kind, key)).fetchone()
        return found is not None

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
            rows = ((kind, key, _today(), _check(kind, key, value) + value) for key, value in values.items())
            if connection:
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def trim(self, limit: int, dear: str = "") -> None:
        """At the end of a build: let go what was of no use for long, and the oldest where all takes too much.

        `limit`: bytes. Of one generation the results of the `dear` kind go last.
        """
        self.fault = ""  # the next build may try again
        with self._trying():
            connection = self._open(create=False)
            if connection is None:
                return
            stale = (_today() - LONG,)
            if connection.execute("SELECT 1 FROM kept WHERE generation < ?", stale).fetchone():
                with connection:
                    connection.execute("DELETE FROM kept WHERE generation < ?", stale)
            if (size := self.size()) > limit:
                oldest = list(_oldest(connection, size - int(ROOM * limit), dear))
                with connection:
                    connection.executemany("DELETE FROM kept WHERE rowid = ?", oldest)
                connection.executescript("PRAGMA incremental_vacuum")  # execute() gives one page back

    def forked(self) -> None:
        """To be called in a process that was forked: the parent's connection is not ours to use or close."""
        if self._connection is not None:
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

    @property
    def folder(self) -> Path | None:
        """Where the file stands."""
        return self._file and self._file.parent

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
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before there is a table
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # a power cut costs the cache, not the site
            connection.execute(f"PRAGMA cache_size = -{PAGES_HELD}")  # a minus for kilobytes
            for statement in _SCHEMA:
                connection.execute(statement)
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


def _oldest(connection: sqlite3.Connection, excess: int, dear: str) -> Iterator[tuple[int]]:
    """The rows that were of use longest ago, as many as take so many bytes."""
    query = "SELECT rowid, LENGTH(value) FROM kept ORDER BY generation, kind = ?, rowid"
    for row, size in connection.execute(query, (dear,)):
        if excess <= 0:
            return
        excess -= size
        yield (row,)


def _today() -> int:
    """The generation of what is of use now."""
    return int(time.time() // DAY)


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    return not isinstance(error, sqlite3.OperationalError) or "malformed" in str(error)


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _check(kind: str, key: str, value: bytes) -> bytes:
    check = hashlib.sha256(f"{kind} {key}".encode())
    check.update(value)
    return check.digest()[:CHECK]
