"""One object of the shared store: a value under its key, with a checksum over both. Pure.

So an object that was cut off, changed or copied under another name is known for what it is. Equal values give
equal objects, whoever writes them: it does not matter which of two writers was the last.
"""

from __future__ import annotations

import hashlib
import zlib

HEAD = b"sitegen annotations 1\n"
CHECK = 32
"""Bytes of a checksum."""
LARGEST = 100_000_000
"""Bytes of a value: no article has as many."""


class DamagedError(Exception):
    """The object is not what was written under this key."""


def object_name(key: str) -> str:
    """Where it stands below the store's own place: in one of 256 folders, for stores that have folders."""
    return f"annotations/{key[:2]}/{key}"


def object_of(key: str, value: bytes) -> bytes:
    """The value as an object."""
    body = zlib.compress(value)
    return HEAD + _check(key, body) + body


def value_of(key: str, data: bytes) -> bytes:
    """The value in an object. Raises `DamagedError`."""
    check, body = data[len(HEAD) : len(HEAD) + CHECK], data[len(HEAD) + CHECK :]
    if not data.startswith(HEAD) or check != _check(key, body):
        raise DamagedError
    reader = zlib.decompressobj()
    try:
        value = reader.decompress(body, LARGEST)
    except zlib.error as error:
        raise DamagedError from error
    if not reader.eof:
        raise DamagedError
    return value


def _check(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + body).digest()
