"""A parse as plain tuples: what the recognition of names reads instead of a spaCy `Doc`.

In: a parsed `Doc` and the `PlainText` that it was made from. Out: `Words`, one entry for each token,
read in a single pass. Everything beside this module works on it, which is several times faster than
asking tokens one by one, and lets a test write a parse by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.annotate.marks.characters import DASHES
from sitegen.annotate.parse.encoder import JUDGED, Judged
from sitegen.model.text import PlainText, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPACE = "_SP"
"""The tag of a token that is white space only."""
NO_RELATION = "dep"
"""What the parser calls a relation that it does not know; white space has no other, whatever a model says."""


class Range(NamedTuple):
    """A half-open range of words."""

    first: int
    last: int

    def overlaps(self, other: Range) -> bool:
        """Whether the two share a word."""
        return self.first < other.last and other.first < self.last


class ModelEntity(NamedTuple):
    """What the model calls an entity."""

    range: Range
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text; all tuples but `entities` have one item for each word."""

    text: PlainText
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    sentences: tuple[int, ...]
    """Number of the sentence; it grows at every sentence start and at every block."""
    blocks: tuple[int, ...]
    """Number of the block; -1 between blocks."""
    entities: tuple[ModelEntity, ...]
    judged: tuple[Judged, ...] = ()
    """What the encoder says of each word; nothing where it was not asked."""

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, where: Range) -> Span:
        """The characters of a range of words."""
        return Span(self.starts[where.first], self.ends[where.last - 1])

    def joined(self, number: int) -> bool:
        """Whether nothing stands between this word and the one before."""
        return number > 0 and self.starts[number] == self.ends[number - 1]

    def begins_sentence(self, number: int) -> bool:
        """Whether this is the first word of its sentence, opening marks and list numbers aside."""
        at = number - 1
        while at >= 0 and self.sentences[at] == self.sentences[number] and not self.forms[at][0].isalnum():
            at -= 1
        return at < 0 or self.sentences[at] != self.sentences[number]


LISTED = re.compile(r"\d+[/.)]+")
"""The number of an item in a list: "10/", "3."."""
OPENERS = DASHES | {"“", "‘", '"', "``", ":", "…", "•"}
"""Marks after which prose may begin a sentence."""


def may_begin(words: Words, at: int) -> bool:
    """Whether a word's capital may be owed to its place: a sentence's start, or after an opening mark."""
    opened = at > 0 and words.forms[at - 1] in OPENERS and not (words.joined(at) and words.joined(at - 1))
    return opened or words.begins_sentence(at)


def read_words(doc: Doc, text: PlainText) -> Words:
    """Every token of `doc` with what the parse says of it."""
    forms, starts, tags, deps, heads, begins = [], [], [], [], [], []
    for token in doc:
        forms.append(token.text)
        starts.append(token.idx)
        tags.append(token.tag_)
        deps.append(NO_RELATION if token.is_space else token.dep_)
        heads.append(token.head.i)
        begins.append(bool(token.is_sent_start))
    blocks = _blocks(starts, text)
    return Words(
        text,
        tuple(forms),
        tuple(starts),
        tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
        tuple(tags),
        tuple(deps),
        tuple(heads),
        _sentences(begins, blocks),
        blocks,
        tuple(ModelEntity(Range(ent.start, ent.end), ent.label_) for ent in doc.ents),
        doc.user_data.get(JUDGED, ()),
    )


def _blocks(starts: list[int], text: PlainText) -> tuple[int, ...]:
    found: list[int] = []
    number = 0
    for start in starts:
        while number < len(text.blocks) and text.blocks[number].span.end <= start:
            number += 1
        inside = number < len(text.blocks) and text.blocks[number].span.start <= start
        found.append(number if inside else -1)
    return tuple(found)


def _sentences(begins: list[bool], blocks: tuple[int, ...]) -> tuple[int, ...]:
    found: list[int] = []
    number = 0
    for at, begin in enumerate(begins):
        if at and (begin or blocks[at] != blocks[at - 1]):
            number += 1
        found.append(number)
    return tuple(found)
