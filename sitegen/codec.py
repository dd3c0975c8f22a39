"""Our frozen values as bytes and back, checked while they are read: the only home of msgspec.

JSON for what people or other programs may look at, MessagePack for what is only kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any, TypeVar, overload

import msgspec

T = TypeVar("T")
UnreadableError = msgspec.MsgspecError
"""Raised by readers: bytes that are not the value that was asked for."""


def as_json(value: object) -> bytes:
    """Any of our values as JSON: equal values give equal bytes."""
    return msgspec.json.encode(value, enc_hook=_encoded, order="deterministic")


def json_in_order(value: object) -> bytes:
    """Plain values as JSON, keys in the order in which they are given, no space between them."""
    return msgspec.json.encode(value)


def json_reader(form: type[T]) -> Callable[[bytes], T]:
    """Reads such values again. Raises `UnreadableError`."""
    return msgspec.json.Decoder(form, dec_hook=_decoded).decode


def from_toml(text: str, form: type[T]) -> T:
    """A dataclass from TOML, each key a field. Raises `UnreadableError` where they are not the same."""
    found = tomllib.loads(text)
    unknown = found.keys() - {field.name for field in fields(form)}  # type: ignore[arg-type]
    if unknown:
        raise msgspec.ValidationError(f"no such key: {min(unknown)}")
    return msgspec.convert(found, form, dec_hook=_decoded)


def packed(value: object) -> bytes:
    """Any of our values as MessagePack: equal values give equal bytes.

    By way of plain values, which costs half as much again: MessagePack's own form of a moment is one in UTC,
    and forgets the offset, and with it the day, that the writer gave.
    """
    plain = msgspec.to_builtins(value, builtin_types=(bytes,), enc_hook=_encoded, order="deterministic")
    return msgspec.msgpack.encode(plain)


def unpacker(form: type[T]) -> Callable[[bytes], T]:
    """Reads such values again. Raises `UnreadableError`."""
    return msgspec.msgpack.Decoder(form, dec_hook=_decoded).decode


class Unpacking(Sequence[T]):
    """Values that stay packed, each unpacked whenever it is asked for: a quarter of their room."""

    __slots__ = ("_parts", "_read")

    def __init__(self, parts: Sequence[bytes], read: Callable[[bytes], T]) -> None:
        self._parts, self._read = parts, read

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Unpacking[T]: ...
    def __getitem__(self, place: int | slice) -> T | Unpacking[T]:
        if isinstance(place, slice):
            return Unpacking(self._parts[place], self._read)
        return self._read(self._parts[place])


def _encoded(value: Any) -> Any:
    """Paths as text: the only values of ours that neither form knows."""
    if isinstance(value, PurePosixPath):
        return str(value)
    raise NotImplementedError(type(value))


def _decoded(kind: type, value: Any) -> Any:
    if kind is PurePosixPath:
        return PurePosixPath(value)
    raise NotImplementedError(kind)
