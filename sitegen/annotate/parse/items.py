"""What a sentence is made of when each quotation counts as one thing.

In: one item. Out: what its tag and its letters say of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.lexicon.cues import lexicon
from sitegen.annotate.lexicon.quotewords import quotewords
from sitegen.annotate.parse.tagset import FINITE, NOUNS, PROPER

QUOTED = "QUOTED"
"""The tag of an item that is a quoted segment."""


class Item(NamedTuple):
    """A word outside quotation marks, or a quoted segment."""

    start: int
    end: int
    text: str
    low: str
    tag: str
    dep: str
    token: int
    """Of its (first) token in the parse."""
    head: int
    """Index of its syntactic head; of a quoted segment's, the head that lies outside it."""
    quote: int
    """Which quoted segment it is; -1 for a word."""
    starts: bool
    """Whether the parse begins a sentence here."""


Items = Sequence[Item]

_MISTAKEN = frozenset(["MD", "VB", "VBP", "VBZ", "VBD", "VBN", "UH", "FW"])
_TEMPORAL = quotewords("times")


def is_temporal(item: Item) -> bool:
    """Whether the word says when: "Tuesday", "yesterday"."""
    return item.low in _TEMPORAL


def is_noun(item: Item) -> bool:
    """Whether the word is a noun; a name that the tag takes for a verb ("Will") is told by its capital."""
    if item.tag in NOUNS:
        return True
    return (
        item.tag in _MISTAKEN
        and item.text[0].isupper()
        and len(item.text) > 2
        and lexicon().verb(item.low) is None
    )


def has_verb(items: Items) -> bool:
    """Whether a finite verb is among them: then they are more than a name."""
    return any(item.tag in FINITE and not is_noun(item) for item in items)


def is_name(item: Item) -> bool:
    """Whether the word is, by its tag or its capital, part of a name."""
    return item.tag in PROPER or (is_noun(item) and item.text[0].isupper())
