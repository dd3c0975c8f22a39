"""The YAML tree of an article to its typed front matter, with every mistake placed.

In: the tree (see `yamlmap`) and the site's language. Out: `Given`, what the editor wrote, and
diagnostics; any error among them leaves the article out. A key that is nearly one of ours is such an
error: a mistyped `draft` must not publish. Other unknown keys are warned of and ignored. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from sitegen.content import values
from sitegen.content.values import WrongValueError
from sitegen.content.yamlmap import Field, Mapping, Scalar, Value
from sitegen.diagnostics import Diagnostic, Location, Severity
from sitegen.model.article import Brief, Check

Reader = Callable[[Value], Any]

_SLOTS: dict[str, Reader] = {
    "news": lambda v: values.words(v, "news: Dockers and owners meet again"),
    "dispute": lambda v: values.words(v, "dispute: Who pays for the cranes"),
    "next": lambda v: values.words(v, "next: A vote on Friday"),
}
_CHECK: dict[str, Reader] = {
    "by": lambda v: values.words(v, "by: Nora Vell"),
    "date": lambda v: values.date(v)[0].date(),
    "digest": lambda v: values.words(v, "digest: 3f9c2a71d0e4").lower(),
}
KEYS: dict[str, Reader] = {
    "title": lambda v: values.words(v, "title: Talks resume"),
    "date": values.date,
    "publisher": lambda v: values.words(v, "publisher: The Harbour Post"),
    "byline": lambda v: values.words(v, "byline: Nora Vell and Tom Askew"),
    "source_url": values.web_address,
    "language": values.language,
    "tags": values.tags,
    "slug": values.slug,
    "summary": lambda v: values.words(v, "summary: Both sides meet again on Monday"),
    "draft": values.yes_or_no,
    "brief": lambda v: v,
    "checked": lambda v: v,
}
"""Every key of the front matter with what reads its value; documented in docs/front-matter.md."""

_ELSEWHERE = {
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "lang": "language",
    "locale": "language",
    "source": "source_url",
    "url": "source_url",
    "link": "source_url",
    "description": "summary",
    "excerpt": "summary",
    "abstract": "summary",
    "categories": "tags",
    "category": "tags",
    "keywords": "tags",
    "pubdate": "date",
    "headline": "title",
    "permalink": "slug",
    "site": "publisher",
}
"""What other tools call our keys: worth a hint, and never taken for a spelling mistake."""
_NOT_MISTAKES = frozenset(_ELSEWHERE) | {"update", "updated", "modified", "lastmod", "image", "layout"}
_HOLDS_BACK = frozenset({"published", "publish", "unpublished", "status", "hidden", "private", "embargo"})
"""Keys with which other tools keep an article back: to ignore them could publish it."""
_SWALLOWED = re.compile(r"(?<=\s)#[^\s#].*")


@dataclass(frozen=True, slots=True)
class Given:
    """What the editor wrote, by key; absent and empty keys are missing."""

    values: Mapping_[str, Any] = field(default_factory=dict)
    brief: Brief = field(default_factory=Brief)
    checked: Check | None = None


def read_given(
    tree: Mapping, yaml: str, yaml_line: int, path: PurePosixPath
) -> tuple[Given, tuple[Diagnostic, ...]]:
    """Typed values of the known keys, and everything that is wrong."""
    found: dict[str, Any] = {}
    faults: list[Diagnostic] = list(_swallowed(tree, yaml.split("\n"), yaml_line, path))
    _read_into(found, faults, tree.fields, KEYS, path)
    slots = _group("brief", _SLOTS, found, faults, path)
    check = _group("checked", _CHECK, found, faults, path)
    line = next((item.line for item in tree.fields if item.key == "checked"), None)
    checked = None if check is None else Check(**check, line=line)
    return Given(found, Brief(**(slots or {})), checked), tuple(faults)


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
        _read_into(values_of, faults, group.fields, readers, path)
    else:
        faults.append(_is_no_group(key, readers, group, path))
    return values_of


def _read_into(
    found: dict[str, Any],
    faults: list[Diagnostic],
    fields: Iterable[Field],
    readers: dict[str, Reader],
    path: PurePosixPath,
) -> None:
    """Read each known key into `found`; say of the others what is wrong with them."""
    for item in fields:
        reader = readers.get(item.key)
        if reader is None:
            faults.append(_unknown(item, readers, path))
        elif item.key == "draft" or not (isinstance(item.value, Scalar) and item.value.empty):
            try:
                found[item.key] = reader(item.value)
            except WrongValueError as wrong:
                where = Location(path, item.value.line, item.value.column)
                message = f"{item.key}: {wrong.found}"
                faults.append(Diagnostic(wrong.code, Severity.ERROR, message, where, wrong.hint))


def _unknown(item: Field, readers: dict[str, Reader], path: PurePosixPath) -> Diagnostic:
    key, where = item.key.lower(), Location(path, item.line, item.column)
    if key in _HOLDS_BACK:
        message = f"“{item.key}” is not a key of sitegen, and ignoring it could publish the article"
        hint = "to keep the article back write  draft: true ; else delete the line"
        return Diagnostic("front-matter-misspelt-key", Severity.ERROR, message, where, hint)
    near = key if key in readers else next(iter(get_close_matches(key, readers, 1, 0.75)), None)
    if near and key not in _NOT_MISTAKES:
        message = f"there is no key “{item.key}”; did you mean “{near}”?"
        hint = "correct it, or delete the line; until then the article is left out"
        return Diagnostic("front-matter-misspelt-key", Severity.ERROR, message, where, hint)
    ours = _ELSEWHERE.get(key)
    hint = f"sitegen calls it  {ours}" if ours else f"the keys are: {', '.join(readers)}"
    message = f"there is no key “{item.key}”; it is ignored"
    return Diagnostic("front-matter-unknown-key", Severity.WARNING, message, where, hint)


def _is_no_group(key: str, readers: dict[str, Reader], value: Value, path: PurePosixPath) -> Diagnostic:
    where = Location(path, value.line, value.column)
    hint = f"write below it, indented:  {' ,  '.join(f'{each}: …' for each in readers)}"
    message = f"{key}: this is not a group of keys"
    return Diagnostic("front-matter-wrong-type", Severity.ERROR, message, where, hint)


def _swallowed(tree: Mapping, lines: list[str], yaml_line: int, path: PurePosixPath) -> Iterator[Diagnostic]:
    """`title: Hall #3 reopens` loses “#3 reopens”: to YAML it is a comment. Say so."""
    for item in tree.fields:
        value = item.value
        if not (isinstance(value, Scalar) and value.plain and item.key in {"title", "summary", "publisher"}):
            continue
        line = lines[value.line - yaml_line] if value.line - yaml_line < len(lines) else ""
        rest = _SWALLOWED.search(line, value.column - 1)
        if rest:
            where = Location(path, value.line, rest.start() + 1)
            message = f"{item.key}: “{rest.group().strip()}” is a comment to YAML and is left out"
            hint = "put the whole value in quotation marks, or a space behind the  #"
            yield Diagnostic("front-matter-comment", Severity.WARNING, message, where, hint)
