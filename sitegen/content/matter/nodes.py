"""Front matter as a tree, whatever form it was written in: keys and values, each with its place.

Values stay as the words that stand in the file. YAML would read `language: no` as false, `title: 12:30`
as 750 and `title: 1.10` as 1.1; here each key says what it wants (see `values`) and reads the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.text import CONTROLS

DEEPEST = 100
"""Levels of nesting; readers call themselves for each."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as written."""

    text: str
    plain: bool
    """Written without quotation marks."""
    line: int
    column: int

    @property
    def empty(self) -> bool:
        """`key:` with nothing behind it, or an explicit null."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple[Value, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Field:
    """A key and its value. The place is the key's."""

    key: str
    value: Value
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order in which they stand."""

    fields: tuple[Field, ...]
    line: int
    column: int


Value: TypeAlias = Scalar | Listing | Mapping


class RefusedError(Exception):
    """Something in the tree that we do not take, its line counted from 0 in the front matter."""

    def __init__(self, code: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


def as_data(value: Value) -> Any:
    """The value without its places: words, true or false, None, tuples, dictionaries."""
    if isinstance(value, Listing):
        return tuple(as_data(item) for item in value.items)
    if isinstance(value, Mapping):
        return {item.key: as_data(item.value) for item in value.fields}
    if value.empty:
        return None
    if value.plain and value.text.lower() in {"true", "false"}:
        return value.text.lower() == "true"
    return value.text


def without_repeats(tree: Mapping, first_line: int) -> Mapping:
    """Each key once. Raises `RefusedError` where one key has two values; said twice, it is said once."""
    seen: dict[str, Field] = {}
    for item in tree.fields:
        before = seen.setdefault(item.key, item)
        if before is not item and as_data(before.value) != as_data(item.value):
            message = f"“{item.key}” stands here again; the first is on line {before.line}"
            place = item.line - first_line, item.column
            raise RefusedError("front-matter-duplicate-key", message, "keep one of the two", *place)
    return replace(tree, fields=tuple(seen.values()))


def cleaned(tree: Mapping, path: PurePosixPath) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The same without characters that no page can hold: an escape in a value can write them."""
    faults: list[Diagnostic] = []
    fields = tuple(replace(item, value=_cleaned(item.value, path, faults)) for item in tree.fields)
    return replace(tree, fields=fields), tuple(faults)


def _cleaned(value: Value, path: PurePosixPath, faults: list[Diagnostic]) -> Value:
    if isinstance(value, Listing):
        return replace(value, items=tuple(_cleaned(item, path, faults) for item in value.items))
    if isinstance(value, Mapping):
        fields = (replace(item, value=_cleaned(item.value, path, faults)) for item in value.fields)
        return replace(value, fields=tuple(fields))
    text = _joined(value.text) if _SURROGATE.search(value.text) else value.text
    first = CONTROLS.search(text)
    if first:
        message = f"the value has the control character U+{ord(first.group()):04X}: read as a space"
        where = Location(path, value.line, value.column)
        hint = "delete the escape that writes it"
        faults.append(Diagnostic("control-character", Severity.WARNING, message, where, hint))
    return value if text is value.text and not first else replace(value, text=CONTROLS.sub(" ", text))


def _joined(text: str) -> str:
    """Halves of a character, as JSON escapes write them, put together; a half alone is no character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def from_data(data: Any, place: Place) -> Value:
    """A tree of plain data as other readers give it, placed as well as `place` can."""
    return _from_data(data, place, "", (1, 1), 0)


class Place:
    """Where keys stand in a text: looked for, since the readers of TOML and JSON do not tell."""

    def __init__(self, text: str, first_line: int, pattern: str) -> None:
        """`pattern`: what a key looks like, with a place for its name."""
        self._lines = list(enumerate(text.split("\n"), first_line))
        self._pattern = pattern

    def of(self, key: str, after: int) -> tuple[int, int]:
        """Line and column of the first such key from line `after` on."""
        found = re.compile(self._pattern % re.escape(key))
        for number, line in self._lines:
            match = found.search(line) if number >= after else None
            if match:
                return number, match.start("key") + 1
        return max(after, self._lines[0][0]), 1


def _from_data(data: Any, place: Place, key: str, at: tuple[int, int], depth: int) -> Value:
    if depth > DEEPEST:
        raise RefusedError("front-matter-syntax", "nested too deeply", "two levels are enough", 0, 1)
    if isinstance(data, dict):
        data = tuple(data.items())
    if isinstance(data, tuple):
        return Mapping(tuple(_fields(data, place, at[0], depth)), *at)
    if isinstance(data, list):
        return Listing(tuple(_from_data(item, place, key, at, depth + 1) for item in data), *at)
    return Scalar(_words(data), not isinstance(data, str), *at)


def _fields(pairs: tuple[tuple[str, Any], ...], place: Place, line: int, depth: int) -> Iterator[Field]:
    for key, value in pairs:
        at = place.of(key, line)
        yield Field(key, _from_data(value, place, key, at, depth + 1), *at)


def _words(data: Any) -> str:
    if isinstance(data, bool):
        return str(data).lower()
    return "" if data is None else str(data)
