"""A place for objects behind a URL: a bucket, a folder, memory; whatever fsspec knows.

In: names and bytes. Out: bytes. Everything is asynchronous and has its bound in time. An object is there
whole or not at all: stores of objects see to that; elsewhere it is written beside its place and renamed.
What goes wrong is told in words of ours: what a library says may name what nobody should read.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 5.0
"""Seconds for one object. An article is annotated in a tenth of a second."""
LIMITS = {"s3": {"max_concurrency": 1}, "s3a": {"max_concurrency": 1}}
"""Options by scheme. One request for an object: none to ask how large it is."""


class StoreError(Exception):
    """Nothing can be read or written there now; says why, in words that may be printed."""


class Remote:
    """Objects below a URL. To be made and used inside one event loop."""

    def __init__(self, url: str) -> None:
        """Raises `StoreError` where nothing here knows such URLs."""
        from fsspec import get_filesystem_class
        from fsspec.core import url_to_fs
        from fsspec.implementations.asyn_wrapper import AsyncFileSystemWrapper

        scheme = url.partition("://")[0]
        try:
            kind: Any = get_filesystem_class(scheme)
            if kind.async_impl:
                options = {"asynchronous": True, "skip_instance_cache": True, **LIMITS.get(scheme, {})}
                self._files, self._root = url_to_fs(url, **options)
            else:
                plain, self._root = url_to_fs(url)
                self._files = AsyncFileSystemWrapper(plain, asynchronous=True)
        except (ImportError, ValueError) as error:
            raise StoreError(f"nothing that is installed here reads {scheme}:// addresses") from error
        self._whole = kind.async_impl or scheme == "memory"
        self._session: Any = None

    async def open(self) -> None:
        """Connect, where that is a thing. Raises `StoreError`."""
        connect = getattr(self._files, "set_session", None)
        if connect:
            self._session = await _bounded(connect())

    async def close(self) -> None:
        """Give connections back."""
        with suppress(Exception):
            if self._session is not None:
                await asyncio.wait_for(self._session.close(), PATIENCE)

    async def read(self, name: str) -> bytes | None:
        """An object; None where there is none. Raises `StoreError`."""
        try:
            found: bytes = await _bounded(self._files._cat_file(self._path(name)))  # noqa: SLF001 - fsspec's asynchronous interface has these names
        except FileNotFoundError:
            return None
        return found

    async def write(self, name: str, data: bytes) -> None:
        """Put an object in its place. Raises `StoreError`."""
        try:
            await _bounded(self._put(self._path(name), data))
        except FileNotFoundError as error:
            raise StoreError("there is no such bucket or folder") from error

    async def _put(self, path: str, data: bytes) -> None:
        files = self._files
        if self._whole:
            await files._pipe_file(path, data)  # noqa: SLF001 - see above
            return
        beside = f"{path}.{uuid.uuid4().hex}.new"
        await files._makedirs(path.rpartition("/")[0], exist_ok=True)  # noqa: SLF001 - see above
        try:
            await files._pipe_file(beside, data)  # noqa: SLF001 - see above
            await files._mv(beside, path)  # noqa: SLF001 - see above
        except BaseException:
            with suppress(Exception):
                await files._rm_file(beside)  # noqa: SLF001 - see above
            raise

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"


async def _bounded(work: Awaitable[T]) -> T:
    """Raises `FileNotFoundError`, and for all else `StoreError`."""
    try:
        return await asyncio.wait_for(work, PATIENCE)
    except FileNotFoundError:
        raise
    except TimeoutError as error:
        raise StoreError(f"it did not answer within {PATIENCE:.0f} s") from error
    except PermissionError as error:
        raise StoreError("access was denied") from error
    except Exception as error:
        raise StoreError(_plainly(error)) from error


def _plainly(error: Exception) -> str:
    """What happened, by the kinds of errors alone."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if any("Credentials" in kind for kind in kinds):
        return "there are no credentials for it"
    if isinstance(error, ConnectionError) or any("Connect" in kind for kind in kinds):
        return "it cannot be reached"
    told = error.strerror if isinstance(error, OSError) and error.errno else ""
    return (
        (told or f"it failed ({type(error).__name__})").lower()
        if told
        else f"it failed ({type(error).__name__})"
    )
