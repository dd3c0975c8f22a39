"""The parse as a tree over `Words`: children and edges of every word, in linear time whatever the parse."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.parse.words import Range, Words


@dataclass(frozen=True, slots=True)
class Tree:
    """Look-ups by the number of a word."""

    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    """The first word of the subtree."""
    right: tuple[int, ...]
    """The last word of the subtree."""

    def subtree(self, at: int) -> Range:
        """All words from the first to the last of a word's subtree."""
        return Range(self.left[at], self.right[at] + 1)


def tree_of(words: Words) -> Tree:
    """Children and edges, counted from the leaves up: no recursion, each word once."""
    size = len(words)
    children: list[list[int]] = [[] for _ in range(size)]
    waiting = [0] * size
    for at, head in enumerate(words.heads):
        if head != at:
            children[head].append(at)
            waiting[head] += 1
    left, right = list(range(size)), list(range(size))
    ready = [at for at in range(size) if not waiting[at]]
    while ready:
        at = ready.pop()
        head = words.heads[at]
        if head == at:
            continue
        left[head] = min(left[head], left[at])
        right[head] = max(right[head], right[at])
        waiting[head] -= 1
        if not waiting[head]:
            ready.append(head)
    return Tree(tuple(map(tuple, children)), tuple(left), tuple(right))


def root_of(words: Words, where: Range) -> int:
    """The word of a range whose head lies outside it (the last one, where several do)."""
    for at in range(where.last - 1, where.first - 1, -1):
        if not where.first <= words.heads[at] < where.last or words.heads[at] == at:
            return at
    return where.last - 1
