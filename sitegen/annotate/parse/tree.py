"""A parse as a tree of word numbers: children and edges, looked up in constant time.

In: `Words`. Out: `Tree`. Built in one pass over the words and one over the tree, without recursion, so
the depth of a sentence does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sitegen.annotate.lexicon.closedwords import closed_words
from sitegen.annotate.marks.characters import LONG_DASHES
from sitegen.annotate.parse.tagset import SUBJECTS
from sitegen.annotate.parse.words import Range, Words

TIMES = closed_words("times")
"""Nouns that tell when, and are hardly ever a subject or object of saying."""
CLIMB = 8
"""How many heads a search upwards may follow; it bounds the cost of a chain of conjuncts."""

MOST = 64
"""Children of a word that are kept. A word of prose has no more; a list of thousands may."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a text with, for each, what depends on it."""

    words: Words
    lower: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    """In text order; of more than `MOST` the first and the last, so that looking at them costs little."""
    left: tuple[int, ...]
    """For each word the first word below it, itself included."""
    right: tuple[int, ...]
    """For each word the last word below it, itself included."""
    subject: tuple[int, ...]
    """For each word its subject, -1 for none."""
    dashes: tuple[int, ...]
    """Every dash between spaces, and every long one."""
    sentences: tuple[Range, ...]
    """By the number of the sentence."""

    def first(self, word: int, *deps: str) -> int | None:
        """The first child in one of these relations."""
        return next(self.each(word, deps), None)

    def each(self, word: int, deps: Collection[str]) -> Iterator[int]:
        """The children in these relations."""
        return (child for child in self.children[word] if self.words.deps[child] in deps)

    def head(self, word: int) -> int | None:
        """The head; None for the root of a sentence."""
        head = self.words.heads[word]
        return None if head == word else head

    def dep(self, word: int) -> str:
        """The relation to the head."""
        return self.words.deps[word]

    def tag(self, word: int) -> str:
        """The Penn Treebank tag."""
        return self.words.tags[word]

    def subtree(self, word: int) -> Range:
        """From the first to the last word below it."""
        return Range(self.left[word], self.right[word] + 1)

    def sentence(self, word: int) -> Range:
        """The sentence around a word."""
        return self.sentences[self.words.sentences[word]]


def read_tree(words: Words) -> Tree:
    """The tree of a whole text."""
    size = len(words)
    children: list[list[int]] = [[] for _ in range(size)]
    subject = [-1] * size
    for word, head in enumerate(words.heads):
        if head != word:
            children[head].append(word)
            if words.deps[word] in SUBJECTS and (subject[head] < 0 or word < head):
                subject[head] = word  # the nearest one before the verb, where the parse has several
    left, right = list(range(size)), list(range(size))
    for word in reversed(_downwards(words, children)):
        head = words.heads[word]
        left[head] = min(left[head], left[word])
        right[head] = max(right[head], right[word])
    return Tree(
        words,
        tuple(form.lower() for form in words.forms),
        tuple(
            tuple(below) if len(below) <= MOST else (*below[: MOST // 2], *below[-MOST // 2 :])
            for below in children
        ),
        tuple(left),
        tuple(right),
        tuple(subject),
        tuple(at for at, form in enumerate(words.forms) if _is_dash(words, at, form)),
        tuple(_sentences(words)),
    )


def _downwards(words: Words, children: list[list[int]]) -> list[int]:
    """Every word after its head."""
    order = [word for word, head in enumerate(words.heads) if head == word]
    for word in order:
        order.extend(children[word])
    return order


def _sentences(words: Words) -> Iterator[Range]:
    first = 0
    for word in range(1, len(words) + 1):
        if word == len(words) or words.sentences[word] != words.sentences[first]:
            yield Range(first, word)
            first = word


def _is_dash(words: Words, at: int, form: str) -> bool:
    if form != "-":
        return form in LONG_DASHES
    return not words.joined(at) and at + 1 < len(words) and not words.joined(at + 1)


def root_of(words: Words, where: Range) -> int:
    """The word of a range whose head lies outside it (the last one, where several do)."""
    for at in range(where.last - 1, where.first - 1, -1):
        if not where.first <= words.heads[at] < where.last or words.heads[at] == at:
            return at
    return where.last - 1
