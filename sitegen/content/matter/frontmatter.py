"""The tree of an article's front matter to typed values, with every mistake placed.

In: the tree, and which keys are the site's own. Out: `Given`, what the editor wrote, and diagnostics; any
error among them leaves the article out. A key that is nearly one of ours is such an error: a mistyped
`draft` must not publish. Keys that mean nothing here are handed on: they are told once for a site. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from sitegen.content.matter import keys, moments, values
from sitegen.content.matter.keys import CHECK, KEYS, MISTAKABLE, SLOTS, Reader
from sitegen.content.matter.nodes import Field, Mapping, Scalar, Value, as_data
from sitegen.content.matter.values import WrongValueError
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Brief, Check

_SWALLOWED = re.compile(r"(?<=\s)#[^\s#].*")
_ADDED_UP = frozenset({"tags", "aliases"})


@dataclass(frozen=True, slots=True)
class Given:
    """What the editor wrote, by key; absent and empty keys are missing."""

    values: Mapping_[str, Any] = field(default_factory=dict)
    brief: Brief = field(default_factory=Brief)
    checked: Check | None = None
    params: str = ""
    """The site's own keys, as a JSON object; "" for none."""
    unused: tuple[tuple[str, int], ...] = ()
    """Keys that mean nothing here, each with its line."""


SLIP = 2
"""Letters that a misspelt key may have more or less than the one that was meant."""


class _Reading:
    """What is found so far in one article's front matter."""

    def __init__(self, path: PurePosixPath, own: Collection[str]) -> None:
        self.path = path
        self.own = frozenset(own)
        self.values: dict[str, Any] = {}
        self.params: dict[str, Any] = {}
        self.unused: list[tuple[str, int]] = []
        self.faults: list[Diagnostic] = []

    def read(self, fields: Iterable[Field]) -> None:
        """Our own keys first, since they count for more than what others call them."""
        others = [item for item in fields if not self._ours(item)]
        for item in others:
            self._other(item, keys.normal(item.key))

    def _ours(self, item: Field) -> bool:
        key = keys.normal(item.key)
        if item.key in self.own:
            self.params[item.key] = as_data(item.value)
        elif key not in KEYS:
            return False
        elif key == "params" and isinstance(item.value, Mapping):
            self.params |= as_data(item.value)
        elif key == "lead" and not _is_empty(item.value) and not values.is_yes_or_no(item.value):
            self._borrow(item, "summary")  # a first paragraph, by themes of Hugo
        elif key == "permalink" and _is_no(item.value):  # Eleventy: no page is to be made
            self.values["draft"] = True
        elif key == "permalink" and isinstance(item.value, Scalar) and "{" in item.value.text:
            self.unused.append((item.key, item.line))  # made from a template
        else:
            read_into(self.values, self.faults, (item,), KEYS, self.path)
        return True

    def _other(self, item: Field, key: str) -> None:
        if key in keys.HOLDS_BACK:
            self._hold_back(item, key)
        elif key in keys.SAME:
            self._borrow(item, keys.SAME[key])
        elif key == "extra" and isinstance(item.value, Mapping):  # Zola
            self.params |= as_data(item.value)
        elif key == "taxonomies" and isinstance(item.value, Mapping):  # Zola, each with its terms
            for taxonomy in item.value.fields:
                self._borrow(taxonomy, "tags")
        elif key in keys.PASSED_OVER or not _near(key, MISTAKABLE):
            self.unused.append((item.key, item.line))
        else:
            self.faults.append(_misspelt(item, MISTAKABLE, self.path))

    def _hold_back(self, item: Field, key: str) -> None:
        value = item.value
        is_from = key in keys.SHOWN_FROM or (key in keys.SAYS_SHOWN and _is_date(value))
        try:
            if key in keys.SHOWN_UNTIL | keys.SHOWN_FROM and (_is_empty(value) or _is_no(value)):
                return
            if key in keys.SHOWN_UNTIL:
                self.values["shown_until"] = moments.date(value)[0]
            elif is_from:
                self._shown_from(moments.date(value))
            elif keys.is_held_back(key, value):
                self.values["draft"] = True
        except WrongValueError as wrong:
            self.faults.append(_wrong(item, wrong, self.path))

    def _shown_from(self, moment: tuple[Any, bool]) -> None:
        self.values["shown_from"] = moment[0]
        self.values.setdefault("date", moment)

    def _borrow(self, item: Field, ours: str) -> None:
        if _is_empty(item.value):
            return
        try:
            value = keys.READERS.get(keys.normal(item.key), KEYS[ours])(item.value)
        except WrongValueError as wrong:
            if ours == "date":  # passed over, it could publish what should wait
                self.faults.append(_wrong(item, wrong, self.path))
            elif ours == "permalink" and "source_url" not in self.values:
                self._borrow(item, "source_url")
            else:
                self.unused.append((item.key, item.line))
            return
        if ours in _ADDED_UP:
            have = self.values.get(ours, ())
            known = {one.casefold() for one in have}
            self.values[ours] = (*have, *(one for one in value if one.casefold() not in known))
        else:
            self.values.setdefault(ours, value)


def read_given(
    tree: Mapping, text: str, first_line: int, path: PurePosixPath, own: Collection[str] = ()
) -> tuple[Given, tuple[Diagnostic, ...]]:
    """Typed values of the known keys, and everything that is wrong; `own`: keys that only the site knows."""
    reading = _Reading(path, own)
    reading.faults += _swallowed(tree, text.split("\n"), first_line, path)
    reading.read(tree.fields)
    found, faults = reading.values, reading.faults
    slots = _group("brief", SLOTS, found, faults, path)
    check = _group("checked", CHECK, found, faults, path)
    if (wrong := found.pop("params", None)) is not None:
        faults.append(_is_no_group("params", {"series": str}, wrong, path))
    line = next((item.line for item in tree.fields if keys.normal(item.key) == "checked"), None)
    checked = None if check is None else Check(**check, line=line)
    params = json.dumps(reading.params, ensure_ascii=False) if reading.params else ""
    return Given(found, Brief(**(slots or {})), checked, params, tuple(reading.unused)), tuple(faults)


def _group(
    key: str,
    readers: dict[str, Reader],
    found: dict[str, Any],
    faults: list[Diagnostic],
    path: PurePosixPath,
) -> dict[str, Any] | None:
    """The values of a group of keys, taken out of `found`; None where there is no such group."""
    group = found.pop(key, None)
    if group is None:
        return None
    values_of: dict[str, Any] = {}
    if isinstance(group, Mapping):
        read_into(values_of, faults, group.fields, readers, path)
    else:
        faults.append(_is_no_group(key, readers, group, path))
    return values_of


def read_into(
    found: dict[str, Any],
    faults: list[Diagnostic],
    fields: Iterable[Field],
    readers: dict[str, Reader],
    path: PurePosixPath,
) -> None:
    """Read each known key into `found`; say of the others what is wrong with them."""
    for item in fields:
        key = keys.normal(item.key)
        reader = readers.get(key)
        if reader is None:
            faults.append(_misspelt(item, readers, path))
        elif key == "draft" or not _is_empty(item.value):
            try:
                found[key] = reader(item.value)
            except WrongValueError as wrong:
                faults.append(_wrong(item, wrong, path))


def _is_empty(value: Value) -> bool:
    return isinstance(value, Scalar) and value.empty


def _is_no(value: Value) -> bool:
    return isinstance(value, Scalar) and value.plain and value.text.lower() in {"false", "no", "off"}


def _is_date(value: Value) -> bool:
    return isinstance(value, Scalar) and value.text[:1].isdigit()


def _near(key: str, known: Iterable[str]) -> str | None:
    """The key that was meant. A word more is another key: "og_title" is no slip in writing "title"."""
    alike = [each for each in known if abs(len(each) - len(key)) <= SLIP]
    return next(iter(get_close_matches(key, alike, 1, 0.75)), None)


def _wrong(item: Field, wrong: WrongValueError, path: PurePosixPath) -> Diagnostic:
    where = Location(path, item.value.line, item.value.column)
    return Diagnostic(wrong.code, Severity.ERROR, f"{item.key}: {wrong.found}", where, wrong.hint)


def _misspelt(item: Field, readers: dict[str, Reader], path: PurePosixPath) -> Diagnostic:
    near, where = _near(keys.normal(item.key), readers), Location(path, item.line, item.column)
    if near is None:
        message = f"there is no key “{item.key}” here; it is ignored"
        hint = f"the keys are: {', '.join(readers)}"
        return Diagnostic("front-matter-unknown-key", Severity.WARNING, message, where, hint)
    message = f"there is no key “{item.key}”; did you mean “{near}”?"
    hint = "correct it, or delete the line; until then the article is left out"
    return Diagnostic("front-matter-misspelt-key", Severity.ERROR, message, where, hint)


def _is_no_group(key: str, readers: Mapping_[str, Any], value: Value, path: PurePosixPath) -> Diagnostic:
    where = Location(path, value.line, value.column)
    hint = f"write below it, indented:  {' ,  '.join(f'{each}: …' for each in readers)}"
    message = f"{key}: this is not a group of keys"
    return Diagnostic("front-matter-wrong-type", Severity.ERROR, message, where, hint)


def _swallowed(tree: Mapping, lines: list[str], first_line: int, path: PurePosixPath) -> Iterator[Diagnostic]:
    """`title: Hall #3 reopens` loses “#3 reopens”: to YAML it is a comment. Say so."""
    for item in tree.fields:
        value = item.value
        if not (isinstance(value, Scalar) and value.plain and item.key in {"title", "summary", "publisher"}):
            continue
        line = lines[value.line - first_line] if value.line - first_line < len(lines) else ""
        rest = _SWALLOWED.search(line, value.column - 1)
        if rest:
            where = Location(path, value.line, rest.start() + 1)
            message = f"{item.key}: “{rest.group().strip()}” is a comment to YAML and is left out"
            hint = "put the whole value in quotation marks, or a space behind the  #"
            yield Diagnostic("front-matter-comment", Severity.WARNING, message, where, hint)
