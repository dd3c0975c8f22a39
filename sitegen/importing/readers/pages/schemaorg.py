"""What a page says of its article in schema.org's words (JSON-LD). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml.html import HtmlElement

Node = Mapping[str, Any]
_ENDINGS = ("Article", "Posting", "Report", "Review")
_DEEPEST = 8


def article_node(tree: HtmlElement) -> Node:
    """The first article that the page describes; empty where it describes none."""
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        if any(name.endswith(_ENDINGS) for name in _types(node)):
            return {key: _followed(value, known) for key, value in node.items()}
    return {}


def _nodes(script: HtmlElement) -> Iterator[Node]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        yield from _flat(json.loads(text, strict=False), 0)
    except (ValueError, RecursionError):
        return


def _flat(value: Any, depth: int) -> Iterator[Node]:
    """Every node at the top, in lists and in graphs."""
    if isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _flat(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _flat(value.get("@graph"), depth + 1)
        yield from _flat(value.get("mainEntity"), depth + 1)


def _types(node: Node) -> list[str]:
    kind = node.get("@type")
    return [name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)]


def _followed(value: Any, known: Mapping[str, Node]) -> Any:
    """A reference to a node elsewhere on the page, replaced by that node."""
    if isinstance(value, list):
        return [_followed(each, known) for each in value]
    if isinstance(value, dict):
        return {**known.get(str(value.get("@id")), {}), **value}
    return value


def names(value: Any) -> list[str]:
    """The names of one or several people or bodies."""
    found = value if isinstance(value, list) else [value]
    texts = [each.get("name") if isinstance(each, dict) else each for each in found]
    return [text.strip() for text in _strings(texts)]


def first_text(value: Any, *keys: str) -> str:
    """The first text in a value that may be a text, a node with one of these keys, or a list of such."""
    for each in value if isinstance(value, list) else [value]:
        texts = [each.get(key) for key in keys] if isinstance(each, dict) else [each]
        for text in _strings(texts):
            if text.strip():
                return text.strip()
    return ""


def _strings(values: list[Any]) -> Iterator[str]:
    """Texts, and those of lists of texts; what many programs write of characters as in HTML is read so."""
    for value in values:
        if isinstance(value, str):
            yield unescape(value)
        elif isinstance(value, list):
            yield from (unescape(each) for each in value if isinstance(each, str))


def is_locked(node: Node) -> bool:
    """Whether the page says that its article is not free to read."""
    return str(node.get("isAccessibleForFree", "")).lower() == "false"
