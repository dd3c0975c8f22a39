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
_STRAIGHT = str.maketrans({"’": "'", "\u00a0": " ", "\u2011": "-"})
"""One character for one, so that offsets hold."""

_Step = tuple[bool, str]
"""Whether white space stands before the token, and the token."""


@dataclass(slots=True)
class _Node:
    steps: dict[_Step, _Node] = field(default_factory=dict)
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A name at its place."""

    span: Span
    value: str


def _tokens(text: str) -> list[tuple[_Step, Span]]:
    tokens: list[tuple[_Step, Span]] = []
    end = 0
    for match in _TOKEN.finditer(text.translate(_STRAIGHT)):
        tokens.append(((match.start() > end, match.group()), Span(match.start(), match.end())))
        end = match.end()
    return tokens


class NameFinder:
    """Built once for all names; holds no state between texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        self._starts: set[str] = set()
        for name, value in names:
            self._add(_tokens(name), value)

    def _add(self, tokens: list[tuple[_Step, Span]], value: str) -> None:
        node = self._root
        for number, ((spaced, token), _) in enumerate(tokens):
            node = node.steps.setdefault((spaced and number > 0, token), _Node())
        if tokens:
            node.value = value

    def find(self, text: str) -> Iterator[Found]:
        """Every name in `text`, in order."""
        if not self._root.steps:
            return
        tokens = _tokens(text)
        at = 0
        while at < len(tokens):
            count, value = self._longest(tokens, at)
            if value is not None:
                yield Found(Span(tokens[at][1].start, tokens[at + count - 1][1].end), value)
            at += max(count, 1)

    def _longest(self, tokens: list[tuple[_Step, Span]], at: int) -> tuple[int, str | None]:
        """How many tokens the longest name from here takes, and its value."""
        node = self._root.steps.get((False, tokens[at][0][1]))
        best: tuple[int, str | None] = (0, None)
        count = 0
        while node is not None:
            count += 1
            if node.value is not None:
                best = count, node.value
            node = node.steps.get(tokens[at + count][0]) if at + count < len(tokens) else None
        return best
