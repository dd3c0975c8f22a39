"""Sentences with each quotation seen as one block.

In: the parse, and the quoted segments. Out: for a block of the article its sentences, as tuples of items: a
word outside the marks, or a whole quoted segment. What a parser makes of a long quotation often swallows
the words that say who speaks; here a quotation is one thing with a place, and only words outside it speak.

Sentence ends are read from the punctuation, inside and outside the marks, and only then from the parse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from sitegen.annotate.lexicon.namewords import name_words
from sitegen.annotate.marks.characters import DASH_CHARACTERS, DASHES, unmarked
from sitegen.annotate.marks.segments import Quoted
from sitegen.annotate.parse.items import QUOTED, Item
from sitegen.annotate.parse.tree import Tree
from sitegen.annotate.quotations.beside.tags import is_subject_tag
from sitegen.model.text import Span

TERMINAL = frozenset(".?!…")
LONGEST = 250
"""Items of a sentence at most: what runs on is cut, so that a search through a sentence has a bound."""
CLIMB = 20
"""How many heads a search upwards may follow."""
_LINKED = f",;:~{DASH_CHARACTERS}-"
"""What begins no sentence, but goes on with the one before or says whose it was."""
CLOSING = frozenset(")]”’\"'")


class Sentence:
    """A sentence's items, and where in it the token of an index is."""

    def __init__(self, items: tuple[Item, ...], block: int, tree: Tree) -> None:
        self.items = items
        self.tree = tree
        self.block = block

    @cached_property
    def position(self) -> dict[int, int]:
        """Token index to item number, for words and for the first token of each quoted segment."""
        return {item.token: number for number, item in enumerate(self.items)}

    @cached_property
    def quotes(self) -> tuple[int, ...]:
        """Numbers of the items that are quoted segments."""
        return tuple(number for number, item in enumerate(self.items) if item.quote >= 0)

    def ancestors(self, number: int) -> tuple[tuple[int, int], ...]:
        """The items above one, nearest first, each with the item below it on the way."""
        out: list[tuple[int, int]] = []
        for _ in range(CLIMB):
            above = self.position.get(self.items[number].head)
            if above is None or above == number or any(above == seen for seen, _ in out):
                break
            out.append((above, number))
            number = above
        return tuple(out)

    def span(self, first: int, last: int) -> Span:
        """From the start of one item to the end of another."""
        return Span(self.items[first].start, self.items[last].end)


class Frames:
    """The sentences of an article's blocks, made when asked for and kept."""

    def __init__(self, tree: Tree, segments: Sequence[Quoted]) -> None:
        self.tree = tree
        self._words = tree.words
        self._segments = segments
        self._ranges = [self._token_range(q.span) for q in segments]
        blocks = range(len(self._words.text.blocks) + 1)
        self._first_in_block = [bisect_left(segments, n, key=lambda q: q.block) for n in blocks]
        self._first_of = {i: first for first, last in self._ranges for i in range(first, last)}
        self._made: dict[int, tuple[Sentence, ...]] = {}

    def sentences(self, block: int) -> tuple[Sentence, ...]:
        """The sentences of one block."""
        if block not in self._made:
            self._made[block] = split_sentences(self._items(block), block, self.tree)
        return self._made[block]

    def inside(self, segment: int) -> Sentence:
        """The words between the marks of a quoted segment."""
        quoted = self._segments[segment]
        first, last = self._ranges[segment]
        start, end = quoted.inner
        words = (self._word(index) for index in range(first, last) if not self._words.forms[index].isspace())
        kept = tuple(item for item in words if start <= item.start and item.end <= end)
        return Sentence(kept[-LONGEST:], quoted.block, self.tree)

    def _token_range(self, span: Span) -> tuple[int, int]:
        """Tokens that begin inside the span."""
        starts = self._words.starts
        first = bisect_left(starts, span.start)
        return first, bisect_left(starts, span.end, lo=first)

    def _items(self, block: int) -> list[Item]:
        first, last = self._token_range(self._words.text.blocks[block].span)
        items: list[Item] = []
        number = self._first_in_block[block]
        until = self._first_in_block[block + 1]
        index = first
        while index < last:
            if number < until and index >= self._ranges[number][0]:
                items.append(self._quote_item(number))
                index = max(self._ranges[number][1], index)
                items += self._overhang(number)
                number += 1
                continue
            if not self._words.forms[index].isspace():
                items.append(self._word(index))
            index += 1
        return items

    def _word(self, index: int) -> Item:
        words = self._words
        return Item(
            words.starts[index], words.ends[index], words.forms[index], self.tree.lower[index],
            words.tags[index], words.deps[index], index, self._outward(words.heads[index]), -1,
            self._begins(index),
        )  # fmt: skip

    def _begins(self, index: int) -> bool:
        return index == 0 or self._words.sentences[index] != self._words.sentences[index - 1]

    def _overhang(self, number: int) -> list[Item]:
        """What the last token of a quoted segment has behind the closing mark, where a space is missing."""
        first, last = self._ranges[number]
        words = self._words
        end = self._segments[number].span.end
        rest = (
            words.forms[last - 1][end - words.starts[last - 1] :]
            if last > first and words.ends[last - 1] > end
            else ""
        )
        if not rest[:1].isalpha():
            return []
        tag = "NNP" if rest[0].isupper() else words.tags[last - 1]
        item = self._word(last - 1)
        return [item._replace(start=end, text=rest, low=rest.lower(), tag=tag, dep="", head=last - 1)]

    def _outward(self, index: int) -> int:
        """The first token of the quoted segment that holds a token; else the token itself."""
        return self._first_of.get(index, index)

    def _quote_item(self, number: int) -> Item:
        first, last = self._ranges[number]
        span = self._segments[number].span
        dep, head = self._outside_head(first, last)
        starts = any(self._begins(i) for i in range(first, min(first + 2, last)))
        text = span.of(self._words.text.text)
        return Item(span.start, span.end, text, "“”", QUOTED, dep, first, head, number, starts)

    def _outside_head(self, first: int, last: int) -> tuple[str, int]:
        """The relation by which a quoted segment hangs on a word outside it; ("", own index) if by none."""
        for index in range(first, last):
            head, dep = self._words.heads[index], self._words.deps[index]
            if not first <= head < last and dep != "punct":
                return dep, self._outward(head)
        return "", first


def split_sentences(items: Sequence[Item], block: int, tree: Tree) -> tuple[Sentence, ...]:
    """Cut a block's items into sentences."""
    out: list[Sentence] = []
    begin = 0
    for number in range(len(items)):
        if ends_sentence(items, number) or number - begin >= LONGEST:
            out.append(Sentence(tuple(items[begin : number + 1]), block, tree))
            begin = number + 1
    if begin < len(items):
        out.append(Sentence(tuple(items[begin:]), block, tree))
    return tuple(out)


def ends_sentence(items: Sequence[Item], number: int) -> bool:
    """Whether a sentence ends behind this item."""
    if number + 1 >= len(items):
        return True
    item, following = items[number], items[number + 1]
    if following.quote < 0 and following.text[0] in CLOSING:
        return False
    if item.quote >= 0:
        return _quote_ends_sentence(items, number)
    if item.text[0] in CLOSING and number and items[number - 1].text[-1] in TERMINAL:
        item = items[number - 1]
    if item.text[-1] not in TERMINAL:
        return False
    fresh = following.quote >= 0 or not following.text[0].islower()
    if item.text in TERMINAL:
        return fresh and following.text[0] not in _LINKED
    return fresh and following.starts and item.text[-1] == "." and item.low not in name_words().titles


def _quote_ends_sentence(items: Sequence[Item], number: int) -> bool:
    """Whether the stop inside a quotation's closing mark ends the sentence around it too."""
    following = items[number + 1]
    inner = unmarked(items[number].text)
    if not inner or inner[-1] not in TERMINAL | DASHES:
        return (
            following.quote >= 0
            and following.text[0] not in ",;:"
            and inner[-1:] not in ",;:"
            and following.starts
        )
    if following.quote >= 0:
        return True
    first = following.text[0]
    if first.islower() or not first.isalnum():
        return first not in f"{_LINKED}.)]" and not first.islower()
    return not is_subject_tag(items, number + 1, inner[-1])
