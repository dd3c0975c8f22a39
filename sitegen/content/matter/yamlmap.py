"""YAML text to a tree in which every key and value knows its line and column.

In: the text between the marks and the line it starts on. Out: the tree or the reason why not. Pure.
Anchors, aliases and tags are refused: nobody needs them in front matter, and they can be made to grow
without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from sitegen.content.matter.nodes import (
    DEEPEST,
    Field,
    Listing,
    Mapping,
    RefusedError,
    Scalar,
    Value,
    without_repeats,
)
from sitegen.content.matter.yaml_errors import in_plain_words, place

_FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it is there
_PLAIN = "tag:yaml.org,2002:"


class _Loader(_FASTEST):  # type: ignore[misc]
    """Composes without guessing what a word could mean: a third of the time, for nothing we use."""

    def resolve(self, *_: object) -> str:
        """Every value is as written."""
        return _PLAIN


def yaml_value(text: str, first_line: int) -> Value:
    """The tree of a YAML text, an empty mapping for empty text. Raises `RefusedError`."""
    node = _composed(text)
    return Mapping((), first_line, 1) if node is None else _tree(node, first_line)


def _composed(text: str) -> yaml.Node | None:
    """The node graph. Raises `RefusedError`, its lines counted from 0 in `text`."""
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
        raise RefusedError(code, message, hint, line, column + 1) from error
    except yaml.YAMLError as error:
        raise RefusedError(
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
            raise RefusedError("front-matter-syntax", "nested too deeply", hint, line, column)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"a value that starts with  {sign}"
            hint = f'put the value in quotation marks:  title: "{sign}{anchor}…"'
            raise RefusedError("front-matter-syntax", message, hint, line, column)


def _tree(node: yaml.Node, first_line: int) -> Value:
    line, column = node.start_mark.line + first_line, node.start_mark.column + 1
    if not node.tag.startswith(_PLAIN):
        raise RefusedError(
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
    return without_repeats(Mapping(tuple(_fields(node, first_line)), line, column), first_line)


def _fields(node: yaml.Node, first_line: int) -> Iterator[Field]:
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            message, hint = "a key that is not a word", "every line is  key: value"
            if isinstance(key_node, yaml.MappingNode):
                message = "a value in braces, as an unfilled template leaves it"
                hint = "write what belongs there, or put words in quotation marks"
            raise RefusedError("front-matter-syntax", message, hint, line, column)
        yield Field(key_node.value, _tree(value_node, first_line), line + first_line, column)
