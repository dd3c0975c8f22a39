"""YAML text to a tree in which every key and value knows its line and column.

In: the text between the marks and the line it starts on. Out: a `Mapping` or the reason why not. Pure.

Values stay as the words that stand in the file. YAML would read `language: no` as false, `title: 12:30`
as 750 and `title: 1.10` as 1.1; here each key says what it wants (see `values`) and reads the words.
Anchors, aliases and tags are refused: nobody needs them in front matter, and they can be made to grow
without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

import yaml

from sitegen.content.yaml_errors import in_plain_words, place
from sitegen.diagnostics import Diagnostic, Location, Severity

_FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it is there
_PLAIN = "tag:yaml.org,2002:"
DEEPEST = 100
"""Levels of nesting; the composers call themselves for each."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


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


class _Loader(_FASTEST):  # type: ignore[misc]
    """Composes without guessing what a word could mean: a third of the time, for nothing we use."""

    def resolve(self, *_: object) -> str:
        """Every value is as written."""
        return _PLAIN


class _RefusedError(Exception):
    """Something in the tree that we do not take."""

    def __init__(self, code: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


def parse_mapping(
    text: str, first_line: int, path: PurePosixPath, what: str = "the front matter", page: str = ""
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The mapping, empty for empty text; None with the error, placed in the file.

    `what` it is, for messages; `page` of the documentation to be named instead of hints on front matter.
    """
    try:
        node = _composed(text)
        if node is None:
            return Mapping((), first_line, 1), ()
        tree = _tree(node, first_line)
    except _RefusedError as error:
        where = Location(path, error.line + first_line, error.column)
        hint = f"mend this line; {page} shows the form" if page else error.hint
        return None, (Diagnostic(error.code, Severity.ERROR, error.message, where, hint),)
    if isinstance(tree, Mapping):
        return tree, ()
    return None, (_not_mapping(path, tree.line, what),)


def _not_mapping(path: PurePosixPath, line: int, what: str) -> Diagnostic:
    return Diagnostic(
        "front-matter-syntax",
        Severity.ERROR,
        f"{what} has no keys",
        Location(path, line),
        "every line is  key: value  as in  title: Talks resume ; if a horizontal rule was meant, write  ***",
    )


def _composed(text: str) -> yaml.Node | None:
    """The node graph. Raises `_RefusedError`, its lines counted from 0 in `text`."""
    code = "front-matter-syntax"
    try:
        if _needs_scan(text):
            _refuse_aliases_and_depth(text)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = place(error)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        at_problem = error.problem_mark.line if error.problem_mark else line
        message, hint = in_plain_words(error, [*text.split("\n"), ""][at_problem])
        raise _RefusedError(code, message, hint, line, column + 1) from error
    except yaml.YAMLError as error:
        raise _RefusedError(
            code, f"not valid YAML: {error}", "compare with docs/front-matter.md", 0, 1
        ) from error
    return node


def _needs_scan(text: str) -> bool:
    """Whether there may be an alias, or enough brackets, dashes and lines to nest deeply.

    A scan costs as much as composing, so it is made only then; hardly any article needs it.
    """
    steps = sum(text.count(sign) for sign in ("[", "{", "- ", "-\t", "? ", "?\t", "\n"))
    return "&" in text or "*" in text or steps > DEEPEST


def _refuse_aliases_and_depth(text: str) -> None:
    """Read the flat stream of events before the composer does: nesting without end would crash it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            hint = "front matter needs two levels at most"
            raise _RefusedError("front-matter-syntax", "nested too deeply", hint, line, column)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"a value that starts with  {sign}"
            hint = f'put the value in quotation marks:  title: "{sign}{anchor}…"'
            raise _RefusedError("front-matter-syntax", message, hint, line, column)


def _tree(node: yaml.Node, first_line: int) -> Value:
    line, column = node.start_mark.line + first_line, node.start_mark.column + 1
    if not node.tag.startswith(_PLAIN):
        raise _RefusedError(
            "front-matter-syntax",
            f"a value that starts with  {node.tag}",
            f'put the value in quotation marks:  title: "{node.tag} …"',
            node.start_mark.line,
            column,
        )
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, node.style in {None, ""}, line, column)
    if isinstance(node, yaml.SequenceNode):
        return Listing(tuple(_tree(item, first_line) for item in node.value), line, column)
    return Mapping(tuple(_fields(node, first_line)), line, column)


def _fields(node: yaml.Node, first_line: int) -> Iterator[Field]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            message = "a key that is not a word"
            raise _RefusedError("front-matter-syntax", message, "every line is  key: value", line, column)
        key = key_node.value
        if key in seen:
            raise _RefusedError(
                "front-matter-duplicate-key",
                f"“{key}” stands here again; the first is on line {seen[key]}",
                "keep one of the two",
                line,
                column,
            )
        seen[key] = line + first_line
        yield Field(key, _tree(value_node, first_line), line + first_line, column)
