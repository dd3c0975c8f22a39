"""Addresses in a parsed body: which are there, and the same body with others in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from sitegen.markdown.plaintext import MarkdownDoc

GONE = ""
"""In place of the address of a picture that is not there: its description is shown."""
_HOLDERS = {"link_open": "href", "image": "src"}
_BREAKS = {"softbreak", "hardbreak"}


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a body links to or shows."""

    text: str
    """As it stands in the HTML, percent-encoded."""
    line: int
    """Of the body, counted from 0."""
    is_picture: bool


def addresses(tokens: Sequence[Token]) -> Iterator[Address]:
    """Every address, in order."""
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            line += child.type in _BREAKS
            if child.type in _HOLDERS:
                text = str(child.attrGet(_HOLDERS[child.type]) or "")
                yield Address(text, line, child.type == "image")


def with_addresses(doc: MarkdownDoc, new: Mapping[str, str]) -> MarkdownDoc:
    """The body with some addresses replaced; its text and its segments stay as they are."""
    return replace(doc, tokens=tuple(_token(token, new) for token in doc.tokens)) if new else doc


def _token(token: Token, new: Mapping[str, str]) -> Token:
    if not token.children:
        return token
    return token.copy(children=[_child(child, new) for child in token.children])


def _child(child: Token, new: Mapping[str, str]) -> Token:
    holder = _HOLDERS.get(child.type, "")
    address = str(child.attrGet(holder) or "") if holder else ""
    if address not in new or (new[address] == GONE and child.type != "image"):
        return child
    if new[address] == GONE:
        return child.copy(type="text", tag="", content=str(child.attrGet("alt") or ""), children=None)
    return child.copy(attrs={**child.attrs, holder: new[address]})
