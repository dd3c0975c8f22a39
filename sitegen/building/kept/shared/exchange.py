"""Annotations to and from a shared store, while a build annotates.

In: keys, and entries that were made. Out: entries that are there already, and at the end what is to be told.
A thread does it meanwhile and ends with the exchange, lest a build with threads could not share the making of
pages between processes. A store that is slow, away or closed to us costs a few seconds and one warning:
after a few failures in a row nothing more is asked of it.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import wait as wait_for_all
from itertools import islice
from threading import Thread
from typing import Any, TypeVar

from sitegen.building.kept.cache import Entry
from sitegen.building.kept.shared.objects import DamagedError, object_name, object_of, value_of
from sitegen.building.kept.shared.remote import Remote, StoreError
from sitegen.codec import UnreadableError, packed, unpacker
from sitegen.diagnostics import Diagnostic, Severity

T = TypeVar("T")
AT_ONCE = 32
"""Objects on their way at the same time."""
PORTION = 64
"""Articles that are looked up together, shortly before it is their turn."""
WAITING = 512
"""Objects that may wait to be written: more would be held in memory."""
TRIES = 3
"""Failures in a row after which the store is left alone."""
SLOW, MOMENT = 0.1, 2.0
"""Seconds an article for looking a portion up, beyond this many in all: annotating would be as quick."""
LAST = 30.0
"""Seconds to wait at the end for what is still to be written."""
END = 15.0
"""Seconds to wait for the thread at last."""
_TOO_SLOW = "it is too slow"
_entry = unpacker(Entry)


class Exchange:
    """With one store, for as long as one build annotates."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, name="shared cache", daemon=True)
        self._room: asyncio.Semaphore | None = None
        self._remote: Remote | None = None
        self._writing: deque[Future[None]] = deque()
        self._failures, self._last, self._wrong = 0, "", ""
        """In a row; why the last one; why nothing is asked any more."""
        self._undone, self._damaged = 0, list[str]()
        """Objects that were not read or written for what is wrong; keys of damaged ones."""

    def __enter__(self) -> Exchange:
        self._thread.start()
        self._wait(self._open())
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Wait for what is still to be written, unless the build was stopped; then end the thread."""
        try:
            late = wait_for_all(self._writing, 0 if kind else LAST).not_done
            for each in late:
                each.cancel()
            if late:
                self._undone, self._last = self._undone + len(late), self._last or _TOO_SLOW
            self._wait(self._close())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(END)

    def lacking(self, keys: Sequence[str], take: Callable[[str, Entry], None]) -> Iterator[str]:
        """Those keys under which there is nothing good, in order; `take` gets what there is.

        Each is looked up shortly before it is asked for here: another build may be at the same articles.
        """
        waiting = iter(keys)
        while portion := list(islice(waiting, PORTION)):
            began = time.monotonic()
            found = self._wait(self._read_all(portion))
            if time.monotonic() - began > max(MOMENT, SLOW * len(portion)):
                self._wrong = self._wrong or _TOO_SLOW
            for key, entry in zip(portion, found, strict=True):
                if entry is None:
                    yield key
                else:
                    take(key, entry)

    def offer(self, key: str, entry: Entry) -> None:
        """Have it written, some time before the end."""
        while self._writing and (self._writing[0].done() or len(self._writing) >= WAITING):
            wait_for_all([self._writing.popleft()])
        self._writing.append(asyncio.run_coroutine_threadsafe(self._write(key, entry), self._loop))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What is to be told, once it is over. Never more of the URL than where it leads."""
        if self._wrong or self._undone:
            used = "is not used any more" if self._wrong else "did not always serve"
            yield Diagnostic(
                "cache-shared-unusable",
                Severity.WARNING,
                f"the shared cache {self._url} {used}: {self._wrong or self._last}; "
                f"{self._undone} times nothing could be read or written",
                hint="the site is complete, and this computer's cache has all of it; " + _ADVICE,
            )
        if self._damaged:
            first, more = object_name(self._damaged[0]), len(self._damaged) - 1
            others = f" and {more} more" if more else ""
            yield Diagnostic(
                "cache-shared-damaged",
                Severity.WARNING,
                f"in the shared cache {self._url} {first}{others} was damaged; "
                "it is annotated again and replaced",
                hint="the site is complete; if it happens again, look who else writes there, and at the disk",
            )

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(
            lambda _, __: None
        )  # what libraries say may name what nobody should read
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
        finally:
            self._loop.close()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _open(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)
        try:
            self._remote = Remote(self._url)
            await self._remote.open()
        except ImportError:
            self._wrong = "fsspec is not installed here"
        except StoreError as error:
            self._wrong = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the build does without
            self._wrong = f"it failed ({type(error).__name__})"

    async def _close(self) -> None:
        if self._remote:
            await self._remote.close()

    async def _read_all(self, keys: Sequence[str]) -> list[Entry | None]:
        return await asyncio.gather(*map(self._read, keys))

    async def _read(self, key: str) -> Entry | None:
        """What is there; None where that is nothing, or nothing good."""

        async def read(remote: Remote) -> bytes | None:
            return await remote.read(object_name(key))

        data = await self._trying(read)
        if data is None:
            return None
        try:
            return _entry(value_of(key, data))
        except (DamagedError, UnreadableError):
            self._damaged.append(key)
            return None

    async def _write(self, key: str, entry: Entry) -> None:
        """What is there already was written by somebody who found the same, unless it is damaged."""

        async def write(remote: Remote) -> None:
            await remote.write(object_name(key), object_of(key, packed(entry)))

        await self._trying(write)

    async def _trying(self, work: Callable[[Remote], Coroutine[Any, Any, T]]) -> T | None:
        """Do it, unless the store is left alone; note what fails."""
        async with self._room or asyncio.Semaphore():
            if self._wrong or self._remote is None:
                self._undone += 1
                return None
            try:
                done = await work(self._remote)
            except StoreError as error:
                self._undone += 1
                self._failures, self._last = self._failures + 1, str(error)
                if self._failures >= TRIES:
                    self._wrong = self._wrong or self._last
                return None
            self._failures = 0
            return done


_ADVICE = (
    "see that the address is right, that the store is up and that its credentials (as AWS_ACCESS_KEY_ID) "
    'allow to list, read and write; the libraries come with  pip install "sitegen[cache]"'
)
