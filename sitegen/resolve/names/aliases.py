"""Finds many names in a text at once: a tree of tokens, walked once along the text.

In: names with a value for each, then texts. Out: the longest match at each place, left to right, none
inside another. Capitals count; any white space matches any; a name never matches inside a word. Costs a
look-up for each token of the text, however many names there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sitegen.model.text import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")
_NEXT = re.compile(r"(\s*)(\w+|[^\w\s])")
_STRAIGHT = (("’", "'"), ("\u00a0", " "), ("\u2011", "-"))
"""One character for one, so that offsets hold."""

_Step = tuple[bool, str]
"""Whether white space stands before the token, and the token."""


def tokens(text: str) -> list[str]:
    """The words and marks of a text, or of a name, as they are compared."""
    return _TOKEN.findall(_straight(text))


def _straight(text: str) -> str:
    for sign, plain in _STRAIGHT:  # `translate` asks for every character, this for none
        text = text.replace(sign, plain)
    return text


@dataclass(slots=True)
class _Node:
    steps: dict[_Step, _Node] = field(default_factory=dict)
    value: str | None = None


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at its place."""

    span: Span
    value: str


class NameFinder:
    """Built once for all names; holds no state between texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._starts: dict[str, _Node] = {}
        for name, value in names:
            steps = [(bool(space), token) for space, token in _NEXT.findall(_straight(name))]
            if steps:
                node = self._starts.setdefault(steps[0][1], _Node())
                for step in steps[1:]:
                    node = node.steps.setdefault(step, _Node())
                node.value = value

    def find(self, text: str) -> Iterator[FoundName]:
        """Every name in `text`, in order."""
        if not self._starts:
            return
        plain, at = _straight(text), 0
        for token in _TOKEN.finditer(plain):
            node = self._starts.get(token[0])
            if node is None or token.start() < at:
                continue
            at, value = _longest(node, plain, token.end())
            if value is not None:
                yield FoundName(Span(token.start(), at), value)


def _longest(node: _Node, text: str, at: int) -> tuple[int, str | None]:
    """Where the longest name that goes on from here ends, and its value; here, and None, if none does."""
    best: tuple[int, str | None] = (at, node.value)
    while node.steps and (token := _NEXT.match(text, at)):
        following = node.steps.get((bool(token[1]), token[2]))
        if following is None:
            break
        node, at = following, token.end()
        if node.value is not None:
            best = at, node.value
    return best
